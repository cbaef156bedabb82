/// The words for the facts.
extension FormulaError: CustomStringConvertible {
  /// What is wrong, in one sentence without a full stop.
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
    }
  }

  /// What to do about it, in one sentence without a full stop; nil if the message says it all.
  public var hint: String? {
    switch reason {
    case .empty: "for example: x^2 + 2*y^2"
    case .unexpectedCharacter(let character): hint(for: character)
    case .unknownName(_, let suggestion): suggestion.map(words)
    case .unknownFunction(_, let closest): closest.map { "did you mean \(quoted($0))?" }
    case .notAFunction(let name): "for a product write \(quoted(name + "*(…)"))"
    case .missingParentheses(let function, isPower: true):
      "write \(quoted(function + "(…)^2")) for a power of it"
    case .missingParentheses(let function, isPower: false): "write \(quoted(function + "(…)"))"
    case .missingOperator(let left, let right):
      "for a product put a '*' between them: \(quoted(left + "*" + right))"
    case .ambiguousProduct(let left, let symbol, let number, let factor):
      "write \(quoted("\(left)\(symbol)\(number)*\(factor)"))"
        + " or \(quoted("\(left)\(symbol)(\(number)*\(factor))"))"
    case .unclosed(let opening, let column):
      "close the \(opening == "(" ? "parenthesis" : "bar") opened at column \(column)"
    case .unmatchedParenthesis: "remove it, or add the '(' that it should close"
    case .nestedBars: "use abs(…) inside"
    case .misplacedComma: "a decimal point is written '.'"
    case .tooLong, .tooDeep, .malformedNumber, .numberTooLarge, .wrongArgumentCount,
      .missingOperand:
      nil
    }
  }

  /// Message, excerpt and hint, each on lines of its own.
  public var description: String {
    var lines = [message]
    if !excerpt.isEmpty { lines.append(excerpt) }
    if let hint { lines.append("hint: \(hint)") }
    return lines.joined(separator: "\n")
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

  private func words(for suggestion: Suggestion) -> String {
    switch suggestion {
    case .name(let name): "did you mean \(quoted(name))?"
    case .product(let left, let right): "for a product write \(quoted(left + "*" + right))"
    case .call(let function, let argument): "write \(quoted("\(function)(\(argument))"))"
    case .power(let name, let digits):
      "write \(quoted(name + "^" + digits)) for a power, \(quoted(name + "*" + digits)) for a product"
    }
  }

  private func hint(for character: Character) -> String? {
    switch character {
    case "[", "{", "]", "}": "use parentheses: ( )"
    case "=": "write only the loss itself, without '='"
    case "√": "write sqrt(…)"
    default: nil
    }
  }

  /// Safe to print and not long, whatever the formula contains.
  private func quoted(_ text: String) -> String {
    let limit = 40
    let start = text.prefix(limit).map { String($0.printable) }.joined()
    return "'\(start)\(text.dropFirst(limit).isEmpty ? "" : "…")'"
  }
}
