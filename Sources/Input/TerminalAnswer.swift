import Canvas

/// An answer of the terminal to a question.
public enum TerminalAnswer: Hashable, Sendable {
  /// The terminal's own background.
  case background(Color)
  case paletteEntry(index: Int, Color)
  /// The present style, as the SGR parameters that would set it; empty if the terminal does not
  /// understand the question.
  case rendition(String)
  /// The name and version of the terminal, in the terminal's own form.
  case version(String)
  /// The state of a private mode: 0 unknown, 1 set, 2 reset, 3 permanently set, 4 permanently reset.
  case mode(number: Int, state: Int)
  case secondaryAttributes([Int])
  /// The size of a cell in pixels.
  case cellSize(CellSize)
  /// What became of a command with an image, by the image's number.
  case image(id: Int, isDone: Bool)
  /// Every terminal answers this question, and answers come in order: it is asked last.
  case attributes
}

extension TerminalAnswer {
  /// Reads an answer of the form `ESC [ … final`.
  init?(_ sequence: ControlSequence, intermediates: String) {
    switch (sequence.prefix, intermediates, sequence.final) {
    case ("?", "", UInt8(ascii: "c")): self = .attributes
    case (">", "", UInt8(ascii: "c")): self = .secondaryAttributes(sequence.numbers)
    case (nil, "", UInt8(ascii: "t")) where sequence.numbers.count == 3 && sequence.numbers[0] == 6:
      guard let size = CellSize(width: sequence.numbers[2], height: sequence.numbers[1]) else {
        return nil
      }
      self = .cellSize(size)
    case ("?", "$", UInt8(ascii: "y")) where sequence.numbers.count == 2:
      self = .mode(number: sequence.numbers[0], state: sequence.numbers[1])
    default: return nil
    }
  }

  /// Reads an answer of the form `ESC ] … ESC \`, `ESC P … ESC \` or `ESC _ … ESC \`.
  ///
  /// - Parameter string: The bytes from the introducer to the end, without the terminator.
  init?(string: ArraySlice<UInt8>) {
    let text = String(decoding: string.dropFirst(), as: UTF8.self)
    switch string.first {
    case UInt8(ascii: "]"):
      if let background = Self.background(text) {
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
    case UInt8(ascii: "_"):
      guard let (id, isDone) = Self.image(text) else { return nil }
      self = .image(id: id, isDone: isDone)
    default: return nil
    }
  }

  /// `11;rgb:ffff/ffff/ffff`.
  private static func background(_ text: String) -> Color? {
    text.hasPrefix("11;") ? Color(answer: text.dropFirst(3)) : nil
  }

  /// `Gi=31;OK`, with other keys around the number, and a fault instead of OK.
  private static func image(_ text: String) -> (id: Int, isDone: Bool)? {
    guard text.first == "G", let end = text.firstIndex(of: ";") else { return nil }
    let keys = text[text.index(after: text.startIndex)..<end].split(separator: ",")
    guard let key = keys.first(where: { $0.hasPrefix("i=") }), let id = Int(key.dropFirst(2)) else {
      return nil
    }
    return (id, text[end...] == ";OK")
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

extension Color {
  /// Reads a colour as terminals write it, `rgb:ffff/ffff/ffff` or `rgba:…`, with one to four
  /// hexadecimal digits for each channel.
  init?(answer text: Substring) {
    guard let form = ["rgb:", "rgba:"].first(where: text.hasPrefix) else { return nil }
    let channels = text.dropFirst(form.count)
      .split(separator: "/", omittingEmptySubsequences: false).map(Self.channel)
    guard channels.count == (form == "rgb:" ? 3 : 4), let red = channels[0],
      let green = channels[1], let blue = channels[2]
    else { return nil }
    self.init(red: red, green: green, blue: blue)
  }

  /// Reads a channel of one to four digits; `f` for each digit is the full intensity.
  private static func channel(_ digits: Substring) -> UInt8? {
    guard (1...4).contains(digits.count), let value = UInt16(digits, radix: 16) else { return nil }
    let full = (1 << (4 * digits.count)) - 1
    return UInt8((Int(value) * 255 + full / 2) / full)
  }
}
