/// Collects pasted text up to the sequence that ends it, in however many pieces it comes.
struct PasteDecoder {
  private var text: [UInt8] = []

  private static let end = Array("\u{1B}[201~".utf8)
  /// What is pasted beyond so many bytes is dropped.
  private static let limit = 1 << 20

  /// Takes bytes from `start` on, which is moved; the text when its end was among them.
  ///
  /// What may be the beginning of the end is left for the next call. Line ends become line feeds.
  mutating func take(_ bytes: inout [UInt8], from start: inout Int) -> String? {
    var position = start
    while position < bytes.count {
      if bytes[position] == escape {
        let rest = bytes[position...].prefix(Self.end.count)
        if rest.elementsEqual(Self.end) {
          append(bytes[start..<position])
          start = position + Self.end.count
          return Self.withLineFeeds(text)
        }
        if Self.end.starts(with: rest) { break }
      }
      position += 1
    }
    append(bytes[start..<position])
    start = position
    return nil
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    text += bytes.prefix(Self.limit - text.count)
  }

  private static func withLineFeeds(_ bytes: [UInt8]) -> String {
    let (carriageReturn, lineFeed) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var previous: UInt8 = 0
    for byte in bytes {
      if byte != lineFeed || previous != carriageReturn {
        result.append(byte == carriageReturn ? lineFeed : byte)
      }
      previous = byte
    }
    return String(decoding: result, as: UTF8.self)
  }
}
