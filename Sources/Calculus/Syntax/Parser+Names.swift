/// Names that a formula defines: those of its parts, and of the indices of its sums.
extension Parser {
  /// The left side of a definition.
  struct DefinedName {
    let text: String
    /// Whether it is written as a function of x and y: `f(x, y) = …`.
    let isCall: Bool
  }

  /// Takes `u =`, or `f(x, y) =`, if that is what comes next.
  mutating func definition() throws(FormulaError) -> DefinedName? {
    guard let name = current.name else { return nil }
    let token = current
    var end = position + 1
    if tokens[end].isSymbol(.openParenthesis) {
      guard let close = tokens[end...].firstIndex(where: { $0.isSymbol(.closeParenthesis) }),
        tokens[close + 1].isSymbol(.assign)
      else { return nil }
      let arguments = tokens[(end + 1)..<close].compactMap(\.name)
      guard close == end + 2 * arguments.count, arguments == ["x"] || arguments == ["x", "y"] else {
        return nil
      }
      end = close + 1
    }
    guard tokens[end].isSymbol(.assign) else { return nil }
    if Variable(rawValue: name) != nil, end == position + 1 {
      throw error(.misplacedEquals, at: tokens[end].range)
    }
    try checkNew(name, token)
    defer { position = end + 1 }
    return DefinedName(text: name, isCall: end > position + 1)
  }

  /// Takes `i,` at the beginning of a sum or product.
  mutating func index(of function: Function) throws(FormulaError) -> String {
    let token = current
    guard let name = token.name, tokens[position + 1].isSymbol(.comma) else {
      throw error(.missingIndex(function: function.rawValue), at: token.range)
    }
    try checkNew(name, token)
    position += 2
    return name
  }

  /// Takes the comma between two arguments of a sum or product.
  mutating func separate(_ function: Function, from name: Int) throws(FormulaError) {
    if take(.comma) { return }
    guard current.isSymbol(.closeParenthesis) else { throw unclosed(tokens[name + 1]) }
    throw wrongSeries(function, from: name)
  }

  func wrongSeries(_ function: Function, from name: Int) -> FormulaError {
    var (depth, commas) = (0, 0)
    var end = name + 1
    for place in name + 1..<tokens.count {
      switch tokens[place].kind {
      case .symbol(.openParenthesis): depth += 1
      case .symbol(.closeParenthesis): depth -= 1
      case .symbol(.comma) where depth == 1: commas += 1
      default: break
      }
      end = place
      if depth == 0 { break }
    }
    return error(
      .wrongArgumentCount(
        function: function.rawValue, takes: function.arity, given: commas + 1),
      at: tokens[name].range.lowerBound..<tokens[end].range.upperBound)
  }

  private func checkNew(_ name: String, _ token: Token) throws(FormulaError) {
    if meaning(of: name) != nil || Function(rawValue: name) != nil {
      throw error(.takenName(name), at: token.range)
    }
    if name.isSwallowedByNumbers { throw error(.swallowedName(name), at: token.range) }
  }
}

extension String {
  /// Whether a number directly before the name would take it for its exponent: 2e1 is 20.
  package var isSwallowedByNumbers: Bool {
    guard let first, first == "e" || first == "E" else { return false }
    return dropFirst().first?.isASCIIDigit == true
  }
}

/// Comparisons, and places where a condition is required.
extension Parser {
  /// The node of two operands with an operator between them.
  ///
  /// `a < b < c` means a < b and b < c, as in mathematics.
  /// - Parameters:
  ///   - chain: the right operand of the comparison that `left` is, if it was written without
  ///     parentheses.
  ///   - start, middle: the positions where the two operands begin.
  mutating func joined(
    _ infix: SyntaxTree.Infix, _ left: Int, _ right: Int, chain: inout Int?, from start: Int,
    _ middle: Int
  ) throws(FormulaError) -> Int {
    if infix == .and || infix == .or {
      try checkCondition(left, start..<(middle - 1))
      try checkCondition(right, middle..<position)
    }
    defer { chain = infix.isComparison ? right : nil }
    guard infix.isComparison, let link = chain else { return tree.add(.infix(infix, left, right)) }
    return tree.add(.infix(.and, left, tree.add(.infix(infix, link, right))))
  }

  /// Throws where a node is not a condition.
  /// - Parameter place: the positions of its tokens.
  func checkCondition(_ node: Int, _ place: Range<Int>) throws(FormulaError) {
    if tree.isCondition(node) { return }
    let range =
      tokens[place.lowerBound].range.lowerBound..<tokens[place.upperBound - 1].range.upperBound
    throw error(.notACondition(String(characters[range])), at: range)
  }

  func checkArguments(of function: Function, _ call: Int, from name: Int) throws(FormulaError) {
    guard case .call(_, let operands) = tree.nodes[call] else { return }
    guard function.arity.allows(operands.count) else {
      throw error(
        .wrongArgumentCount(
          function: function.rawValue, takes: function.arity, given: operands.count),
        at: tokens[name].range.lowerBound..<tokens[position - 1].range.upperBound)
    }
    if function == .if {
      try checkCondition(tree.arguments[operands.lowerBound], name + 2..<endOfArgument(from: name))
    }
  }

  /// The position after the first argument of a call.
  private func endOfArgument(from name: Int) -> Int {
    var depth = 0
    for place in name + 2..<position {
      switch tokens[place].kind {
      case .symbol(.openParenthesis): depth += 1
      case .symbol(.closeParenthesis): depth -= 1
      case .symbol(.comma) where depth == 0: return place
      default: break
      }
    }
    return position - 1
  }
}
