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
