/// Why a data file cannot be used.
public enum DataFault: Error, Hashable, Sendable {
  /// The file cannot be read; the payload is the loader's reason.
  case unreadable(String)
  /// More bytes than the limit.
  case tooLarge(limit: Int)
  /// More rows than the limit.
  case tooManyRows(limit: Int)
  /// Bytes that are not text in UTF-8.
  case encoding(EncodingFault)
  /// A blank file.
  case empty
  /// A header with nothing below it.
  case noRows
  /// Text beside the quotes of a value.
  case quotes(row: Row)
  /// A quote without an end.
  case unclosedQuote(line: Int)
  /// A row with more or fewer values than the header.
  case ragged(row: Row, count: Int, expected: Int, Raggedness)
  /// A field without a value.
  case emptyValue(row: Row, column: Place)
  /// A field with text.
  case notANumber(row: Row, column: Place, found: String)
  /// A field with an infinite number or NaN.
  case notFinite(row: Row, column: Place, found: String)

  /// A row of a file.
  public struct Row: Hashable, Sendable {
    /// Its place, from 1 for the first row of the file; empty lines count.
    public let number: Int
    /// The line that it begins on, which differs from `number` below values of several lines.
    public let line: Int
  }

  /// A column of a file.
  public struct Place: Hashable, Sendable {
    /// Its name in the header.
    public let header: String
    /// Its place, from 1.
    public let number: Int
  }
}

/// The error of a loader that cannot read a data file.
public struct UnreadableData: Error, Hashable, Sendable {
  /// The cause in a few words: "No such file or directory".
  public let reason: String

  /// An error with a cause.
  public init(_ reason: String) { self.reason = reason }
}

extension DataFault {
  /// What was found, in a sentence.
  var message: String {
    switch self {
    case .unreadable(let reason): "the data cannot be read: \(reason)"
    case .tooLarge(let limit): "this data file is too large (over \(limit / 1_000_000) MB)"
    case .tooManyRows(let limit): "this data file has more than \(limit) rows"
    case .encoding(.notText): "this data file is not text"
    case .encoding: "this data file is not UTF-8 text"
    case .empty: "this data file is empty"
    case .noRows: "this data file has no rows below the header"
    case .quotes(let row): "\(row.words): text beside the quotes of a value"
    case .unclosedQuote(let line): "line \(line): a quote is never closed"
    case .ragged(let row, let count, let expected, _):
      "\(row.words) has \(count) \(count == 1 ? "value" : "values"), the header has \(expected)"
    case .emptyValue(let row, let column): "\(row.words), \(column.words): there is no value"
    case .notANumber(let row, let column, let found):
      "\(row.words), \(column.words): '\(found.shortened)' is not a number"
    case .notFinite(let row, let column, let found):
      "\(row.words), \(column.words): '\(found.shortened)' is not a finite number"
    }
  }

  /// What to do about it.
  var hint: String? {
    switch self {
    case .unreadable: nil
    case .tooLarge, .tooManyRows: "take a sample of the rows"
    case .encoding(.notText): "a data file is comma-separated text; save a table sheet as CSV"
    case .encoding(let fault): fault.hint
    case .empty, .noRows:
      "it needs a line of column names, and a line of numbers for each sample"
    case .quotes: "put the whole value in quotes, and write a quote inside of them twice"
    case .unclosedQuote: "write a \" at the end of the value, or leave out the one before it"
    case .ragged(let row, _, _, let raggedness): raggedness.hint(inRow: row)
    case .emptyValue, .notFinite: DecimalNumber.adviceOnMissing
    case .notANumber(_, _, let found): DecimalNumber.advice(on: found)
    }
  }
}

extension DataFault.Row {
  var words: String { number == line ? "row \(number)" : "row \(number) (line \(line))" }
}

extension DataFault.Place {
  fileprivate var words: String { "column \(number) ('\(header.shortened)')" }
}

/// A separator of columns other than the comma.
enum ForeignSeparator: CaseIterable {
  case semicolons, tabs, pipes, blanks

