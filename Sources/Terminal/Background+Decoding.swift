import Canvas

extension Background {
  /// What the environment variable `COLORFGBG` says, as `0;15` or `15;0;default`: the numbers of the
  /// colours of text and, last of all, background. Seven and those from nine on are light.
  init?(colorFGBG text: String) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count >= 2, let last = parts.last, let index = Int(last), (0..<16).contains(index)
    else { return nil }
    self = index == 7 || index >= 9 ? .light : .dark
  }

  /// The answer of a terminal that was asked for its background, `11;rgb:ffff/ffff/ffff`, without
  /// what encloses it. There are one to four hexadecimal digits a channel, and maybe an alpha.
  init?(answer bytes: some Collection<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let start = ["11;rgb:", "11;rgba:"].first(where: text.hasPrefix) else { return nil }
    let channels = text.dropFirst(start.count)
      .split(separator: "/", omittingEmptySubsequences: false).map(Self.channel)
    guard channels.count == (start == "11;rgb:" ? 3 : 4), let red = channels[0],
      let green = channels[1], let blue = channels[2]
    else { return nil }
    self.init(of: Color(red: red, green: green, blue: blue))
  }

  /// A channel of any number of digits, all of them `f` being full.
  private static func channel(_ digits: Substring) -> UInt8? {
    guard (1...4).contains(digits.count), let value = UInt16(digits, radix: 16) else { return nil }
    let full = (1 << (4 * digits.count)) - 1
    return UInt8((Int(value) * 255 + full / 2) / full)
  }
}
