import TestSupport
import Testing

@testable import Calculus

/// Points evaluated together give the bits of each point alone.
@Suite struct GradientLanesTests {
  private func expectSameBits(_ text: String, at points: [Point]) throws {
    let function = try Formula(text).compiled()
    var together = points.map { _ in Evaluation(loss: 0, gradient: .zero) }
    function.evaluate(at: points, into: &together)
    for (point, evaluation) in zip(points, together) {
      let alone = function.evaluate(at: point)
      #expect(
        evaluation.hasBits(of: alone), "\(text) at \(point): \(evaluation), not \(alone)")
    }
  }

  private func points(_ count: Int) -> [Point] {
    (0..<count).map { Point(-2 + 0.37 * Double($0), 1.5 - 0.21 * Double($0 % 17)) }
  }

  @Test(arguments: [
    "(1 - x)^2 + 100*(y - x^2)^2", "3.5", "x", "y", "x^2", "cos(y)", "max(x, y, x*y, 0)",
    "min(x, 0.1, 3) + abs(y)", "if(x > y, x*y, mod(x, 0.7))", "if(log(x) > 0, y, sqrt(x))*x",
    "20 + e - 20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2)",
    "exp(700*x)/exp(700*y)", "1/x + log(y)", "cos(sqrt(x^2 + y^2))",
    "x^1.5*y^x + erf(x)/softplus(y)",
  ])
  func theyAreThoseOfSinglePoints(text: String) throws {
    for count in [1, 2, 7, 32, 33, 100] { try expectSameBits(text, at: points(count)) }
    try expectSameBits(
      text, at: [.zero, Point(-.infinity, 1), Point(.nan, 0), Point(0, 2), Point(1e200, -1e200)])
  }

  @Test func randomFormulasAgree() throws {
    var generator = SplitMix(seed: 7)
    for _ in 0..<150 {
      try expectSameBits(randomFormula(depth: 4, using: &generator).text, at: points(40))
    }
  }

  @Test func meansOverRowsAgree() throws {
    let sample = try Formula("(y + x*t - n)^2", parameters: ["t", "n"])
    let function = sample.compiled(columns: ["t": [1, 2, 3], "n": [2, 4, 7]])
    var together = points(5).map { _ in Evaluation(loss: 0, gradient: .zero) }
    function.evaluate(at: points(5), into: &together)
    #expect(together == points(5).map { function.evaluate(at: $0) })
  }

  @Test func noPointsAreNoWork() throws {
    try expectSameBits("x*y", at: [])
  }
}

extension Evaluation {
  /// Whether all numbers have the same bits, except for the payloads of NaN.
  fileprivate func hasBits(of other: Self) -> Bool {
    zip([loss, gradient.x, gradient.y], [other.loss, other.gradient.x, other.gradient.y])
      .allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
  }
}
