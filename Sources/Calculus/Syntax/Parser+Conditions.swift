/// Comparisons, and what must be one.
extension Parser {
  /// Two operands with the operator between them.
  ///
  /// `a < b < c` is a < b and b < c, as in mathematics.
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

  /// The position behind the first argument of a call.
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
