import Canvas

extension Background {
  /// The answer of a terminal that was asked for its background, `11;rgb:ffff/ffff/ffff`, without
  /// what encloses it.
  init?(answer bytes: some Collection<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("11;"), let color = Color(answer: text.dropFirst(3)) else { return nil }
    self.init(of: color)
  }
}

extension Color {
  /// A colour as terminals write it, `rgb:ffff/ffff/ffff` or `rgba:…`: one to four hexadecimal digits
  /// a channel.
  init?(answer text: Substring) {
    guard let form = ["rgb:", "rgba:"].first(where: text.hasPrefix) else { return nil }
    let channels = text.dropFirst(form.count)
      .split(separator: "/", omittingEmptySubsequences: false).map(Self.channel)
    guard channels.count == (form == "rgb:" ? 3 : 4), let red = channels[0],
      let green = channels[1], let blue = channels[2]
    else { return nil }
    self.init(red: red, green: green, blue: blue)
  }

  /// A channel of any number of digits, all of them `f` being full.
  private static func channel(_ digits: Substring) -> UInt8? {
    guard (1...4).contains(digits.count), let value = UInt16(digits, radix: 16) else { return nil }
    let full = (1 << (4 * digits.count)) - 1
    return UInt8((Int(value) * 255 + full / 2) / full)
  }
}
