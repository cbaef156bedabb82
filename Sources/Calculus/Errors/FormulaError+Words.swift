/// The words for each fact.
extension FormulaError: CustomStringConvertible {
  /// The fault, in one sentence without a full stop.
  public var message: String {
    switch reason {
    case .empty: "the formula is empty"
    case .tooLong(let limit): "the formula is longer than \(limit) characters"
    case .tooDeep(let limit): "the formula is nested more than \(limit) levels deep"
    case .unexpectedCharacter(let character): "unexpected character \(quoted(String(character)))"
    case .malformedNumber(let text): "\(quoted(text)) is not a number"
    case .numberTooLarge(let text): "the number \(quoted(text)) is too large"
    case .unknownName(let name, _): "unknown name \(quoted(name))"
    case .unknownFunction(let name, _): "unknown function \(quoted(name))"
    case .notAFunction(let name): "\(quoted(name)) is not a function"
    case .missingParentheses(let function, _):
      "the function \(quoted(function)) needs its argument in parentheses"
    case .wrongArgumentCount(let function, let takes, let given):
      "\(quoted(function)) takes \(words(for: takes)), not \(given)"
    case .missingOperator(let left, let right):
      "an operator is missing between \(quoted(left)) and \(quoted(right))"
    case .ambiguousProduct(let left, let symbol, let number, let factor):
      "\(quoted(left + symbol + number + factor)) can be read in two ways"
    case .missingOperand(let after, let found): missingOperandMessage(after: after, found: found)
    case .unclosed(let opening, _): "a closing \(quoted(opening == "(" ? ")" : "|")) is missing"
    case .unmatchedParenthesis: "this ')' closes nothing"
    case .nestedBars: "bars cannot be nested"
    case .misplacedComma: "a comma may only separate the arguments of a function"
    case .notTwoFormulas(1): "a gradient is two formulas, and this is one"
    case .notTwoFormulas(let count): "a gradient is two formulas, and these are \(count)"
    case .misplacedEquals: "this '=' names no part of the formula"
    case .misplacedSemicolon: "this has no name to be used by behind the ';'"
    case .takenName(let name): "\(quoted(name)) has a meaning already"
    case .swallowedName(let name):
      "\(quoted(name)) cannot be a name: behind a number it would be part of it"
    case .notACondition(let text): "\(quoted(text)) is a value, not a condition"
    case .missingIndex(let function):
      "\(quoted(function)) begins with the name of its index, followed by a comma"
    case .boundsNotConstant(let function):
      "the bounds of a \(noun(function)) must be numbers, not depend on anything"
    case .boundsNotWhole(let function): "the bounds of a \(noun(function)) must be whole numbers"
    case .tooManyTerms(let function, let limit):
      "this \(noun(function)) has too many terms; \(limit) are allowed, fewer if they are long"
    case .notConstant(let name): "\(quoted(name)) is not a number"
    case .notFinite: "this number is infinite or undefined"
    }
  }

  /// Message, excerpt and hint, each on lines of its own.
  public var description: String {
    var lines = [message]
    if !excerpt.isEmpty { lines.append(excerpt) }
    if let hint { lines.append("hint: \(hint)") }
    return lines.joined(separator: "\n")
  }

  private func noun(_ function: String) -> String {
    function == Function.prod.rawValue ? "product" : "sum"
  }

  private func missingOperandMessage(after: String?, found: String?) -> String {
    switch (after, found) {
    case ("("?, ")"?): "there is nothing between the parentheses"
    case (let after?, nil): "a value is missing after \(quoted(after))"
    case (let after?, let found?):
      "a value is missing between \(quoted(after)) and \(quoted(found))"
    case (nil, let found?): "a value is missing before \(quoted(found))"
    case (nil, nil): "a value is missing"
    }
  }

  private func words(for arity: Arity) -> String {
    switch arity {
    case .exactly(1): "1 argument"
    case .exactly(let count): "\(count) arguments"
    case .atLeast(let count): "\(count) or more arguments"
    }
  }

  /// The text in quotes, safe to print and not long, whatever the formula contains.
  func quoted(_ text: String) -> String {
    let limit = 40
    let start = text.prefix(limit).map { String($0.printable) }.joined()
    return "'\(start)\(text.dropFirst(limit).isEmpty ? "" : "…")'"
  }
}

