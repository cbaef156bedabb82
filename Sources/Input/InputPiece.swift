import Canvas

/// The first complete unit of the bytes from a terminal: a key, a sequence, a mouse report.
struct InputPiece: Hashable {
  enum Meaning: Hashable {
    case event(Event)
    case pasteStart
    /// An answer to a question.
    case answer(TerminalAnswer)
    case nothing
  }

  var length: Int
  var meaning: Meaning

  private init(_ length: Int, _ meaning: Meaning) {
    self.length = length
    self.meaning = meaning
  }

  private init(_ length: Int, _ key: Key?) {
    self.init(length, key.map { .event(.key($0)) } ?? .nothing)
  }

  /// Reads the first piece; nil if it is not complete yet.
  init?(_ bytes: ArraySlice<UInt8>) {
    let bytes = Array(bytes.prefix(bytes.first == escape ? Self.longest : 4))
    let piece =
      switch bytes.first {
      case nil: InputPiece?.none
      case escape: Self.sequence(bytes)
      case .some(0x20...0x7E), .some(0x80...): Self.character(bytes)
      case .some(let control): InputPiece(1, key(control: control))
      }
    guard let piece else { return nil }
    self = piece
  }

  /// The most bytes of a sequence; longer ones are cut and dropped.
  private static let longest = 4096

  private static func character(_ bytes: [UInt8]) -> InputPiece? {
    let length =
      switch bytes[0] {
      case ..<0x80: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    guard length > 0 else { return InputPiece(1, .nothing) }
    let continuations = bytes[1...].prefix(length - 1).prefix { $0 & 0xC0 == 0x80 }
    let found = 1 + continuations.count
    guard found == length else { return found == bytes.count ? nil : InputPiece(found, .nothing) }
    guard let text = String(validating: bytes[..<length], as: UTF8.self), let character = text.first
    else { return InputPiece(length, .nothing) }
    // The control characters of Latin-1 have two bytes.
    let isPrintable = character.unicodeScalars.allSatisfy { !(0x80..<0xA0).contains($0.value) }
    return InputPiece(length, isPrintable ? .character(character) : nil)
  }

  private static func sequence(_ bytes: [UInt8]) -> InputPiece? {
    guard bytes.count > 1 else { return nil }
    switch bytes[1] {
    case UInt8(ascii: "["): return controlSequence(bytes)
    case UInt8(ascii: "O"): return singleShift(bytes)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      return controlString(bytes)
    case escape: return InputPiece(1, .escape)
    default:
      // Alt with a key.
      return InputPiece(Array(bytes.dropFirst())[...]).map { InputPiece(1 + $0.length, .nothing) }
    }
  }

  /// `ESC O`, digits for modifiers, a letter.
  private static func singleShift(_ bytes: [UInt8]) -> InputPiece? {
    let digits = bytes[2...].prefix { isDigit($0) }
    let end = 2 + digits.count
    guard end < bytes.count else { return nil }
    guard bytes[end] >= 0x20 else { return InputPiece(end, .nothing) }
    return InputPiece(end + 1, digits.isEmpty ? key(singleShift: bytes[end]) : nil)
  }

  /// `ESC [`, parameters, intermediates, a final byte (ECMA-48 §5.4).
  private static func controlSequence(_ bytes: [UInt8]) -> InputPiece? {
    let body = bytes[2...]
    let parameters = body.prefix { (0x30...0x3F).contains($0) }
    let intermediates = body.dropFirst(parameters.count).prefix { (0x20...0x2F).contains($0) }
    let end = 2 + parameters.count + intermediates.count
    guard end < bytes.count else {
      return bytes.count >= longest ? InputPiece(bytes.count, .nothing) : nil
    }
    let final = bytes[end]
    // A byte that no sequence contains ends this one and is read again.
    guard (0x40...0x7E).contains(final) else { return InputPiece(end, .nothing) }
    let isBare = parameters.isEmpty && intermediates.isEmpty
    if isBare, final == UInt8(ascii: "M") {
      guard bytes.count >= end + 4 else { return nil }
      return InputPiece(end + 4, mouse(Mouse(x10: bytes[(end + 1)..<(end + 4)])))
    }
    if isBare, final == UInt8(ascii: "[") {
      guard bytes.count > end + 1 else { return nil }
      return InputPiece(end + 2, key(linuxFunction: bytes[end + 1]))
    }
    let sequence = ControlSequence(
      parameters: String(decoding: parameters, as: UTF8.self), final: final)
    let extra = String(decoding: intermediates, as: UTF8.self)
    if let answer = TerminalAnswer(sequence, intermediates: extra) {
      return InputPiece(end + 1, .answer(answer))
    }
    guard intermediates.isEmpty else { return InputPiece(end + 1, .nothing) }
    if sequence.isPasteStart { return InputPiece(end + 1, .pasteStart) }
    if sequence.isMouse { return InputPiece(end + 1, mouse(Mouse(sgr: sequence))) }
    return InputPiece(end + 1, key(sequence: sequence))
  }

  /// `ESC ]` and similar introducers: text up to BEL or `ESC \`. urxvt ends its answers with a lone ESC,
  /// so an ESC followed by another one is an end too.
  private static func controlString(_ bytes: [UInt8]) -> InputPiece? {
    for index in 2..<max(2, bytes.count) {
      let text = bytes[1..<index]
      if bytes[index] == 0x07 { return InputPiece(index + 1, meaning(of: text)) }
      if bytes[index] == escape, index + 1 < bytes.count {
        switch bytes[index + 1] {
        case UInt8(ascii: "\\"): return InputPiece(index + 2, meaning(of: text))
        case escape: return InputPiece(index + 1, meaning(of: text))
        default: return InputPiece(index, .nothing)
        }
      }
    }
    return bytes.count >= longest ? InputPiece(bytes.count, .nothing) : nil
  }

  /// The meaning of a string that starts with its introducer.
  private static func meaning(of string: ArraySlice<UInt8>) -> Meaning {
    TerminalAnswer(string: string).map { .answer($0) } ?? .nothing
  }

  private static func mouse(_ mouse: Mouse?) -> Meaning {
    mouse.map { .event(.mouse($0)) } ?? .nothing
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
