/// Numbers the values of a formula, so that equal subexpressions are one value, and folds constants.
struct ProgramBuilder {
  /// A value's index; operands have smaller ones.
  typealias Value = Int

  enum Source: Hashable {
    case x, y
    /// A column of a table, by its place among them.
    case column(Int)
    /// By bit pattern: 0 and −0 differ, and a NaN equals itself.
    case constant(UInt64)
    case unary(Operation, Value, immediate: UInt64)
    case binary(Operation, Value, Value)
    case extremum(Operation, [Value])
  }

  private(set) var sources: [Source] = []
  private(set) var dependences: [Dependence] = []
  private var numbers: [Source: Value] = [:]
  /// The names that stand for columns, with their places.
  private let columns: [String: Int]

  init(columns: [String: Int] = [:]) { self.columns = columns }

  static func program(for tree: SyntaxTree, parameters: [String: Double]) -> Program {
    var builder = ProgramBuilder()
    let result = builder.translate(tree, parameters: parameters)
    return builder.laidOut(result: result)
  }

  mutating func translate(_ tree: SyntaxTree, parameters: [String: Double]) -> Value {
    var values: [Value] = []
    values.reserveCapacity(tree.nodes.count)
    for node in tree.nodes {
      let value =
        switch node {
        case .number(let number): constant(number)
        case .variable(.x): number(.x)
        case .variable(.y): number(.y)
        case .constant(let constant): self.constant(constant.value)
        case .parameter(let name):
          columns[name].map { number(.column($0)) } ?? constant(parameters[name] ?? .nan)
        case .negative(let operand): unary(.negate, values[operand])
        case .infix(.add, let left, let right): binary(.add, values[left], values[right])
        case .infix(.subtract, let left, let right): binary(.subtract, values[left], values[right])
        case .infix(.multiply, let left, let right): binary(.multiply, values[left], values[right])
        case .infix(.divide, let left, let right): binary(.divide, values[left], values[right])
        case .infix(.power, let base, let exponent): power(values[base], values[exponent])
        case .call(let function, let range):
          call(function, tree.arguments[range].map { values[$0] })
        }
      values.append(value)
    }
    return values[values.count - 1]
  }

  private mutating func call(_ function: Function, _ operands: [Value]) -> Value {
    switch function.arity {
    case .atLeast: extremum(function.operation, operands)
    case .exactly(2): binary(function.operation, operands[0], operands[1])
    case .exactly: unary(function.operation, operands[0])
    }
  }

  mutating func constant(_ value: Double) -> Value { number(.constant(value.bitPattern)) }

  func constantValue(_ value: Value) -> Double? {
    if case .constant(let bits) = sources[value] { Double(bitPattern: bits) } else { nil }
  }

  mutating func unary(_ operation: Operation, _ operand: Value, immediate: Double = 0) -> Value {
    if let value = rewritten(operation, operand) { return value }
    if let known = constantValue(operand) {
      return constant(ScalarMachine<Double>.fold(operation, known, immediate: immediate))
    }
    return number(.unary(operation, operand, immediate: immediate.bitPattern))
  }

  mutating func binary(_ operation: Operation, _ left: Value, _ right: Value) -> Value {
    if let value = rewritten(operation, left, right) { return value }
    if let first = constantValue(left), let second = constantValue(right) {
      return constant(ScalarMachine<Double>.fold(operation, first, second))
    }
    let swap = operation.isCommutative && right < left
    return number(swap ? .binary(operation, right, left) : .binary(operation, left, right))
  }

  private mutating func extremum(_ operation: Operation, _ operands: [Value]) -> Value {
    let known = operands.compactMap(constantValue)
    if known.count == operands.count {
      return constant(ScalarMachine<Double>.fold(extremum: operation, known))
    }
    return number(.extremum(operation, operands))
  }

  /// The number of the value from this source: a new one only if the source is new.
  private mutating func number(_ source: Source) -> Value {
    if let value = numbers[source] { return value }
    numbers[source] = sources.count
    dependences.append(dependence(of: source))
    sources.append(source)
    return sources.count - 1
  }

  private func dependence(of source: Source) -> Dependence {
    switch source {
    case .x: .x
    case .y: .y
    case .column: .row
    case .constant: []
    case .unary(_, let operand, _): dependences[operand]
    case .binary(_, let left, let right): dependences[left].union(dependences[right])
    case .extremum(_, let operands):
      operands.reduce(into: Dependence()) { $0.formUnion(dependences[$1]) }
    }
  }
}
