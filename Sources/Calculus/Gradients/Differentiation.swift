/// Writes the derivative of a formula by the rules of calculus, keeping its subexpressions as they
/// are written.
struct Differentiation {
  typealias Term = Slope.Term
  typealias Written = Slope.Written

  private let tree: SyntaxTree
  private let variable: Variable
  private let texts: [Written]
  /// The derivative of each node; nil where it cannot be written.
  private var slopes: [Slope?] = []

  init(of tree: SyntaxTree, by variable: Variable) {
    self.tree = tree
    self.variable = variable
    texts = tree.writtenNodes
  }

  /// The derivative of the whole formula; nil if it cannot be written.
  var slope: Slope? {
    mutating get {
      slopes = []
      slopes.reserveCapacity(tree.nodes.count)
      for node in tree.nodes.indices { slopes.append(derivative(of: node)) }
      return slopes.last ?? nil
    }
  }

  private func derivative(of node: Int) -> Slope? {
    switch tree.nodes[node] {
    case .number, .constant, .parameter, .index: return Slope()
    case .variable(let other): return other == variable ? Slope(terms: [Term()]) : Slope()
    case .part(let place): return slopes[tree.parts[place].node]
    case .negative(let operand): return slopes[operand].map { -$0 }
    case .not: return Slope()
    case .infix(let infix, let left, let right): return derivative(infix, left, right)
    case .call(let function, let range): return derivative(function, Array(tree.arguments[range]))
    case .series(let place): return derivative(of: tree.series[place])
    }
  }

  private func derivative(_ infix: SyntaxTree.Infix, _ left: Int, _ right: Int) -> Slope? {
    guard let a = slopes[left], let b = slopes[right] else { return nil }
    switch infix {
    case .add: return a + b
    case .subtract: return a + -b
    case .multiply: return term(right) * a + term(left) * b
    case .divide:
      let first = a.divided(by: term(right))
      return b.isZero
        ? first : first + -(term(left).divided(by: term(right) * term(right)) * b)
    case .power: return power(left, right, a, b)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or:
      return Slope()
    }
  }

  private func power(_ base: Int, _ exponent: Int, _ a: Slope, _ b: Slope) -> Slope? {
    let whole = factor(
      "\(texts[base].held(by: 41))^\(texts[exponent].held(by: 42))", base, exponent)
    if b.isZero {
      if case .number(let number) = tree.nodes[exponent] {
        if number == 0 { return Slope() }
        if number == 1 { return a }
        let lower = number == 2 ? term(base) : factor(raised(base, to: number - 1), base)
        return (Term(coefficient: number) * lower) * a
      }
      let lower = factor(
        "\(texts[base].held(by: 41))^(\(texts[exponent].text) - 1)", base, exponent)
      return (term(exponent) * lower) * a
    }
    let isE = tree.nodes[base] == .constant(.e)
    let growth = (isE ? whole : whole * call("log", base)) * b
    if a.isZero { return growth }
    return growth + (whole * term(exponent)).divided(by: term(base)) * a
  }

  /// Sums of derivatives; a product over an index has no short derivative.
  private func derivative(of series: SyntaxTree.Series) -> Slope? {
    guard let body = slopes[series.body] else { return nil }
    if body.isZero { return Slope() }
    guard series.function == .sum else { return nil }
    let bounds = "\(texts[series.lower].text), \(texts[series.upper].text)"
    let text = "sum(\(series.index), \(bounds), \(body.text))"
    return Slope(
      terms: [Term(factors: [Written(text: text, power: Written.atom, parts: body.parts)])])
  }

  // MARK: - Functions

  private func derivative(_ function: Function, _ operands: [Int]) -> Slope? {
    let inner = operands.map { self.slopes[$0] }
    guard inner.allSatisfy({ $0 != nil }), let u = operands.first else { return nil }
    let slopes = inner.compactMap(\.self)
    if slopes.allSatisfy(\.isZero) { return Slope() }
    let own = call(function.rawValue, operands)
    switch function {
    case .sin: return call("cos", u) * slopes[0]
    case .cos: return -(call("sin", u) * slopes[0])
    case .tan: return slopes[0].divided(by: call("cos", u, power: 2))
    case .asin: return slopes[0].divided(by: factor("sqrt(1 - \(squared(u)))", u))
    case .acos: return -slopes[0].divided(by: factor("sqrt(1 - \(squared(u)))", u))
    case .atan: return slopes[0].divided(by: sum("1 + \(squared(u))", u))
    case .sinh: return call("cosh", u) * slopes[0]
    case .cosh: return call("sinh", u) * slopes[0]
    case .tanh: return sum("1 - tanh(\(texts[u].text))^2", u) * slopes[0]
    case .asinh: return slopes[0].divided(by: factor("sqrt(\(squared(u)) + 1)", u))
    case .acosh: return slopes[0].divided(by: factor("sqrt(\(squared(u)) - 1)", u))
    case .atanh: return slopes[0].divided(by: sum("1 - \(squared(u))", u))
    case .exp: return own * slopes[0]
    case .exp2: return (factor("log(2)") * own) * slopes[0]
    case .log, .ln: return slopes[0].divided(by: term(u))
    case .log2: return slopes[0].divided(by: term(u) * factor("log(2)"))
    case .log10: return slopes[0].divided(by: term(u) * factor("log(10)"))
    case .log1p: return slopes[0].divided(by: sum("1 + \(texts[u].held(by: 11))", u))
    case .expm1: return call("exp", u) * slopes[0]
    case .sqrt: return slopes[0].divided(by: Term(coefficient: 2) * own)
    case .cbrt: return slopes[0].divided(by: Term(coefficient: 3) * call("cbrt", u, power: 2))
    case .erf:
      return (Term(coefficient: 2) * factor("exp(-\(squared(u)))", u)).divided(
        by: factor("sqrt(pi)")) * slopes[0]
    case .abs: return call("sign", u) * slopes[0]
    case .sign, .floor, .ceil: return Slope()
    case .sigmoid: return (own * sum("1 - sigmoid(\(texts[u].text))", u)) * slopes[0]
    case .softplus: return call("sigmoid", u) * slopes[0]
    case .relu: return choice("\(texts[u].held(by: 9)) > 0", [u], slopes[0], Slope())
    case .hypot, .atan2, .mod: return pair(function, operands, slopes, own)
    case .min, .max, .clip, .if: return chosen(function, operands, slopes)
    case .sum, .prod: return nil
    }
  }

