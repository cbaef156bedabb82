import Canvas

/// What a terminal says when it is asked.
public enum TerminalAnswer: Hashable, Sendable {
  case background(Background)
  case paletteEntry(index: Int, Color)
  /// The rendition in use, as the parameters that would set it; empty where the terminal does not
  /// take the question.
  case rendition(String)
  /// The name and version of the terminal, in its own form.
  case version(String)
  /// The state of a private mode: 0 unknown, 1 set, 2 reset, 3 and 4 for ever so.
  case mode(number: Int, state: Int)
  case secondaryAttributes([Int])
  /// Every terminal answers this one, and answers come in order: it is asked last.
  case attributes
}

extension TerminalAnswer {
  /// An answer of the form `ESC [ … final`.
  init?(_ sequence: ControlSequence, intermediates: String) {
    switch (sequence.prefix, intermediates, sequence.final) {
    case ("?", "", UInt8(ascii: "c")): self = .attributes
    case (">", "", UInt8(ascii: "c")): self = .secondaryAttributes(sequence.numbers)
    case ("?", "$", UInt8(ascii: "y")) where sequence.numbers.count == 2:
      self = .mode(number: sequence.numbers[0], state: sequence.numbers[1])
    default: return nil
    }
  }

  /// An answer of the form `ESC ] … ESC \` or `ESC P … ESC \`, without what ends it.
  /// - Parameter string: From the introducer on.
  init?(string: ArraySlice<UInt8>) {
    let text = String(decoding: string.dropFirst(), as: UTF8.self)
    switch string.first {
    case UInt8(ascii: "]"):
      if let background = Background(answer: string.dropFirst()) {
        self = .background(background)
      } else if let (index, color) = Self.paletteEntry(text) {
        self = .paletteEntry(index: index, color)
      } else {
        return nil
      }
    case UInt8(ascii: "P"):
      if text.hasPrefix(">|") {
        self = .version(String(text.dropFirst(2)))
      } else if text.hasPrefix("1$r"), text.hasSuffix("m") {
        self = .rendition(String(text.dropFirst(3).dropLast()))
      } else if text.hasPrefix("0$r") {
        self = .rendition("")
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// `4;index;rgb:…`.
  private static func paletteEntry(_ text: String) -> (index: Int, color: Color)? {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "4", let index = Int(parts[1]), (0..<256).contains(index),
      let color = Color(answer: parts[2])
    else { return nil }
    return (index, color)
  }
}
