/// Why a text is no formula: the fact, and where in the text it is.
///
/// `message`, `hint`, `excerpt` and `description` put it in words; all are safe to print on a
/// terminal whatever the text contains.
public struct FormulaError: Error, Hashable, Sendable {
  /// The whole formula.
  public let text: String
  /// The offending part, as offsets in `Character`s; empty where something is missing.
  public let range: Range<Int>
  public let reason: Reason
  /// What to write instead, where that can be told.
  public internal(set) var remedy: Remedy?

  public init(text: String, range: Range<Int>, reason: Reason, remedy: Remedy? = nil) {
    self.text = text
    self.range = range
    self.reason = reason
    self.remedy = remedy
  }

  /// Whole formulas, each of which can be read, to be written in place of the wrong one.
  public struct Remedy: Hashable, Sendable {
    /// What leads to them: "for a product write".
    public let words: String
    /// At least one; several where the text could mean several.
    public let formulas: [String]

    public init(words: String, formulas: [String]) {
      self.words = words
      self.formulas = formulas
    }
  }

  /// What was found. Names and pieces of text are as they were written.
  ///
  /// Indirect, because the parser recurses with one of these at every place that may fail.
  public indirect enum Reason: Hashable, Sendable {
    case empty
    /// More characters than the limit.
    case tooLong(limit: Int)
    /// More parentheses, calls, signs or powers inside each other than the limit.
    case tooDeep(limit: Int)
    case unexpectedCharacter(Character)
    /// Digits and points that are no number, as `1.2.3`.
    case malformedNumber(String)
    /// A number beyond the range of `Double`.
    case numberTooLarge(String)
    case unknownName(String, Suggestion?)
    /// An unknown name with a parenthesis behind it.
    case unknownFunction(String, closest: String?)
    /// A variable, constant or parameter with a parenthesis behind it.
    case notAFunction(String)
    /// A function's name without a parenthesis; `isPower` if a power sign follows, as in `sin^2`.
    case missingParentheses(function: String, isPower: Bool)
    case wrongArgumentCount(function: String, takes: Arity, given: Int)
    /// Two operands side by side.
    case missingOperator(left: String, right: String)
    /// A number that is the right operand of `/` or `^` and has a factor behind it, as `1/2x`.
    case ambiguousProduct(left: String, operator: String, number: String, factor: String)
    /// No operand where one must be; nil before the start and at the end of the text.
    case missingOperand(after: String?, found: String?)
    /// A parenthesis or bar without its counterpart; columns count from 1.
    case unclosed(String, openedAt: Int)
    case unmatchedParenthesis
    case nestedBars
    case misplacedComma
    /// An `=` that neither names a part nor compares.
    case misplacedEquals
    /// A `;` where no part ends.
    case misplacedSemicolon
    /// A named part, an index or a function of one's own whose name means something already.
    case takenName(String)
    /// A name that a number before it would swallow: `e1` in `2e1`.
    case swallowedName(String)
    /// A value where a condition must be; the text of it.
    case notACondition(String)
    /// A sum or product that does not begin with the name of its index.
    case missingIndex(function: String)
    /// Bounds of a sum or product that are no numbers, or not whole.
    case boundsNotConstant(function: String)
    case boundsNotWhole(function: String)
    /// More terms than the limit.
    case tooManyTerms(function: String, limit: Int)
    /// A variable where a number must stand, by its name.
    case notConstant(String)
    /// A number that is infinite or undefined, as 1/0.
    case notFinite
  }

  /// What the writer of an unknown name may have meant.
  public enum Suggestion: Hashable, Sendable {
    case name(String)
    case product(String, String)
    case call(String, String)
    case power(String, String)
  }

  /// How many arguments a function takes.
  public enum Arity: Hashable, Sendable {
    case exactly(Int)
    case atLeast(Int)

    /// Whether a call may have so many arguments.
    public func allows(_ count: Int) -> Bool {
      switch self {
      case .exactly(let number): count == number
      case .atLeast(let least): count >= least
      }
    }
  }
}
