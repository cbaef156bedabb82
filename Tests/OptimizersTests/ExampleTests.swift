import Calculus
import Optimizers
import Testing

/// The examples of the documentation, with the results that they state.
@Suite struct ExampleTests {
  @Test func gradientDescentRemovesAFifth() throws {
    var run = try Run(
      objective: FormulaObjective(try Formula("x^2 + y^2").compiled()), start: Point(5, 3),
      settings: RunSettings(.gd, learningRate: 0.1))
    run.advance(to: 2)
    #expect((run.trajectory[2].point - Point(3.2, 1.92)).norm < 1e-15)
    let inspection = Inspection(of: run, at: 0)
    #expect(inspection.formulas == ["g = ∇f", "Δ = −lr·g"])
    #expect(try #require(inspection.angle) < 1e-13)
  }

  @Test func aFormulaIsAnObjective() throws {
    let objective = FormulaObjective(try Formula("x^2 + 2y^2").compiled())
    #expect(objective.evaluate(at: Point(5, 3)).loss == 43)
    #expect(objective.noise == 0)
  }

  @Test func aPlanChangesTheRateAfterAStep() {
    let plan = LearningRatePlan(0.1, changes: [.init(step: 40, rate: 0.01)])
    #expect(plan.rate(forStep: 40) == 0.1)
    #expect(plan.rate(forStep: 41) == 0.01)
  }

  @Test func halfOfACosineIsHalfOfTheRate() throws {
    let schedule = try Schedule(.cosine, length: 100)
    #expect(abs(schedule.rate(base: 0.1, stepsDone: 50) - 0.05) < 1e-16)
  }

  @Test func aGoodRateForACurvatureOfFour() throws {
    let gauge = LearningRateGauge(
      settings: try RunSettings(.gd, learningRate: 0.2), rate: 0.2, curvature: 4)
    #expect(gauge.limit == 0.5)
    #expect(gauge.zone == .good)
  }

  @Test func momentumExplainsItsStep() throws {
    var optimizer = try OptimizerKind.momentum.makeOptimizer()
    var objective = CountedObjective(TestObjective.quadratic(2, 4))
    var explanation: StepExplanation?
    for number in 1...2 {
      let step = StepContext(
        number: number, point: Point(1, 1), loss: 3, gradient: Point(2, 4), learningRate: 0.1,
        baseRate: 0.1)
      _ = optimizer.proposal(for: step, using: &objective)
      explanation = optimizer.explanation(of: step)
    }
    #expect(explanation?.quantities.map(\.symbol) == ["b"])
    #expect(explanation?.move == "−lr·b")
  }

  @Test func quantitiesKnowWhetherTheyAreRecursive() {
    let mean = Quantity("m", "β₁·m + (1−β₁)·g", .vector(Point(0.3, -1.2)))
    #expect(mean.isRecursive && mean.keptShare == "β₁")
    let step = Quantity("u", "m̂/(√v̂ + ε)", .vector(.zero))
    #expect(!step.isRecursive && step.keptShare == nil)
  }
}
