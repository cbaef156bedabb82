/// Assigns a number to each value of a formula, so that equal subexpressions are one value, and
/// folds constants.
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
    case choice(Value, Value, Value)
  }

  private(set) var sources: [Source] = []
  private(set) var dependences: [Dependence] = []
  private var numbers: [Source: Value] = [:]
  /// The names of the columns, with their places.
  private let columns: [String: Int]

  /// The place of a column; nil if the name is not one.
  func column(_ name: String) -> Int? { columns[name] }

  /// The value of each node that has been translated; within a sum, that of the last term.
  var values: [Value] = []
  /// The values of the indices of the sums and products that are being unrolled.
  var indices: [Int: Double] = [:]
  /// How many nodes have been translated within sums and products.
  var unrolled = 0
  /// The first sum or product that cannot be unrolled.
  var fault: SeriesFault?

  init(columns: [String: Int] = [:]) { self.columns = columns }

  static func program(for tree: SyntaxTree, parameters: [String: Double]) -> Program {
    var builder = ProgramBuilder()
    let result = builder.translate(tree, parameters: parameters)
    return builder.laidOut(result: result)
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

  mutating func extremum(_ operation: Operation, _ operands: [Value]) -> Value {
    let known = operands.compactMap(constantValue)
    if known.count == operands.count {
      return constant(ScalarMachine<Double>.fold(extremum: operation, known))
    }
    return number(.extremum(operation, operands))
  }

  /// `choose`, or the operand that it would take where the condition is constant.
  mutating func choice(_ condition: Value, _ first: Value, _ second: Value) -> Value {
    if let known = constantValue(condition) {
      return known.isNaN ? condition : known != 0 ? first : second
    }
    return number(.choice(condition, first, second))
  }

  /// The number of the value from this source: a new one only if the source is new.
  mutating func number(_ source: Source) -> Value {
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
    case .choice(let condition, let first, let second):
      dependences[condition].union(dependences[first]).union(dependences[second])
    }
  }
}
