/// The expression tree of a formula, as a flat list in which operands come before what uses them.
///
/// Being flat, it is walked, copied and freed without recursion, however deep the formula; the
/// last node is the whole formula.
struct SyntaxTree: Sendable {
  enum Node: Hashable, Sendable {
    case number(Double)
    case variable(Variable)
    case constant(Constant)
    case parameter(String)
    case negative(Int)
    case infix(Infix, Int, Int)
    /// The operands are the given range of `arguments`.
    case call(Function, arguments: Range<Int>)
  }

  enum Infix: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
  }

  private(set) var nodes: [Node] = []
  private(set) var arguments: [Int] = []

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

  /// The tree in prefix notation: `(+ x (* 2 y))`. For tests and debugging; not meant to be fast.
  var symbolicExpression: String {
    var texts: [String] = []
    for node in nodes {
      switch node {
      case .number(let value): texts.append(value.plain)
      case .variable(let variable): texts.append(variable.rawValue)
      case .constant(let constant): texts.append(constant.rawValue)
      case .parameter(let name): texts.append(name)
      case .negative(let operand): texts.append("(- \(texts[operand]))")
      case .infix(let infix, let left, let right):
        texts.append("(\(infix.rawValue) \(texts[left]) \(texts[right]))")
      case .call(let function, let range):
        let operands = arguments[range].map { texts[$0] }
        texts.append("(\(function.rawValue) \(operands.joined(separator: " ")))")
      }
    }
    return texts.last ?? ""
  }
}
