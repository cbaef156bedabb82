/// What columns are separated by where it is not commas.
enum ForeignSeparator: CaseIterable {
  case semicolons, tabs, pipes, blanks

  /// The separator of a row that commas leave in one piece.
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

/// Why a row may have more or fewer values than the header.
public enum Raggedness: Hashable, Sendable {
  case other
  case comment
  case foreignSeparator
  case commaAtEnd
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

/// The line of column names, where a name is missing in it.
public struct CSVHeader: Hashable, Sendable {
  let names: [String]
  let row: DataFault.Row
  /// The row further down that has the name.
  let laterRow: DataFault.Row?

  /// What to do where a name is not in the header.
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
