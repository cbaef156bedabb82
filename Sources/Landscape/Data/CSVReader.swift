/// Takes comma-separated text apart, row by row, as RFC 4180 has it.
///
/// Line ends of every system are taken, and white space around a field is not part of it.
struct CSVReader {
  private let bytes: [UInt8]
  private var place: Int
  private var line = 1
  /// Where the row taken last begins.
  private(set) var row = DataFault.Row(number: 0, line: 0)

  private static let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
  private static let (feed, carriage) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))

  /// - Parameter bytes: UTF-8; a byte order mark is passed over.
  init(_ bytes: some Collection<UInt8>) {
    self.bytes = Array(bytes)
    place = self.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The fields of the next row in which anything stands, nil at the end.
  mutating func next() throws(DataFault) -> [String]? {
    while place < bytes.count {
      row = DataFault.Row(number: row.number + 1, line: line)
      var fields = [try field()]
      while place < bytes.count, bytes[place] == Self.comma {
        place += 1
        fields.append(try field())
      }
      if place < bytes.count { skipLineEnd() }
      if fields != [""] { return fields }
    }
    return nil
  }

  private mutating func field() throws(DataFault) -> String {
    let start = place
    skipBlanks()
    if place < bytes.count, bytes[place] == Self.quote { return try quotedField() }
    while place < bytes.count, !isEndOfField { place += 1 }
    return Self.text(bytes[start..<place])
  }

  private mutating func quotedField() throws(DataFault) -> String {
    let opened = line
    var value: [UInt8] = []
    place += 1
    while place < bytes.count {
      if bytes[place] == Self.quote {
        place += 1
        // A doubled one is part of the value.
        guard place < bytes.count, bytes[place] == Self.quote else {
          skipBlanks()
          guard place == bytes.count || isEndOfField else { throw .quotes(row: row) }
          return Self.text(value[...])
        }
      }
      value.append(bytes[place])
      if bytes[place] == Self.feed || bytes[place] == Self.carriage {
        skipLineEnd()
      } else {
        place += 1
      }
    }
    throw .unclosedQuote(line: opened)
  }

  private var isEndOfField: Bool {
    bytes[place] == Self.comma || bytes[place] == Self.feed || bytes[place] == Self.carriage
  }

  private mutating func skipBlanks() {
    while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
  }

  private mutating func skipLineEnd() {
    let isPair = bytes[place...].starts(with: [Self.carriage, Self.feed])
    place += isPair ? 2 : 1
    line += 1
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let rest = bytes.drop(while: isBlank)
    let end = rest.lastIndex { !isBlank($0) }
    let text = String(decoding: end.map { rest[...$0] } ?? [], as: UTF8.self)
    // Blanks beyond ASCII are rare, and slow to look for.
    let isSimple = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x80 }
    return isSimple ? text : text.trimmed
  }
}

extension String {
  /// The text without white space around it.
  package var trimmed: String {
    String(self[...].trimmingSuffix(while: \.isWhitespace).drop(while: \.isWhitespace))
  }
}
