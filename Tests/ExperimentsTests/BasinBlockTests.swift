import Calculus
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Experiments

/// Basin maps whose runs advance in blocks, which must be those of runs that do not.
@Suite struct BasinBlockTests {
  /// A formula that nobody knows to be one.
  private struct Disguise: Objective {
    let formula: CompiledFormula

    func evaluate(at point: Point) -> Evaluation { formula.evaluate(at: point) }
    func hessian(at point: Point) -> Hessian { formula.hessian(at: point) }
  }

  /// A rate that reaches minima, and one that diverges, for each rule.
  static let settings: [RunSettings] = {
    do {
      return [
        try RunSettings(.gd, learningRate: 0.01), try RunSettings(.gd, learningRate: 0.04),
        try RunSettings(.momentum, learningRate: 0.001),
        try RunSettings(.momentum, learningRate: 0.02),
        try RunSettings(.nesterov, learningRate: 0.002),
        try RunSettings(.adam, learningRate: 0.1), try RunSettings(.adam, learningRate: 3),
      ]
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  @Test(arguments: settings)
  func theyAreTheMapsOfSingleRuns(settings: RunSettings) throws {
    let himmelblau = try Himmelblau.problem()
    let problems = [
      (himmelblau, Himmelblau.minima), (himmelblau, []),
      // Holes, an end without a minimum, a saddle, a plateau, a fall without end.
      (try Problem("(1 - x)^2 + (y - x^2)^2 + log(x + 3)"), [Point(-2, 1)]),
      (try Problem("(x^2 - 1)^2 + y^2 + 0.1*sqrt(x^2 + y^2)"), [Point(1, 0)]),
      (try Problem("1 - exp(-(x^2 + y^2))"), []),
      (try Problem("x - y^2"), []),
    ]
    for (problem, minima) in problems {
      func map(_ objective: any Objective) -> BasinMap {
        var map = BasinMap(
          objective: objective, settings: settings, domain: problem.domain, width: 17, height: 15,
          limit: 200, scales: problem.scales, minima: minima, threads: 1)
        map.complete()
        return map
      }
      let (blocks, single) = (map(problem.objective()), map(Disguise(formula: problem.function)))
      #expect(blocks.minima == single.minima)
      for row in 0..<blocks.height {
        for column in 0..<blocks.width { #expect(blocks[column, row] == single[column, row]) }
      }
    }
  }
}
