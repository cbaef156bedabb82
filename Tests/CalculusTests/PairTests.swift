import Testing

@testable import Calculus

extension Program {
  /// What the program does, one operation after the other.
  var operations: [Calculus.Operation] { operations(in: instructions.indices) }

  func operations(in part: Range<Int>) -> [Calculus.Operation] {
    instructions[part].flatMap { [$0.operation] + ($0.next.map { [$0] } ?? []) }
  }
}

/// Two operations in one instruction give the bits of one after the other, in every machine.
@Suite struct PairTests {
  static let firsts = ["x + y", "x - y", "x*y", "(x*exp(y))^2"]
  static let seconds = [
    "(FIRST)^2", "FIRST + cos(x - 2*y)", "(FIRST) - cos(x - 2*y)", "cos(x - 2*y) - (FIRST)",
    "(FIRST)*cos(x - 2*y)", "(FIRST)*3", "2 - (FIRST)", "(FIRST) + cosh(x)", "cosh(y) - (FIRST)",
  ]

  @Test(arguments: firsts, seconds)
  func machinesAgree(first: String, second: String) throws {
    let text = second.split(separator: "FIRST", omittingEmptySubsequences: false)
      .joined(separator: first)
    let function = try Formula(text).compiled()
    #expect(function.program.instructions.contains { $0.next != nil })
    let points = (0..<20).map { Point(-2 + 0.37 * Double($0), 1.5 - 0.21 * Double($0)) }
    var together = points.map { _ in Evaluation(loss: 0, gradient: .zero) }
    function.evaluate(at: points, into: &together)
    for (point, evaluation) in zip(points, together) {
      // Second derivatives are computed operation by operation.
      let expansion = function.expansion(at: point)
      #expect(evaluation.loss == expansion.loss)
      #expect(evaluation.gradient == expansion.gradient)
      #expect(function.evaluate(at: point) == evaluation)
      #expect(function.value(at: point) == evaluation.loss)
      #expect(function.values(xs: [point.x], ys: [point.y]) == [evaluation.loss])
    }
  }

  @Test func aValueThatIsReadTwiceIsNotPaired() throws {
    let program = try Formula("u = x*y; u^2 + sin(u)").compiled().program
    #expect(program.instructions.map(\.operation) == [.multiply, .sin, .square])
    #expect(program.instructions.map(\.next) == [nil, nil, .add])
  }

  @Test func partsOfOneVariableStaySeparate() throws {
    let program = try Formula("(1 - x)^2 + 100*(y - x^2)^2").compiled().program
    #expect(program.instructions[program.partX].map(\.operation) == [.subtract, .square])
    #expect(program.instructions[program.partX].map(\.next) == [.square, nil])
    #expect(program.instructions[program.partMixed].map(\.operation) == [.subtract, .multiply])
    #expect(program.instructions[program.partMixed].map(\.next) == [.square, .add])
  }

  @Test(arguments: [2, -8, 0.25])
  func aPowerOfTwoIsNotDividedBy(power: Double) throws {
    let function = try Formula("x/p", parameters: ["p"]).compiled(parameters: ["p": power])
    #expect(function.program.instructions.map(\.operation) == [.multiply])
    let numbers: [Double] = [1, 1.0 / 3, 1e308, 5e-324, -.infinity]
    for x in numbers {
      #expect(function.value(at: Point(x, 0)) == x / power)
    }
  }
}
