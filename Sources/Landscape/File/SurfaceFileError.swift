import Calculus

/// Why a surface file, or another YAML file of this package, cannot be used, and where the fault
/// is.
///
/// The words are in `SurfaceFileError+Words.swift`.
public struct SurfaceFileError: Error, Hashable, Sendable {
  /// The name of the file, as the caller gave it.
  public let file: String
  let kind: YAMLFileKind
  /// The part of the file that is at fault; nil for the whole file.
  public let place: Place?
  /// What was found.
  public let reason: Reason

  init(file: String, kind: YAMLFileKind = .surface, place: Place?, reason: Reason) {
    self.file = file
    self.kind = kind
    self.place = place
    self.reason = reason
  }

  /// A part of one line of the file.
  public struct Place: Hashable, Sendable {
    /// Its first character.
    public let position: SourcePosition
    /// The line, without its end.
    public let text: String
    /// Its number of characters, at least 1.
    public let length: Int

    package init(position: SourcePosition, text: String, length: Int) {
      (self.position, self.text, self.length) = (position, text, length)
    }
  }

  /// What was found. Names and pieces of text are as they were written.
  public enum Reason: Hashable, Sendable {
    // The file as a whole.
    /// More bytes than the limit.
    case tooLarge(limit: Int)
    /// Bytes that are not text in UTF-8.
    case encoding(EncodingFault)
    /// A blank file.
    case empty
    /// More than one YAML document.
    case severalDocuments
    /// Something else than keys and values.
    case notAMapping(Found)

    // The YAML.
    /// A tab in the indentation.
    case tab
    /// Values nested more deeply than the limit.
    case tooDeep
    /// An anchor (`&a`) or an alias (`*a`).
    case anchor(String)
    /// Text that YAML interprets as something else; `value` is the whole of it.
    case needsQuotes(Trap, key: String, value: String)
    /// A key with a value directly after the colon.
    case noSpaceAfterColon(key: String)
    /// A key without a colon.
    case missingColon
    /// A quote without an end.
    case unclosedQuote(Character)
    /// Any other error, in the words of the YAML parser.
    case syntax(String)

    // Keys.
    /// A key that occurs twice.
    case duplicateKey(String)
    /// A key without a meaning; `owner` is the key that contains it.
    case unknownKey(String, owner: String?, known: [String])
    /// A required key that does not occur; `owner` is the key that should contain it.
    case missingKey(String, owner: String?)
    /// A key that a surface made of data cannot have.
    case besideData(key: String)
    /// A key that a surface made of a grid cannot have.
    case besideGrid(key: String)

    // Values.
    /// A value of another kind than expected.
    case wrongType(key: String, expected: Expectation, found: Found)
    /// A text where a number is required.
    case notANumber(key: String, found: String, suggestion: String?)
    /// A `-` or `?` for a missing value, which means something else in YAML.
    case noValue(key: String, found: String)
    /// Two whole numbers that stand for one with a decimal comma.
    case decimalComma(found: String)
    /// An infinite number or NaN.
    case notFinite(key: String, found: String)
    /// A number that must be positive.
    case notPositive(key: String, value: Double)
    /// A number that must be at least 0.
    case negative(key: String, value: Double)
    /// A range with equal ends.
    case rangeIsEmpty(key: String, at: Double)
    /// A range with its greater end first.
    case rangeIsReversed(key: String, low: Double, high: Double)
    /// A range so narrow or wide that doubles cannot divide it.
    case rangeIsTooNarrow(key: String)
    /// A start outside the domain.
    case startOutside(Point, Domain)
    /// A start where no run can begin.
    case undefinedStart(SurfaceValueError)
    /// A name outside a closed set, such as an unknown optimizer.
    case unknownName(String, what: String, known: [String])
    /// A name that cannot be that of a parameter.
    case parameterName(String)
    /// A name that cannot be that of a part.
    case partName(String)
    /// A part with the name of a parameter or column.
    case partIsParameter(String)
    /// A part that is used above its definition.
    case partBelow(String)
    /// A name such as `e1`, which after a number is its exponent.
    case swallowedName(String)
    /// A parameter with a value outside its range.
    case parameterOutside(String, value: Double, range: ClosedRange<Double>)
    /// A logarithmic parameter with a range that is not positive.
    case parameterScale(String)
    /// A fault in a formula.
    case formula(FormulaError)
    /// A fault that only one kind of file can have, in words.
    case other(String, hint: String?)

    // Data.
    /// A fault in the data file.
    case data(DataFault)
    /// A fault in the file with the losses of a grid.
    case grid(MatrixFault)
    /// A name that cannot be that of a column.
    case columnName(String)
    /// A column with the name of a parameter.
    case columnIsParameter(String)
    /// A column that is not in the header of the data file.
    case noColumn(String, file: String, CSVHeader)
    /// A column that occurs more than once in the header.
    case severalColumns(String, file: String)
  }

  /// Why YAML interprets a text as something else.
  public enum Trap: Hashable, Sendable {
    /// The first character means something in YAML.
    case indicator(Character)
    /// A colon and a space inside.
    case colon
    /// A comma inside braces or brackets.
    case comma
    /// A `#` after a space: the rest was taken for a comment.
    case comment
    /// Text after the closing quote.
    case afterQuote
  }

  /// The kind of value that a key requires.
  public enum Expectation: Hashable, Sendable {
    /// Text.
    case text
    /// A number.
    case number
    /// Two numbers.
    case point
    /// A list of points.
    case points
    /// Two ascending numbers.
    case range
    /// A mapping with these keys.
    case keys([String])
    /// Numbers by optimizer name.
    case learningRates
    /// Parameters by name.
    case parameters
    /// Headers of a data file by column name.
    case columns
    /// A list of column names.
    case columnNames
    /// What another kind of file expects, in words.
    case other(String)
  }

  /// The kind of value that a file has.
  public enum Found: Hashable, Sendable {
    /// No value.
    case nothing
    /// A text or number without quotes.
    case text(String)
    /// A text in quotes or on lines of its own.
    case quotedText(String)
    /// A list with this number of elements.
    case list(Int)
    /// Keys and values.
    case mapping
  }
}

extension SurfaceFileError.Place {
  /// Two lines: the line of the file, and carets below the place.
  ///
  /// A long line is shown in part: 72 characters around the place.
  public var excerpt: String {
    let widest = 72
    let characters = Array(text)
    let start = min(position.column - 1, characters.count)
    var window = 0..<characters.count
    if characters.count > widest {
      let first = max(0, min(start - widest / 3, characters.count - widest))
      window = first..<(first + widest)
    }
    let before = window.lowerBound > 0 ? "…" : ""
    let after = window.upperBound < characters.count ? "…" : ""
    let shown = String(characters[window])
    // The line of carets repeats the tabs, so that they are right at any tab width.
    let indent = characters[window.lowerBound..<start].map { $0 == "\t" ? "\t" : " " }.joined()
    let carets = String(repeating: "^", count: max(1, min(length, window.upperBound - start)))
    return "\(before)\(shown)\(after)\n\(before.isEmpty ? "" : " ")\(indent)\(carets)"
  }
}

/// Text in quotes for YAML.
enum YAMLQuotes {
  static func quoted(_ text: String) -> String {
    if text.contains("\"") || text.contains("\\") {
      return "'"
        + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        + "'"
    }
    return "\"\(text)\""
  }
}
