/// A piece of formula text: what it is, and which characters it covers.
struct Token: Hashable {
  enum Kind: Hashable {
    case number(Double)
    case name(String)
    case symbol(Symbol)
    /// Superscript digits, a power: `x²`, `x⁻¹`.
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

  var name: String? {
    if case .name(let name) = kind { name } else { nil }
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
  case semicolon = ";"
  case assign = "="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case and, or, not

  /// The symbol that this character begins or is, in ASCII or as typeset mathematics has it.
  init?(_ character: Character) {
    switch character {
    case "+": self = .plus
    case "-", "−", "–", "—", "‐", "‑", "‒", "―", "﹣": self = .minus
    case "*", "×", "·", "⋅", "∗", "•", "∙", "✕", "✖", "⨯": self = .times
    case "/", "÷", "∕", "⁄": self = .divide
    case "^": self = .power
    case "(": self = .openParenthesis
    case ")": self = .closeParenthesis
    case "|": self = .bar
    case ",": self = .comma
    case ";": self = .semicolon
    case "=": self = .assign
    case "<": self = .less
    case ">": self = .greater
    case "≤", "⩽": self = .lessOrEqual
    case "≥", "⩾": self = .greaterOrEqual
    case "≠": self = .notEqual
    default: return nil
    }
  }

  /// The symbols that are words.
  static let words: [String: Symbol] = ["and": .and, "or": .or, "not": .not]

  /// The symbols of two characters.
  static let pairs: [String: Symbol] = [
    "**": .power, "<=": .lessOrEqual, ">=": .greaterOrEqual, "==": .equal, "!=": .notEqual,
    // Element by element, which for numbers is no other thing.
    ".*": .times, "./": .divide, ".^": .power,
  ]
}
