import Calculus
import Optimizers
import Testing

@Suite struct FormulaObjectiveTests {
  private func objective(noise: Double) throws -> FormulaObjective {
    FormulaObjective(try Formula("x^2 + 2*y^2").compiled(), noise: noise)
  }

  @Test func itHasTheFormulasDerivatives() throws {
    let objective = try objective(noise: 1)
    let expected = Evaluation(loss: 43, gradient: Point(10, 12))
    #expect(objective.evaluate(at: Point(5, 3)) == expected)
    #expect(objective.hessian(at: Point(5, 3)) == Hessian(xx: 2, xy: 0, yy: 4))
  }

  @Test func aBatchDividesTheNoiseByTheRootOfItsSize() throws {
    let objective = try objective(noise: 0.5)
    let start = Point(5, 3)
    let full = objective.evaluate(at: start)
    func gradient(_ batch: Batch) -> Point {
      objective.batchGradient(at: start, full: full, batch: batch, step: 7, seed: 2)
    }
    #expect(gradient(.full) == full.gradient)
    for count in [1, 4, 64] {
      let deviation = 0.5 / Double(count).squareRoot() * SampleNoise.normal(seed: 2, step: 7)
      #expect(gradient(.samples(count)) == full.gradient + deviation)
    }
  }

  @Test func theFirstLessonEndsAtTheMinimum() throws {
    let path = try run("gd", lr: 0.1, on: objective(noise: 1), steps: 100).trajectory
    #expect(abs(path[100].point.x / 1.018517988167244e-09 - 1) < 1e-12)
    #expect(path[100].point.norm < 1.1e-9)
  }
}

/// A loss with nothing but its gradient.
private struct GradientAlone: Objective {
  let formula: FormulaObjective

  func evaluate(at point: Point) -> Evaluation { formula.evaluate(at: point) }
}

struct ObjectiveDefaultsTests {
  @Test func theHessianComesFromDifferences() throws {
    let exact = try formula("(1 - x)^2 + 100*(y - x^2)^2 + sin(x*y)")
    for point in [Point(-1.2, 1), Point(0, 0), Point(300, -0.001)] {
      let (hessian, expected) = (
        GradientAlone(formula: exact).hessian(at: point), exact.hessian(at: point)
      )
      let size = max(abs(expected.xx), abs(expected.xy), abs(expected.yy))
      #expect(abs(hessian.xx - expected.xx) < 1e-8 * size)
      #expect(abs(hessian.xy - expected.xy) < 1e-8 * size)
      #expect(abs(hessian.yy - expected.yy) < 1e-8 * size)
    }
  }

  @Test func aBatchSeesTheFullGradient() throws {
    let objective = GradientAlone(formula: try formula("x^2 + 2*y^2"))
    let settings = try [1, 2].map {
      try RunSettings(.sgd, learningRate: 0.1, seed: $0)
    }
    var race = try Race(objective: objective, start: Point(5, 3), settings: settings)
    race.advance(to: 20)
    #expect(race.runs[0].trajectory.elementsEqual(race.runs[1].trajectory))
  }
}
