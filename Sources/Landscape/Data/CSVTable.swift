import SwiftCSV

/// The contents of a CSV file: a header, and rows of as many fields.
///
/// RFC 4180's quotes, line ends of every system and a byte order mark are taken; empty lines are
/// skipped, and white space around a field is not part of it.
struct CSVTable {
  let header: [String]
  private let csv: CSV<Enumerated>
  /// The empty lines above the header.
  private let skippedLines: Int

  init(bytes: some Collection<UInt8>) throws(DataFault) {
    guard bytes.count <= DataSet.largestFile else { throw .tooLarge(limit: DataSet.largestFile) }
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if bytes.contains(0), !isUTF16 { throw .notText }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    if let line = Self.unclosedQuote(in: bytes) { throw .unclosedQuote(line: line) }
    let blank = text.prefix { $0.isWhitespace || $0 == "\u{FEFF}" }
    skippedLines = blank.count(where: \.isNewline)
    let table = String(text[blank.endIndex...])
    do {
      // The rows are read later, as they stand: here the library would fill up the short ones.
      csv = try CSV<Enumerated>(string: table, delimiter: .comma, loadColumns: false, rowLimit: 0)
    } catch {
      throw .quotes(row: skippedLines + 1)
    }
    header = csv.header.map(\.trimmed)
    if header.allSatisfy(\.isEmpty) { throw .empty }
  }

  /// The line of the first quote that is never closed: for the library the rest of the file is its
  /// value.
  private static func unclosedQuote(in bytes: some Collection<UInt8>) -> Int? {
    let (quote, comma, feed, carriage) = (UInt8(ascii: "\""), UInt8(ascii: ","), 10, 13)
    var line = 1
    var opened: Int?
    var isFieldStart = true
    // Within a value that does not begin with a quote, quotes open nothing.
    var isQuoted = false
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == carriage || (byte == feed && previous != carriage) { line += 1 }
      if byte == quote {
        // A doubled one closes and opens again.
        if opened != nil {
          opened = nil
        } else if isFieldStart || (isQuoted && previous == quote) {
          opened = line
          isQuoted = true
        }
      }
      let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
      if opened == nil, !isBlank {
        isFieldStart = byte == comma || byte == feed || byte == carriage
        if isFieldStart { isQuoted = false }
      }
      previous = byte
    }
    return opened
  }

  /// The numbers of some columns, one array a column.
  /// - Parameter columns: places in the header, from 0.
  func numbers(ofColumns columns: [Int]) throws(DataFault) -> [[Double]] {
    let reading = Reading(header: header, inRow: skippedLines + 1, columns: columns)
    do {
      try csv.enumerateAsArray(startAt: 1, rowLimit: DataSet.mostRows + 1) { reading.take($0) }
    } catch {
      throw reading.fault ?? .quotes(row: reading.row + 1)
    }
    if let fault = reading.fault { throw fault }
    if reading.numbers.allSatisfy(\.isEmpty) { throw .noRows }
    return reading.numbers
  }
}

/// The rows taken so far; a reference, because the library hands them to an escaping closure.
private final class Reading {
  private let header: [String]
  private let columns: [Int]
  private(set) var numbers: [[Double]]
  /// The row taken last, at first the header.
  private(set) var row: Int
  /// The first thing wrong.
  private(set) var fault: DataFault?

  init(header: [String], inRow row: Int, columns: [Int]) {
    self.header = header
    self.row = row
    self.columns = columns
    numbers = columns.map { _ in [] }
  }

  func take(_ fields: [String]) {
    guard fault == nil else { return }
    row += 1
    do throws(DataFault) {
      try read(fields)
    } catch {
      fault = error
    }
  }

  private func read(_ fields: [String]) throws(DataFault) {
    guard row <= DataSet.mostRows + 1 else { throw .tooManyRows(limit: DataSet.mostRows) }
    if fields.count == 1, fields[0].trimmed.isEmpty { return }
    guard fields.count == header.count else {
      throw .ragged(row: row, count: fields.count, expected: header.count)
    }
    for (index, column) in columns.enumerated() {
      numbers[index].append(try number(fields[column].trimmed, column))
    }
  }

  private func number(_ text: String, _ column: Int) throws(DataFault) -> Double {
    if text.isEmpty { throw .emptyValue(row: row, column: place(column)) }
    guard let number = DecimalNumber(text)?.value else {
      throw DecimalNumber.isNonFinite(text)
        ? .notFinite(row: row, column: place(column), found: text)
        : .notANumber(row: row, column: place(column), found: text)
    }
    guard number.isFinite else { throw .notFinite(row: row, column: place(column), found: text) }
    return number
  }

  private func place(_ column: Int) -> DataFault.Place {
    DataFault.Place(header: header[column], number: column + 1)
  }
}

extension String {
  /// The text without white space around it.
  fileprivate var trimmed: String {
    String(self[...].trimmingSuffix(while: \.isWhitespace).drop(while: \.isWhitespace))
  }
}