/// The advice for each fact.
extension FormulaError {
  /// What to do about it, in one sentence without a full stop; nil if the message says enough.
  public var hint: String? {
    if let remedy {
      let formulas = remedy.formulas.map { "'\($0.printable)'" }.joined(separator: " or ")
      return "\(remedy.words) \(formulas)"
    }
    return fallback
  }

  /// The advice where no whole formula can be offered.
  private var fallback: String? {
    switch reason {
    case .empty: "for example: x^2 + 2*y^2"
    case .tooLong: "shorten it; for a mean over many samples write a surface file with 'data'"
    case .tooDeep: "leave out parentheses that sums and products do not need"
    case .unexpectedCharacter(let character): advice(on: character)
    case .malformedNumber: "a number has one point, as in 0.5"
    case .numberTooLarge: "numbers end at 1.8e308"
    case .unknownName where VariableNames(FaultyText(text), []).hasTooMany:
      "a loss has two variables, x and y; put numbers in the places of the others"
    case .unknownName(let name, _) where Foreign.nonFinite.contains(name.lowercased()):
      "a loss is made of finite numbers, which end at 1.8e308"
    case .unknownName(let name, let suggestion):
      suggestion.map(words)
        ?? "the variables are x and y; put a number in the place of \(quoted(name)), or make it a"
        + " parameter in a surface file"
    case .unknownFunction(let name, let closest):
      Foreign.example(of: name).map { "for example: \($0)" }
        ?? closest.flatMap(Function.init).map {
          "did you mean \(quoted($0.rawValue)), \($0.meaning)?"
        }
    case .notAFunction(let name): "for a product write \(quoted(name + "*(…)"))"
    case .missingParentheses(let function, isPower: true):
      "write \(quoted(function + "(…)^2")) for a power of it"
    case .missingParentheses(let function, isPower: false): "write \(quoted(function + "(…)"))"
    case .wrongArgumentCount(let function, _, _):
      "for example: \(Function(rawValue: function)?.example ?? function)"
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
    case .notTwoFormulas(1): "write the slopes along x and y with a comma between them: 2*x, 4*y"
    case .notTwoFormulas: "leave out all but the slopes along x and y"
    case .misplacedEquals: "write only the loss itself, or name a part of it: u = x^2; u + y^2"
    case .misplacedSemicolon: "name it, as in u = x^2; u + y^2"
    case .takenName: "give it a name of its own, such as u, or i for an index"
    case .swallowedName(let name):
      "2\(name) would be read as a number; begin the name with another letter"
    case .notACondition: "compare it with something, as in x > 0"
    case .missingIndex(let function):
      "for example: \(Function(rawValue: function)?.example ?? function)"
    case .boundsNotConstant: "write the terms out, or let if(…) leave some of them out"
    case .boundsNotWhole, .tooManyTerms: "for example: sum(i, 1, 5, x^i)"
    case .notConstant: "a number may be a formula, but without x and y: pi/2, 1/3, sqrt(2)"
    case .notFinite: nil
    }
  }

  private func words(for suggestion: Suggestion) -> String {
    switch suggestion {
    case .name(let name):
      "did you mean \(quoted(name))\(Function(rawValue: name).map { ", \($0.meaning)" } ?? "")?"
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

  private func advice(on character: Character) -> String? {
    if let scalar = character.unicodeScalars.first, character.isInvisible {
      let code = String(scalar.value, radix: 16, uppercase: true)
      let zeros = String(repeating: "0", count: max(0, 4 - code.count))
      return "delete the invisible character U+\(zeros)\(code)"
    }
    return Self.advice.first { $0.signs.contains(character) }?.words
  }

  private static let advice: [(signs: String, words: String)] = [
    ("[]{}", "use parentheses: ( )"),
    ("√", "write sqrt(…)"),
    ("∑Σ", "for a sum write sum(i, 1, 5, x^i)"),
    ("∏", "for a product write prod(i, 1, 5, x + i)"),
    ("∛", "write cbrt(…)"),
    (".", "a number has a digit beside its point, as in 0.5; a product is written '*'"),
    ("?:", "write if(condition, value, other value)"),
    ("&~", "write conditions with and, or, not"),
    ("%", "the remainder of x/y is mod(x, y)"),
    ("\\", "write names without the backslash, and a quotient with '/'"),
    ("!", "there is no factorial: write the number"),
    ("'\"`“”‘’", "leave the quotes out"),
  ]
}

extension Character {
  /// Whether the character is only visible as a `�`.
  var isInvisible: Bool { printable == "\u{FFFD}" && self != "\u{FFFD}" }
}
