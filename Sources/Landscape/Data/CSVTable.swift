/// The contents of a CSV file: a header, and rows of as many fields.
struct CSVTable {
  let header: [String]
  let headerRow: DataFault.Row
  /// The rows below the header.
  private let rows: CSVReader

  init(bytes: some Collection<UInt8>) throws(DataFault) {
    guard bytes.count <= DataSet.largestFile else { throw .tooLarge(limit: DataSet.largestFile) }
    do throws(EncodingFault) {
      try EncodingFault.check(bytes)
    } catch {
      throw .encoding(error)
    }
    var rows = CSVReader(bytes)
    guard let header = try rows.next(), !header.allSatisfy(\.isEmpty) else { throw .empty }
    self.header = header
    headerRow = rows.row
    self.rows = rows
  }

  /// The numbers of some columns, one array for each.
  /// - Parameter columns: places in the header, from 0.
  func numbers(ofColumns columns: [Int]) throws(DataFault) -> [[Double]] {
    var rows = rows
    var count = 0
    var numbers: [[Double]] = columns.map { _ in [] }
    while let fields = try rows.next() {
      count += 1
      guard count <= DataSet.mostRows else { throw .tooManyRows(limit: DataSet.mostRows) }
      guard fields.count == header.count else {
        throw .ragged(
          row: rows.row, count: fields.count, expected: header.count,
          Raggedness(of: fields, below: header))
      }
      for (index, column) in columns.enumerated() {
        numbers[index].append(try number(fields[column], row: rows.row, column))
      }
    }
    if count == 0 { throw .noRows }
    return numbers
  }

  private func number(_ text: String, row: DataFault.Row, _ column: Int) throws(DataFault)
    -> Double
  {
    let place = DataFault.Place(header: header[column], number: column + 1)
    if text.isEmpty { throw .emptyValue(row: row, column: place) }
    guard let number = DecimalNumber(text)?.value else {
      throw DecimalNumber.isNonFinite(text)
        ? .notFinite(row: row, column: place, found: text)
        : .notANumber(row: row, column: place, found: text)
    }
    guard number.isFinite else { throw .notFinite(row: row, column: place, found: text) }
    return number
  }

  /// The first row near the top that contains a text which should be in the header.
  func row(holding text: String) -> DataFault.Row? {
    var rows = rows
    for _ in 0..<50 {
      guard let fields = try? rows.next() else { return nil }
      if fields.contains(text) { return rows.row }
    }
    return nil
  }
}

/// Splits comma-separated text into fields, row by row, by RFC 4180.
///
/// Lines may end as on any system, and white space around a field is not part of it.
struct CSVReader {
  private let bytes: [UInt8]
  private var place: Int
  private var line = 1
  /// The row that was read last.
  private(set) var row = DataFault.Row(number: 0, line: 0)

  private static let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
  private static let (feed, carriage) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))

  /// - Parameter bytes: UTF-8; a byte order mark is skipped.
  init(_ bytes: some Collection<UInt8>) {
    self.bytes = Array(bytes)
    place = self.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The fields of the next row that is not empty; nil at the end.
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
        // A doubled quote is part of the value.
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
    // Blanks beyond ASCII are rare, and slow to find.
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
