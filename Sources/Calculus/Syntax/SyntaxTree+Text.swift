extension SyntaxTree {
  /// The formula as text, with the parentheses that it needs. It reads back to the same tree,
  /// except that two comparisons with a common operand become a chain, and a negative number
  /// becomes the negative of a number.
  var text: String {
    var written: [Written] = []
    written.reserveCapacity(nodes.count)
    for node in nodes { written.append(self.written(node, written)) }
    let definitions = parts.map { "\($0.name) = \(written[$0.node].text); " }.joined()
    return definitions + (written.last?.text ?? "")
  }

  /// A piece of text, and how tightly the loosest operator in it holds its operands.
  private struct Written {
    let text: String
    let power: Int

    static let atom = 100

    init(_ text: String, _ power: Int = Written.atom) {
      self.text = text
      self.power = power
    }

    /// The text, in parentheses where an operator of this power would take it apart.
    func held(by power: Int) -> String { self.power < power ? "(\(text))" : text }
  }

  /// Each node as text, with the named parts that it uses.
  var writtenNodes: [Slope.Written] {
    var written: [Written] = []
    var parts: [Set<Int>] = []
    for node in nodes {
      written.append(self.written(node, written))
      let operands: [Int]
      switch node {
      case .number, .variable, .constant, .parameter, .index, .part: operands = []
      case .negative(let operand), .not(let operand): operands = [operand]
      case .infix(_, let left, let right): operands = [left, right]
      case .call(_, let range): operands = Array(arguments[range])
      case .series(let place):
        operands = [series[place].lower, series[place].upper, series[place].body]
      }
      var used = operands.reduce(into: Set<Int>()) { $0.formUnion(parts[$1]) }
      if case .part(let place) = node { used.insert(place) }
      parts.append(used)
    }
    return zip(written, parts).map { Slope.Written(text: $0.text, power: $0.power, parts: $1) }
  }

  private func written(_ node: Node, _ written: [Written]) -> Written {
    switch node {
    case .number(let value):
      return value.sign == .minus
        ? Written(value.plain, BindingPower.sign) : Written(value.plain)
    case .variable(let variable): return Written(variable.rawValue)
    case .constant(let constant): return Written(constant.rawValue)
    case .parameter(let name): return Written(name)
    case .part(let place): return Written(parts[place].name)
    case .index(let place): return Written(series[place].index)
    case .negative(let operand):
      return Written("-" + written[operand].held(by: BindingPower.sign + 1), BindingPower.sign)
    case .not(let operand):
      return Written("not " + written[operand].held(by: BindingPower.not + 1), BindingPower.not)
    case .infix(.power, let base, let exponent):
      let isSimple = isSignedAtom(exponent)
      let power = BindingPower.infix(.power)
      return Written(
        written[base].held(by: power.left + 1) + "^"
          + (isSimple ? written[exponent].text : written[exponent].held(by: power.right)),
        power.right)
    case .infix(.and, let left, let right) where link(left, right) != nil:
      // The operand in the middle is written once.
      let (sign, last) = link(left, right) ?? ("", right)
      return Written(
        "\(written[left].text) \(sign) \(written[last].held(by: BindingPower.infix(.less).right))",
        BindingPower.infix(.less).left)
    case .infix(let infix, let left, let right):
      let power = BindingPower.infix(infix)
      let isTight = infix == .multiply || infix == .divide
      let sign = isTight ? infix.rawValue : " \(infix.rawValue) "
      // A sign directly after an operator is valid, but hard to read.
      let end = isSigned(right) ? "(\(written[right].text))" : written[right].held(by: power.right)
      return Written(written[left].held(by: leftPower(infix, left)) + sign + end, power.left)
    case .call(let function, let range):
      let operands = arguments[range].map { written[$0].text }
      return Written("\(function.rawValue)(\(operands.joined(separator: ", ")))")
    case .series(let place):
      let series = series[place]
      let parts = [series.lower, series.upper, series.body].map { written[$0].text }
      return Written(
        "\(series.function.rawValue)(\(series.index), \(parts.joined(separator: ", ")))")
    }
  }

  /// A comparison to the left of another one would form a chain with it.
  private func leftPower(_ infix: Infix, _ left: Int) -> Int {
    BindingPower.infix(infix).left + (infix.isComparison ? 1 : 0)
  }

  /// The next link of a chain of comparisons: `right` compares the last operand of `left` with
  /// another.
  private func link(_ left: Int, _ right: Int) -> (sign: String, last: Int)? {
    guard case .infix(let infix, let middle, let last) = nodes[right], infix.isComparison,
      lastCompared(left) == middle
    else { return nil }
    return (infix.rawValue, last)
  }

  private func lastCompared(_ node: Int) -> Int? {
    switch nodes[node] {
    case .infix(.and, let left, let right) where link(left, right) != nil: link(left, right)?.last
    case .infix(let infix, _, let right) where infix.isComparison: right
    default: nil
    }
  }

  private func isSigned(_ node: Int) -> Bool {
    switch nodes[node] {
    case .negative: true
    case .number(let value): value.sign == .minus
    default: false
    }
  }

  /// `-2`, `-x`: an exponent that needs no parentheses.
  private func isSignedAtom(_ node: Int) -> Bool {
    switch nodes[node] {
    case .number: true
    case .negative(let operand):
      switch nodes[operand] {
      case .number(let value): value.sign == .plus
      case .variable, .constant, .parameter, .part, .index: true
      case .negative, .not, .infix, .call, .series: false
      }
    default: false
    }
  }
}
