/// A piece of formula text: what it is, and which characters it covers.
struct Token: Hashable {
  enum Kind: Hashable {
    case number(Double)
    case name(String)
    case symbol(Symbol)
    /// Superscript digits, a power: `x²`.
    case superscript(Double)
    /// A piece that no formula may contain; reported when the parser gets there, so that the first
    /// fault from the left is the one that is shown.
    case invalid(FormulaError.Reason)
    case end
  }

  let kind: Kind
  let range: Range<Int>

  var isNumber: Bool {
    if case .number = kind { true } else { false }
  }

  func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
}

/// The operators and the punctuation of a formula.
enum Symbol: String {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case power = "^"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case bar = "|"
  case comma = ","

  /// The symbol written as this character, in ASCII or as typeset mathematics has it.
  init?(_ character: Character) {
    switch character {
    case "+": self = .plus
    case "-", "−": self = .minus
    case "*", "×", "·", "⋅", "∗": self = .times
    case "/", "÷": self = .divide
    case "^": self = .power
    case "(": self = .openParenthesis
    case ")": self = .closeParenthesis
    case "|": self = .bar
    case ",": self = .comma
    default: return nil
    }
  }
}
