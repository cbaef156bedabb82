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

  /// Safe to print and not long, whatever the formula contains.
  func quoted(_ text: String) -> String {
    let limit = 40
    let start = text.prefix(limit).map { String($0.printable) }.joined()
    return "'\(start)\(text.dropFirst(limit).isEmpty ? "" : "…")'"
  }
}
