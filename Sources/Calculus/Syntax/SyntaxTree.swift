/// The expression tree of a formula, as a flat list in which operands come before their users.
///
/// A flat list is walked, copied and freed without recursion, however deep the formula. The last
/// node is the whole formula.
struct SyntaxTree: Sendable {
  enum Node: Hashable, Sendable {
    case number(Double)
    case variable(Variable)
    case constant(Constant)
    case parameter(String)
    /// A named part, by its place in `parts`.
    case part(Int)
    /// The index of a sum or product, by its place in `series`.
    case index(Int)
    case negative(Int)
    case not(Int)
    case infix(Infix, Int, Int)
    /// The operands are the given range of `arguments`.
    case call(Function, arguments: Range<Int>)
    /// A sum or product, by its place in `series`.
    case series(Int)
  }

  enum Infix: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case and, or

    var isComparison: Bool {
      switch self {
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: true
      case .add, .subtract, .multiply, .divide, .power, .and, .or: false
      }
    }
  }

  /// `u = …;`, which the text after it may use by its name.
  struct Part: Sendable {
    let name: String
    let node: Int
  }

  /// `sum(i, 1, 5, …)`: the nodes of its body are directly before its own, so that they can be
  /// translated once for each value of the index.
  struct Series: Sendable {
    let function: Function
    let index: String
    /// Nodes of the first and the last value.
    var lower = 0
    var upper = 0
    /// The first and the last node of the body.
    var first = 0
    var body = 0
    /// The characters of the two bounds.
    var place = 0..<0
  }

  private(set) var nodes: [Node] = []
  private(set) var arguments: [Int] = []
  var parts: [Part] = []
  var series: [Series] = []

  /// Adds a node and returns its index.
  mutating func add(_ node: Node) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  mutating func addCall(_ function: Function, _ operands: [Int]) -> Int {
    let start = arguments.count
    arguments += operands
    return add(.call(function, arguments: start..<arguments.count))
  }

  /// Whether a node is a condition: a comparison, or a combination of comparisons.
  func isCondition(_ node: Int) -> Bool {
    switch nodes[node] {
    case .not: true
    case .infix(let infix, _, _): infix.isComparison || infix == .and || infix == .or
    case .part(let place): isCondition(parts[place].node)
    case .number, .variable, .constant, .parameter, .index, .negative, .call, .series: false
    }
  }

  /// The same tree with numbers in place of parameters; those without a value stay.
  func setting(_ values: [String: Double]) -> SyntaxTree {
    var tree = self
    for (place, node) in nodes.enumerated() {
      if case .parameter(let name) = node, let value = values[name] {
        tree.nodes[place] = .number(value)
      }
    }
    return tree
  }

  /// The tree in prefix notation: `(+ x (* 2 y))`, after `(let u …)` for each named part. For tests
  /// and debugging; not fast.
  var symbolicExpression: String {
    var texts: [String] = []
    for node in nodes {
      switch node {
      case .number(let value): texts.append(value.plain)
      case .variable(let variable): texts.append(variable.rawValue)
      case .constant(let constant): texts.append(constant.rawValue)
      case .parameter(let name): texts.append(name)
      case .part(let place): texts.append(parts[place].name)
      case .index(let place): texts.append(series[place].index)
      case .negative(let operand): texts.append("(- \(texts[operand]))")
      case .not(let operand): texts.append("(not \(texts[operand]))")
      case .infix(let infix, let left, let right):
        texts.append("(\(infix.rawValue) \(texts[left]) \(texts[right]))")
      case .call(let function, let range):
        let operands = arguments[range].map { texts[$0] }
        texts.append("(\(function.rawValue) \(operands.joined(separator: " ")))")
      case .series(let place):
        let series = series[place]
        texts.append(
          "(\(series.function.rawValue) \(series.index) \(texts[series.lower])"
            + " \(texts[series.upper]) \(texts[series.body]))")
      }
    }
    return parts.map { "(let \($0.name) \(texts[$0.node])) " }.joined() + (texts.last ?? "")
  }
}

/// How tightly an operator holds the operands to its left and right.
///
/// An operand between two operators belongs to the one with the greater power on its side. A left
/// power below the right one groups from the left, as in `a-b-c`; the other way round, from the
/// right, as in `a^b^c`.
struct BindingPower {
  let left: Int
  let right: Int

  static func infix(_ infix: SyntaxTree.Infix) -> BindingPower {
    switch infix {
    case .or: BindingPower(left: 2, right: 3)
    case .and: BindingPower(left: 4, right: 5)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      BindingPower(left: 8, right: 9)
    case .add, .subtract: BindingPower(left: 10, right: 11)
    case .multiply, .divide: BindingPower(left: 20, right: 21)
    case .power: BindingPower(left: 41, right: 40)
    }
  }

  /// The product in `2x`, which binds like `2*x`.
  static let implicitProduct = BindingPower.infix(.multiply)
  /// `not x > 0` means not (x > 0).
  static let not = 6
  /// A sign binds less tightly than a power: `-x^2` is −(x²).
  static let sign = 30
  static let weakest = 0
}
