/// Which fault it is, and where: the facts that the parser knows where it stops.
extension Parser {
  /// The fault where an operand should begin.
  func missingOperand() -> FormulaError {
    if case .invalid(let reason) = current.kind { return error(reason, at: current.range) }
    let found = current.kind == .end ? nil : source(current)
    return error(.missingOperand(after: previous.map(source), found: found), at: current.range)
  }

  /// The fault of a token that cannot follow a complete expression.
  func unexpected(_ token: Token) -> FormulaError {
    switch token.kind {
    case .invalid(let reason): error(reason, at: token.range)
    case .symbol(.comma): error(.misplacedComma, at: token.range)
    case .symbol(.assign): error(.misplacedEquals, at: token.range)
    case .symbol(.semicolon): error(.misplacedSemicolon, at: token.range)
    case .symbol(.closeParenthesis): error(.unmatchedParenthesis, at: token.range)
    case .symbol, .number, .name, .superscript, .end: missingOperator()
    }
  }

  /// The fault of a parenthesis or bar that is not closed here.
  func unclosed(_ opening: Token) -> FormulaError {
    switch current.kind {
    case .invalid, .symbol(.comma), .symbol(.assign), .symbol(.semicolon): unexpected(current)
    case .symbol, .number, .name, .superscript, .end:
      error(
        .unclosed(source(opening), openedAt: opening.range.lowerBound + 1), at: current.range)
    }
  }

  func missingOperator() -> FormulaError {
    let left = previous ?? current
    guard case .superscript = left.kind, position > 1 else {
      return error(
        .missingOperator(left: abbreviated(left), right: abbreviated(current)),
        at: left.range.lowerBound..<current.range.upperBound)
    }
    // A superscript and its base are one operand.
    let base = tokens[position - 2]
    return error(
      .missingOperator(left: abbreviated(base) + source(left), right: abbreviated(current)),
      at: base.range.lowerBound..<current.range.upperBound)
  }

  /// The fault of `1/2x`, a number between `/` or `^` and an implied product.
  func ambiguousProduct(claimedBy index: Int) -> FormulaError {
    let number = tokens[position - 1]
    let symbol = tokens[index]
    let left = tokens[index - 1]
    let divisor = String(characters[symbol.range.upperBound..<number.range.upperBound])
    let reason = FormulaError.Reason.ambiguousProduct(
      left: abbreviated(left), operator: source(symbol),
      number: divisor.filter { !$0.isWhitespace }, factor: abbreviated(current))
    return error(reason, at: left.range.lowerBound..<current.range.upperBound)
  }

  func missingParentheses(of name: Token) -> FormulaError {
    var isPower = current.isSymbol(.power)
    if case .superscript = current.kind { isPower = true }
    return error(
      .missingParentheses(function: source(name), isPower: isPower), at: name.range)
  }

  func unknown(_ name: String, _ token: Token, isCalled: Bool) -> FormulaError {
    let functions = Function.allCases.map(\.rawValue)
    if isCalled {
      let closest = name.closestMatch(among: functions)
      return error(.unknownFunction(name, closest: closest), at: token.range)
    }
    let values =
      Variable.allCases.map(\.rawValue) + Constant.allCases.map(\.rawValue) + parameters.sorted()
      + tree.parts.map(\.name) + openSeries.map { tree.series[$0].index }
    if let pair = split(name, into: values + functions, values) {
      return error(.unknownName(name, pair), at: token.range)
    }
    let closest = name.closestMatch(among: values + functions)
    return error(.unknownName(name, closest.map { .name($0) }), at: token.range)
  }

  /// The two known names that a name consists of, as in `xy` or `sinx`; a function and a product,
  /// as in `sin2x`; or the power in `x2`.
  private func split(_ name: String, into firsts: [String], _ values: [String])
    -> FormulaError.Suggestion?
  {
    for first in firsts.sorted(by: { $0.count > $1.count }) where name.hasPrefix(first) {
      let second = String(name.dropFirst(first.count))
      if second.isEmpty { continue }
      let isFunction = Function(rawValue: first) != nil
      if values.contains(second) {
        return isFunction ? .call(first, second) : .product(first, second)
      }
      let digits = second.prefix(while: \.isASCIIDigit)
      if isFunction, !digits.isEmpty {
        let factor = String(second.dropFirst(digits.count))
        if values.contains(factor) { return .call(first, "\(digits)*\(factor)") }
        if factor.isEmpty { return .call(first, second) }
      }
      if !isFunction, digits.count == second.count { return .power(first, second) }
    }
    return nil
  }

  func source(_ token: Token) -> String { String(characters[token.range]) }

  /// The text of a token that stands for an operand, with `…` for the contents of parentheses.
  private func abbreviated(_ token: Token) -> String {
    switch token.kind {
    case .symbol(.openParenthesis), .symbol(.closeParenthesis): "(…)"
    case .symbol(.bar): "|…|"
    case .name(let name) where Function(rawValue: name) != nil: "\(name)(…)"
    case .superscript: "(…)"
    case .name, .number, .symbol, .invalid, .end: source(token)
    }
  }
}
