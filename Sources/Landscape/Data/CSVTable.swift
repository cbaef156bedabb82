/// The contents of a CSV file: a header, and rows of as many fields.
struct CSVTable {
  let header: [String]
  let headerRow: DataFault.Row
  /// What comes below the header.
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

  /// The numbers of some columns, one array a column.
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

  /// The first row near the top that holds a text which should be in the header.
  func row(holding text: String) -> DataFault.Row? {
    var rows = rows
    for _ in 0..<50 {
      guard let fields = try? rows.next() else { return nil }
      if fields.contains(text) { return rows.row }
    }
    return nil
  }
}
