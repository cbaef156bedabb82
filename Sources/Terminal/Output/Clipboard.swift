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

/// Base64 with padding (RFC 4648, section 4).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        let isPadding = place > group.count
        result.append(
          isPadding ? UInt8(ascii: "=") : alphabet[bits >> (18 - 6 * place) & 0x3F])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
