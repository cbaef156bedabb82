import Canvas

/// An answer of the terminal to a question.
public enum TerminalAnswer: Hashable, Sendable {
  case background(Background)
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
  case cellSize(width: Int, height: Int)
  /// Every terminal answers this question, and answers come in order: it is asked last.
  case attributes
}

extension TerminalAnswer {
  /// Reads an answer of the form `ESC [ … final`.
  init?(_ sequence: ControlSequence, intermediates: String) {
    switch (sequence.prefix, intermediates, sequence.final) {
    case ("?", "", UInt8(ascii: "c")): self = .attributes
    case (">", "", UInt8(ascii: "c")): self = .secondaryAttributes(sequence.numbers)
    case ("?", "$", UInt8(ascii: "y")) where sequence.numbers.count == 2:
      self = .mode(number: sequence.numbers[0], state: sequence.numbers[1])
    case (nil, "", UInt8(ascii: "t"))
    where sequence.numbers.count == 3 && sequence.numbers[0] == 6
      && sequence.numbers[1] > 0 && sequence.numbers[2] > 0:
      self = .cellSize(width: sequence.numbers[2], height: sequence.numbers[1])
    default: return nil
    }
  }

  /// Reads an answer of the form `ESC ] … ESC \` or `ESC P … ESC \`.
  ///
  /// - Parameter string: The bytes from the introducer to the end, without the terminator.
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

extension Background {
  /// Reads the answer to the question for the background, `11;rgb:ffff/ffff/ffff`, without introducer
  /// and terminator.
  init?(answer bytes: some Collection<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("11;"), let color = Color(answer: text.dropFirst(3)) else { return nil }
    self.init(of: color)
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
