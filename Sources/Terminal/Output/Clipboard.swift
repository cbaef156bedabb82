import Canvas

/// The command that puts text into the terminal's clipboard (xterm's OSC 52).
enum ClipboardCommand {
  /// The most bytes of text: with more, the command exceeds the 100,000 bytes that terminals read.
  static let limit = 74_994

  /// The command for a text; nil for one that is too long.
  static func sequence(for text: String) -> String? {
    let bytes = Array(text.utf8)
    return bytes.count <= limit ? "\u{1B}]52;c;\(Base64.text(bytes))\u{7}" : nil
  }
}
