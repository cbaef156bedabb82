/// What is wrong with a data file; rows are counted from 1, from the file's first one on, and empty
/// lines count as well.
public enum DataFault: Error, Hashable, Sendable {
  /// It cannot be read; why, in the words of whoever tried.
  case unreadable(String)
  case tooLarge(limit: Int)
  case tooManyRows(limit: Int)
  case encoding(EncodingFault)
  case empty
  /// There is a header and nothing below it.
  case noRows
  /// Text beside the quotes of a value.
  case quotes(row: Row)
  case unclosedQuote(line: Int)
  case ragged(row: Row, count: Int, expected: Int, Raggedness)
  case emptyValue(row: Row, column: Place)
  case notANumber(row: Row, column: Place, found: String)
  case notFinite(row: Row, column: Place, found: String)

  /// A row by its place from 1, and the line that it begins in: another one below values of several
  /// lines.
  public struct Row: Hashable, Sendable {
    public let number: Int
    public let line: Int
  }

  /// A column by its header and its place from 1.
  public struct Place: Hashable, Sendable {
    public let header: String
    public let number: Int
  }
}

/// The error of a loader that cannot read a data file.
public struct UnreadableData: Error, Hashable, Sendable {
  /// Why, in a few words: "No such file or directory".
  public let reason: String

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
