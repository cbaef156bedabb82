import Calculus
import Experiments
import Landscape
import Optimizers
import Testing

/// The example of `OptimizerKind`: steps with a length that does not depend on the gradient's.
struct NormalizedDescent: DirectionalOptimizer {
  let eps: Double

  mutating func direction(for step: StepContext) -> Point {
    step.gradient / (step.gradient.norm + eps)
  }
}

extension OptimizerKind {
  static let normalized = OptimizerKind(
    name: "normalized", title: "Normalized GD", rule: "p -= lr*g/(|g| + eps)",
    family: .adaptive,
    hyperparameters: [
      Hyperparameter("eps", default: 1e-8, allowed: .above(0), meaning: "avoids 0/0")
    ],
    make: { NormalizedDescent(eps: $0["eps"]) })
}

@Suite struct OwnRuleTests {
  let objective: FormulaObjective
  let scales = SurfaceScales(
    lower: Point(-5, -5), upper: Point(5, 5), lossRange: 50, lowestLoss: 0, statesMinima: true)

  init() throws {
    objective = FormulaObjective(try Formula("x^2 + y^2").compiled())
  }

  @Test func itRunsAsWritten() throws {
    let settings = try RunSettings(.normalized, learningRate: 0.1)
    var run = try Run(objective: objective, start: Point(3, 4), settings: settings)
    run.advance(to: 10)
    #expect((run.trajectory[10].point - Point(2.4, 3.2)).norm < 1e-6)
  }

  @Test func itRacesTheOthersAndIsJudged() throws {
    let own = try RunSettings(.normalized, learningRate: 0.3)
    let wrapped = try RunSettings(
      .normalized, learningRate: 0.5, hyperparameters: ["lookahead": 1, "max_norm": 1])
    let gd = try RunSettings(.gd, learningRate: 0.1)
    var race = try Race(objective: objective, start: Point(3, 4), settings: [own, wrapped, gd])
    #expect(race.runs[0].verdict(scales: scales) == .descending(fall: nil))
    race.advance(to: 100)
    #expect(race.runs[0].verdict(scales: scales).name == "oscillating")
    #expect((race.runs[1].trajectory[1].point - Point(2.7, 3.6)).norm < 1e-6)
    #expect(race.runs[2].verdict(scales: scales) == .globalMinimum(loss: 0))
  }

  @Test func itsHyperparametersAreChecked() throws {
    #expect(throws: HyperparameterError.self) {
      try RunSettings(.normalized, learningRate: 1, hyperparameters: ["eps": 0])
    }
    let error = #expect(throws: HyperparameterError.self) {
      try RunSettings(.normalized, learningRate: 1, hyperparameters: ["cautious": 1])
    }
    #expect(error?.message == "normalized has no setting 'cautious'")
  }

  @Test func itsStepsAreInspected() throws {
    var run = try Run(
      objective: objective, start: Point(3, 4),
      settings: RunSettings(.normalized, learningRate: 0.1))
    run.advance(to: 3)
    let inspection = Inspection(of: run, at: 1, scales: scales)
    #expect(inspection.formulas == ["g = ∇f", "Δ = −lr·d"])
    #expect(inspection.target == run.trajectory[2].point)
    #expect(inspection.gauge.limit == nil)
  }

  @Test func itIsSweptAndMapped() throws {
    let settings = try RunSettings(.normalized, learningRate: 0.1)
    var sweep = try LearningRateSweep(
      objective: objective, start: Point(3, 4), settings: [settings], rates: [0.001, 0.01, 0.1],
      steps: 50, scales: scales)
    sweep.complete()
    #expect(sweep.curves[0].best?.learningRate == 0.1)

    var map = BasinMap(
      objective: objective, settings: settings,
      domain: Domain(x: -5...5, y: -5...5), width: 4, height: 3, limit: 300, scales: scales,
      minima: [.zero])
    map.complete()
    #expect(map.nearest(to: Point(3, 4))?.outcome == .minimum(0))
  }
}
