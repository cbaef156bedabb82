/// Why the bytes of a file are not text in UTF-8.
public enum EncodingFault: Error, Hashable, Sendable {
  /// There are bytes of no text at all.
  case notText
  case utf16
  /// Another encoding, or damage: the line of the first byte that is not UTF-8.
  case notUTF8(line: Int)

  static func check(_ bytes: some Collection<UInt8>) throws(EncodingFault) {
    if isUTF16(bytes) { throw .utf16 }
    if bytes.contains(0) { throw .notText }
    if String(validating: bytes, as: UTF8.self) != nil { return }
    throw .notUTF8(line: firstBadLine(in: bytes))
  }

  /// By its byte order mark, or because every other byte of its beginning is 0.
  private static func isUTF16(_ bytes: some Collection<UInt8>) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    let start = Array(bytes.prefix(32))
    guard start.count >= 8 else { return false }
    return [0, 1].contains { parity in
      start.indices.allSatisfy { (start[$0] == 0) == ($0 % 2 == parity) }
    }
  }

  private static func firstBadLine(in bytes: some Collection<UInt8>) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
  }

  /// What to do about it.
  var hint: String? {
    switch self {
    case .notText: nil
    case .utf16: "it is UTF-16: save it as UTF-8"
    case .notUTF8(let line): "save it as UTF-8; line \(line) is the first that is not"
    }
  }
}
