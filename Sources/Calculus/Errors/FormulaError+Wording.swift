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

  /// Safe to print and not long, whatever the formula contains.
  func quoted(_ text: String) -> String {
    let limit = 40
    let start = text.prefix(limit).map { String($0.printable) }.joined()
    return "'\(start)\(text.dropFirst(limit).isEmpty ? "" : "…")'"
  }
}