  private func pair(_ function: Function, _ operands: [Int], _ slopes: [Slope], _ own: Term)
    -> Slope
  {
    let (a, b) = (operands[0], operands[1])
    switch function {
    case .hypot: return (term(a) * slopes[0] + term(b) * slopes[1]).divided(by: own)
    case .atan2:
      let square = sum("\(squared(a)) + \(squared(b))", a, b)
      return (term(b) * slopes[0] + -(term(a) * slopes[1])).divided(by: square)
    default:
      let quotient = "\(texts[a].held(by: 20))/\(texts[b].held(by: 21))"
      return slopes[0] + -(factor("floor(\(quotient))", a, b) * slopes[1])
    }
  }

  /// The functions that choose one of their operands.
  private func chosen(_ function: Function, _ operands: [Int], _ slopes: [Slope]) -> Slope {
    func compare(_ left: Int, _ sign: String, _ right: Int) -> String {
      "\(texts[left].held(by: 9)) \(sign) \(texts[right].held(by: 9))"
    }
    switch function {
    case .if: return choice(texts[operands[0]].text, [operands[0]], slopes[1], slopes[2])
    case .clip:
      let below = choice(
        compare(operands[0], "<", operands[1]), operands, slopes[1], slopes[0])
      // The upper bound prevails over a lower one that is above it.
      let isOrdered = [1, 2].compactMap { number(operands[$0]) }.isSorted
      let largest =
        isOrdered
        ? texts[operands[0]].held(by: 9)
        : "max(\(texts[operands[0]].text), \(texts[operands[1]].text))"
      let above = "\(largest) > \(texts[operands[2]].held(by: 9))"
      return choice(above, operands, slopes[2], below)
    default:
      // From the last operand, each against the extremum of those behind it.
      var result = slopes[slopes.count - 1]
      for index in operands.indices.dropLast().reversed() {
        let rest = operands[(index + 1)...]
        let other =
          rest.count == 1
          ? texts[rest[rest.startIndex]].held(by: 9)
          : "\(function.rawValue)(\(rest.map { texts[$0].text }.joined(separator: ", ")))"
        let sign = function == .min ? "<" : ">"
        result = choice(
          "\(texts[operands[index]].held(by: 9)) \(sign) \(other)", operands, slopes[index], result)
      }
      return result
    }
  }

  private func choice(_ condition: String, _ used: [Int], _ yes: Slope, _ no: Slope) -> Slope {
    if yes.isZero, no.isZero { return Slope() }
    var written = factor("if(\(condition), \(yes.text), \(no.text))", used)
    written.factors[0].parts.formUnion(yes.parts.union(no.parts))
    return Slope(terms: [written])
  }

  // MARK: - Pieces of text

  private func number(_ node: Int) -> Double? {
    switch tree.nodes[node] {
    case .number(let number): number
    case .negative(let operand): number(operand).map { -$0 }
    default: nil
    }
  }

  /// A node as a product, so that its numbers join those of other factors.
  private func term(_ node: Int) -> Term {
    switch tree.nodes[node] {
    case .number(let number): return Term(coefficient: number)
    case .negative(let operand): return Term(coefficient: -1) * term(operand)
    case .infix(.multiply, let left, let right): return term(left) * term(right)
    case .infix(.divide, let left, let right): return term(left).divided(by: term(right))
    default: return Term(factors: [texts[node]])
    }
  }

  private func factor(_ text: String, _ nodes: Int...) -> Term { factor(text, nodes) }

  private func factor(_ text: String, _ nodes: [Int]) -> Term {
    let parts = nodes.reduce(into: Set<Int>()) { $0.formUnion(texts[$1].parts) }
    let isPower = text.last != ")" && text.contains("^")
    return Term(factors: [Written(text: text, power: isPower ? 40 : Written.atom, parts: parts)])
  }

  private func sum(_ text: String, _ nodes: Int...) -> Term {
    var term = factor(text, nodes)
    term.factors[0].power = BindingPower.infix(.add).left
    return term
  }

  private func call(_ name: String, _ operand: Int, power: Int? = nil) -> Term {
    var term = factor("\(name)(\(texts[operand].text))\(power.map { "^\($0)" } ?? "")", operand)
    if power != nil { term.factors[0].power = 40 }
    return term
  }

  private func call(_ name: String, _ operands: [Int]) -> Term {
    factor("\(name)(\(operands.map { texts[$0].text }.joined(separator: ", ")))", operands)
  }

  private func squared(_ node: Int) -> String { raised(node, to: 2) }

  private func raised(_ node: Int, to power: Double) -> String {
    let base = texts[node].held(by: 42)
    return power == 1 ? base : power < 0 ? "\(base)^(\(power.plain))" : "\(base)^\(power.plain)"
  }
}

extension [Double] {
  /// Whether these are two numbers, the first not above the second.
  fileprivate var isSorted: Bool { count == 2 && self[0] <= self[1] }
}