  /// The separator of a row that commas do not split, or split wrongly.
  init?(of fields: [String]) {
    guard fields.count == 1 || fields.contains(where: { $0.contains(";") }),
      let found = Self.allCases.first(where: {
        $0.parts(of: fields.joined(separator: ",")).count > 1
      })
    else { return nil }
    self = found
  }

  func parts(of text: String) -> [String] {
    text.split(omittingEmptySubsequences: self == .blanks) { character in
      switch self {
      case .semicolons: character == ";"
      case .tabs: character == "\t"
      case .pipes: character == "|"
      case .blanks: character == " "
      }
    }.map { String($0).trimmed }
  }

  func hint(inRow row: DataFault.Row) -> String {
    "columns are separated by commas, and \(row.words) has \(self): put commas in their place"
      + (self == .semicolons ? ", after points in the place of decimal commas" : "")
  }
}

/// The likely reason why a row has more or fewer values than the header.
public enum Raggedness: Hashable, Sendable {
  /// None of the reasons below.
  case other
  /// The row is a comment.
  case comment
  /// The row has another separator than commas.
  case foreignSeparator
  /// The row ends with a comma.
  case commaAtEnd
  /// The header ends with a comma.
  case commaAtEndOfHeader
  /// One value more than there are names.
  case unnamedColumn
  /// Twice as many whole numbers as there are names.
  case decimalCommas

  init(of fields: [String], below header: [String]) {
    if fields[0].hasPrefix("#") {
      self = .comment
    } else if ForeignSeparator(of: fields) != nil {
      self = .foreignSeparator
    } else if fields.count > header.count, fields[header.count...].allSatisfy(\.isEmpty) {
      self = .commaAtEnd
    } else if fields.count == header.count - 1, header.last == "" {
      self = .commaAtEndOfHeader
    } else if fields.count == 2 * header.count, fields.allSatisfy({ Int($0) != nil }) {
      self = .decimalCommas
    } else if fields.count == header.count + 1 {
      self = .unnamedColumn
    } else {
      self = .other
    }
  }

  func hint(inRow row: DataFault.Row) -> String {
    switch self {
    case .other: "give every row one value for each column"
    case .comment: "leave out comments: a data file has a header and rows"
    case .foreignSeparator:
      "columns are separated by commas: put commas between the values of this row, too"
    case .commaAtEnd: "leave out the comma at the end of the row"
    case .commaAtEndOfHeader: "leave out the comma at the end of the header"
    case .unnamedColumn:
      "name every column in the header, that of row names, too; put a value with a comma in quotes"
    case .decimalCommas: "write decimal points, not commas"
    }
  }
}

/// A header in which a column's name is missing.
public struct CSVHeader: Hashable, Sendable {
  let names: [String]
  let row: DataFault.Row
  /// A later row that contains the name.
  let laterRow: DataFault.Row?

  /// What to do about the missing name.
  func hint(for name: String) -> String? {
    if let laterRow {
      return "the column names are in \(laterRow.words): leave out what comes above"
    }
    let first = names[0]
    if first.hasPrefix("#") {
      let bare = String(first.drop { $0 == "#" }).trimmed
      let isNames =
        bare == name || names.contains(name)
        || ForeignSeparator.allCases.contains { $0.parts(of: bare).contains(name) }
      return isNames
        ? "leave out the '#' at the start of \(row.words), and separate the names by commas"
        : "\(row.words) is a comment: begin with a line of column names"
    }
    if let separator = ForeignSeparator(of: names) {
      let parts = separator.parts(of: names.joined(separator: ","))
      let isNumbers = parts.allSatisfy { DecimalNumber($0.replacing(",", with: ".")) != nil }
      // A single name may have blanks inside.
      if separator != .blanks || isNumbers || parts.contains(name) {
        return separator.hint(inRow: row) + (isNumbers ? "; and write column names above" : "")
      }
    }
    if names.allSatisfy({ DecimalNumber($0) != nil }) {
      return "\(row.words) has numbers already: write a line of column names above it"
    }
    return names.first { $0.lowercased() == name.lowercased() }.map { "did you mean '\($0)'?" }
  }
}
