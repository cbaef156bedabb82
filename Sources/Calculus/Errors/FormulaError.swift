/// Why a text is not a formula: the fact, and where in the text it is.
///
/// `message`, `hint`, `excerpt` and `description` put it in words; all are safe to print on a
/// terminal, whatever the text contains.
public struct FormulaError: Error, Hashable, Sendable {
  /// The whole formula.
  public let text: String
  /// The faulty part, as offsets in `Character`s; empty if something is missing.
  public let range: Range<Int>
  /// What was found.
  public let reason: Reason
  /// What to write instead, where that is known.
  public internal(set) var remedy: Remedy?

  /// An error with the given facts.
  public init(text: String, range: Range<Int>, reason: Reason, remedy: Remedy? = nil) {
    self.text = text
    self.range = range
    self.reason = reason
    self.remedy = remedy
  }

  /// Whole valid formulas to write in place of the wrong one.
  public struct Remedy: Hashable, Sendable {
    /// The words before the formulas: "for a product write".
    public let words: String
    /// At least one formula; several where the text could have several meanings.
    public let formulas: [String]

    /// A remedy with the given words and formulas.
    public init(words: String, formulas: [String]) {
      self.words = words
      self.formulas = formulas
    }
  }

  /// What was found. Names and pieces of text are as they were written.
  ///
  /// Indirect, so that an error takes little of the stack at each level of the parser's recursion.
  public indirect enum Reason: Hashable, Sendable {
    /// A blank text.
    case empty
    /// More characters than the limit.
    case tooLong(limit: Int)
    /// Parentheses, calls, signs or powers nested more deeply than the limit.
    case tooDeep(limit: Int)
    /// A character that no formula contains.
    case unexpectedCharacter(Character)
    /// Digits and points that are not a number, such as `1.2.3`.
    case malformedNumber(String)
    /// A number beyond the range of `Double`.
    case numberTooLarge(String)
    /// A name without a meaning, and what it may stand for.
    case unknownName(String, Suggestion?)
    /// An unknown name followed by a parenthesis.
    case unknownFunction(String, closest: String?)
    /// A variable, constant or parameter followed by a parenthesis.
    case notAFunction(String)
    /// A function's name without a parenthesis; `isPower` if a power sign follows, as in `sin^2`.
    case missingParentheses(function: String, isPower: Bool)
    /// A call with too few or too many arguments.
    case wrongArgumentCount(function: String, takes: Arity, given: Int)
    /// Two operands side by side.
    case missingOperator(left: String, right: String)
    /// A number that is the right operand of `/` or `^` and is followed by a factor, as in `1/2x`.
    case ambiguousProduct(left: String, operator: String, number: String, factor: String)
    /// No operand where one is required; nil stands for the start and the end of the text.
    case missingOperand(after: String?, found: String?)
    /// A parenthesis or bar without its counterpart; columns count from 1.
    case unclosed(String, openedAt: Int)
    /// A closing parenthesis without an opening one.
    case unmatchedParenthesis
    /// A bar inside a pair of bars.
    case nestedBars
    /// A comma outside the arguments of a function.
    case misplacedComma
    /// A gradient of another number of formulas than two.
    case notTwoFormulas(Int)
    /// An `=` that neither names a part nor compares.
    case misplacedEquals
    /// A `;` that does not end a named part.
    case misplacedSemicolon
    /// A named part, an index or a defined function with a name that already has a meaning.
    case takenName(String)
    /// A name that a number before it would absorb: `e1` in `2e1`.
    case swallowedName(String)
    /// The text of a value where a condition is required.
    case notACondition(String)
    /// A sum or product that does not begin with the name of its index.
    case missingIndex(function: String)
    /// A bound of a sum or product that depends on x, y or a parameter.
    case boundsNotConstant(function: String)
    /// A bound of a sum or product that is not a whole number.
    case boundsNotWhole(function: String)
    /// A sum or product of more terms than the limit.
    case tooManyTerms(function: String, limit: Int)
    /// The name of a variable where a number is required.
    case notConstant(String)
    /// A number that is infinite or undefined, such as 1/0.
    case notFinite
  }

  /// What an unknown name may stand for.
  public enum Suggestion: Hashable, Sendable {
    /// A known name that is similar.
    case name(String)
    /// A product of two names: `xy`.
    case product(String, String)
    /// A function and its argument: `sinx`.
    case call(String, String)
    /// A name and its exponent: `x2`.
    case power(String, String)
  }

  /// How many arguments a function takes.
  public enum Arity: Hashable, Sendable {
    /// This number of arguments.
    case exactly(Int)
    /// This number of arguments or more.
    case atLeast(Int)

    /// Whether a call may have this number of arguments.
    public func allows(_ count: Int) -> Bool {
      switch self {
      case .exactly(let number): count == number
      case .atLeast(let least): count >= least
      }
    }
  }
}
