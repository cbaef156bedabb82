import Calculus

/// What is wrong with a surface file, or another YAML file of this package, and where.
///
/// The words are in `SurfaceFileError+Words.swift`.
public struct SurfaceFileError: Error, Hashable, Sendable {
  /// The name of the file, as the caller gave it.
  public let file: String
  let kind: YAMLFileKind
  /// Nil where the whole file is meant.
  public let place: Place?
  public let reason: Reason

  init(file: String, kind: YAMLFileKind = .surface, place: Place?, reason: Reason) {
    self.file = file
    self.kind = kind
    self.place = place
    self.reason = reason
  }

  /// A stretch of one line of the file.
  public struct Place: Hashable, Sendable {
    public let position: SourcePosition
    /// The line, without its end.
    public let text: String
    /// How many characters are meant, at least 1.
    public let length: Int

    package init(position: SourcePosition, text: String, length: Int) {
      (self.position, self.text, self.length) = (position, text, length)
    }
  }

  public enum Reason: Hashable, Sendable {
    // The file as a whole.
    case tooLarge(limit: Int)
    case encoding(EncodingFault)
    case empty
    case severalDocuments
    case notAMapping(Found)

    // The YAML.
    case tab
    case tooDeep
    /// An anchor (`&a`) or an alias (`*a`).
    case anchor(String)
    /// Text that YAML takes for something else; `value` is the whole of it.
    case needsQuotes(Trap, key: String, value: String)
    case noSpaceAfterColon(key: String)
    case missingColon
    case unclosedQuote(Character)
    /// What the YAML parser said.
    case syntax(String)

    // Keys.
    case duplicateKey(String)
    case unknownKey(String, owner: String?, known: [String])
    case missingKey(String, owner: String?)
    /// A key that has no place in a surface made of data.
    case besideData(key: String)

    // Values.
    case wrongType(key: String, expected: Expectation, found: Found)
    case notANumber(key: String, found: String, suggestion: String?)
    /// A sign that people write where a value is missing, and YAML as part of its own.
    case noValue(key: String, found: String)
    /// Two whole numbers that stand for one with a decimal comma.
    case decimalComma(found: String)
    case notFinite(key: String, found: String)
    case notPositive(key: String, value: Double)
    case negative(key: String, value: Double)
    case rangeIsEmpty(key: String, at: Double)
    case rangeIsReversed(key: String, low: Double, high: Double)
    case rangeIsTooNarrow(key: String)
    case startOutside(Point, Domain)
    /// No run can begin at the start.
    case undefinedStart(SurfaceValueError)
    case unknownName(String, what: String, known: [String])
    case parameterName(String)
    case partName(String)
    /// A part and a parameter or column have the same name.
    case partIsParameter(String)
    /// A part that is used where it is not yet there.
    case partBelow(String)
    /// A name such as `e1`, which behind a number is its exponent.
    case swallowedName(String)
    case parameterOutside(String, value: Double, range: ClosedRange<Double>)
    case parameterScale(String)
    case formula(FormulaError)

    // Data.
    case data(DataFault)
    case columnName(String)
    /// A column and a parameter have the same name.
    case columnIsParameter(String)
    case noColumn(String, file: String, CSVHeader)
    case severalColumns(String, file: String)
  }

  public enum Trap: Hashable, Sendable {
    /// The first character means something in YAML.
    case indicator(Character)
    /// A colon and a space inside.
    case colon
    /// A `#` after a space: the rest was taken for a comment.
    case comment
    /// Text after the closing quote.
    case afterQuote
  }

  public enum Expectation: Hashable, Sendable {
    case text
    case number
    case point
    case points
    case range
    case keys([String])
    case learningRates
    case parameters
    case columns
    case columnNames
    /// What another kind of file expects, in words.
    case other(String)
  }

  public enum Found: Hashable, Sendable {
    case nothing
    case text(String)
    case quotedText(String)
    case list(Int)
    case mapping
  }
}

extension SurfaceFileError.Place {
  /// Two lines: the line of the file, and a caret below what is meant.
  ///
  /// Of a long line at most 72 characters around the place are shown.
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
    // A tab stays one in the line below, so that the caret stands right at any tab width.
    let indent = characters[window.lowerBound..<start].map { $0 == "\t" ? "\t" : " " }.joined()
    let carets = String(repeating: "^", count: max(1, min(length, window.upperBound - start)))
    return "\(before)\(shown)\(after)\n\(before.isEmpty ? "" : " ")\(indent)\(carets)"
  }
}

/// Text as YAML takes it whole.
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
