/// The command by which a terminal takes text into the clipboard (xterm's OSC 52).
enum ClipboardCommand {
  /// The most bytes of text: more make the command longer than the 100,000 bytes that terminals read.
  static let limit = 74_994

  /// The command for a text; nil for one that is too long.
  static func sequence(for text: String) -> String? {
    let bytes = Array(text.utf8)
    return bytes.count <= limit ? "\u{1B}]52;c;\(base64(bytes))\u{7}" : nil
  }

  /// RFC 4648, section 4, with padding.
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
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
