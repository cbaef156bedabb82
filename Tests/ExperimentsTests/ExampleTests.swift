import Calculus
import Experiments
import Landscape
import Optimizers
import Testing

/// The examples of the documentation, with the results that they state.
@Suite struct ExampleTests {
  @Test func gradientDescentDivergesBeyondTwoByTheCurvature() throws {
    let problem = try Problem("x^2 + 2y^2")
    let gd = try RunSettings(.gd, learningRate: 0.1)
    var sweep = try LearningRateSweep(
      objective: problem.objective(), start: Point(5, 3), settings: [gd],
      rates: RateRange.standard.rates, steps: 500, scales: problem.scales)
    sweep.complete()
    let edge = try #require(sweep.curves[0].edge)
    #expect(abs(try #require(edge.lastGood) - 0.398) < 1e-3)
    #expect(abs(edge.firstDiverged - 0.501) < 1e-3)
  }

  @Test func startsNearAMinimumOfHimmelblausReachIt() throws {
    let problem = try Himmelblau.problem()
    var map = BasinMap(
      objective: problem.objective(), settings: try RunSettings(.gd, learningRate: 0.01),
      domain: problem.domain, width: 20, height: 20, limit: 300, scales: problem.scales,
      minima: Himmelblau.minima)
    map.complete()
    #expect(map.nearest(to: Point(2.9, 2.1))?.outcome == .minimum(0))
  }

  @Test func rosenbrocksGradientAgrees() throws {
    let objective = FormulaObjective(try Formula("(1-x)^2 + 100(y-x^2)^2").compiled())
    let check = GradientCheck(of: objective, at: Point(-1.2, 1))
    #expect(check.verdict == .agrees)
    #expect(check.bestCentral?.h == 3e-06)
  }
}
