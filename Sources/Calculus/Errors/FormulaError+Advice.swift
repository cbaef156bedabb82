/// What to do about the facts.
extension FormulaError {
  /// What to do about it, in one sentence without a full stop; nil if the message says it all.
  public var hint: String? {
    switch reason {
    case .empty: "for example: x^2 + 2*y^2"
    case .tooLong: "shorten it; for a mean over many samples write a surface file with 'data'"
    case .tooDeep: "leave out parentheses that sums and products do not need"
    case .unexpectedCharacter(let character): Advice.on(character)
    case .malformedNumber: "a number has one point, as in 0.5"
    case .numberTooLarge: "numbers end at 1.8e308"
    case .unknownName(_, let suggestion): suggestion.map(words)
    case .unknownFunction(let name, let closest):
      Advice.functions[name.lowercased()] ?? closest.map { "did you mean \(quoted($0))?" }
    case .notAFunction(let name): "for a product write \(quoted(name + "*(…)"))"
    case .missingParentheses(let function, isPower: true):
      "write \(quoted(function + "(…)^2")) for a power of it"
    case .missingParentheses(let function, isPower: false): "write \(quoted(function + "(…)"))"
    case .wrongArgumentCount(let function, let takes, _):
      "for example: \(function)(\(Advice.arguments(of: function, takes)))"
    case .missingOperator(let left, let right):
      "for a product put a '*' between them: \(quoted(left + "*" + right))"
    case .ambiguousProduct(let left, let symbol, let number, let factor):
      "write \(quoted("\(left)\(symbol)\(number)*\(factor)"))"
        + " or \(quoted("\(left)\(symbol)(\(number)*\(factor))"))"
    case .missingOperand(let after, let found): advice(after: after, found: found)
    case .unclosed(let opening, let column):
      "close the \(opening == "(" ? "parenthesis" : "bar") opened at column \(column)"
    case .unmatchedParenthesis: "remove it, or add the '(' that it should close"
    case .nestedBars: "use abs(…) inside"
    case .misplacedComma: "a decimal point is written '.'"
    }
  }

  private func words(for suggestion: Suggestion) -> String {
    switch suggestion {
    case .name(let name): "did you mean \(quoted(name))?"
    case .product(let left, let right): "for a product write \(quoted(left + "*" + right))"
    case .call(let function, let argument): "write \(quoted("\(function)(\(argument))"))"
    case .power(let name, let digits):
      "write \(quoted(name + "^" + digits)) for a power, \(quoted(name + "*" + digits)) for a product"
    }
  }

  private func advice(after: String?, found: String?) -> String {
    switch (after, found) {
    case ("("?, ")"?): "write something between them, or leave them out"
    case (let after?, let found?) where after == found: "write \(quoted(found)) once"
    case (_?, ")"?), (_?, ","?), (_, nil): "write a value behind it, or leave it out"
    case (nil, _?): "write a value before it, or leave it out"
    case (_?, _?): "write a value between them, or leave one of the two out"
    }
  }
}

/// What people write who know another language, or copy from a page, and what it is here.
private enum Advice {
  static func on(_ character: Character) -> String? {
    if let scalar = character.unicodeScalars.first, character.isInvisible {
      let code = String(scalar.value, radix: 16, uppercase: true)
      let zeros = String(repeating: "0", count: max(0, 4 - code.count))
      return "delete the invisible character U+\(zeros)\(code)"
    }
    return characters.first { $0.signs.contains(character) }?.words
  }

  private static let characters: [(signs: String, words: String)] = [
    ("[]{}", "use parentheses: ( )"),
    ("=", "write only the loss itself, without '='"),
    ("√", "write sqrt(…)"),
    ("∛", "write cbrt(…)"),
    (".", "a number has a digit beside its point, as in 0.5; a product is written '*'"),
    ("<>≤≥≠?&", "a loss has no conditions: use min, max, abs or relu"),
    ("%", "what x/y leaves is written x - y*floor(x/y)"),
    ("!", "there is no factorial: write the number"),
    (";", "arguments are separated by ','"),
    ("–—‐‑‒―﹣－", "write minus as '-'"),
    ("⁻", "write a negative power as in x^-1"),
    ("½", "write 0.5"),
    ("¼", "write 0.25"),
    ("¾", "write 0.75"),
    ("⅓", "write (1/3)"),
    ("⅔", "write (2/3)"),
    ("'\"`“”‘’", "leave the quotes out"),
  ]

  /// Functions of other languages.
  static let functions = [
    "pow": "write a power with '^', as in x^2", "power": "write a power with '^', as in x^2",
    "square": "write x^2", "sqr": "write x^2 for the square, sqrt(x) for the root",
    "mod": "write x - y*floor(x/y)", "fmod": "write x - y*floor(x/y)",
    "round": "write floor(x + 0.5)", "cot": "write 1/tan(x)", "sec": "write 1/cos(x)",
    "csc": "write 1/sin(x)",
  ]

  static func arguments(of function: String, _ arity: FormulaError.Arity) -> String {
    if function == Function.atan2.rawValue { return "y, x" }
    return arity.allows(1) ? "x" : "x, y"
  }
}

extension Character {
  /// Whether it is only seen as a `�`.
  fileprivate var isInvisible: Bool { printable == "\u{FFFD}" && self != "\u{FFFD}" }
}
