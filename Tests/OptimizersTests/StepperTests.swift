import Calculus
import Optimizers
import Testing

@Suite struct StepperTests {
  private func settings(_ kind: OptimizerKind) throws -> [RunSettings] {
    let rate = LearningRatePlan(0.05, changes: [.init(step: 7, rate: 0.02)])
    let cosine = try Schedule(.cosine, length: 30)
    let plain = try RunSettings(kind, learningRate: 0.03)
    guard kind.takesBatches else {
      return [plain, try RunSettings(kind, learningRate: rate, schedule: cosine)]
    }
    return [
      plain,
      try RunSettings(
        kind, learningRate: rate, hyperparameters: ["max_norm": 2, "weight_decay": 0.01],
        batch: .samples(4), schedule: cosine, seed: 3),
    ]
  }

  @Test(arguments: OptimizerKind.all)
  func itMakesTheStepsOfARun(kind: OptimizerKind) throws {
    let objective = TestObjective.quadratic(2, 4, noise: 0.3)
    for settings in try settings(kind) {
      var run = try Run(objective: objective, start: Point(5, 3), settings: settings)
      run.advance(to: 40)
      let stepper = Stepper(objective: objective, settings: settings)
      // The second walk shows that the first one left no trace.
      for _ in 0..<2 {
        var path: [Point] = []
        let arrival = stepper.walk(from: Point(5, 3), limit: 40) { _, point, _ in
          path.append(point)
          return false
        }
        #expect(path == run.trajectory.dropFirst().map(\.point))
        #expect(arrival.step == run.step)
        #expect(arrival.point == run.trajectory.point(run.step))
        #expect(arrival.refused == nil)
      }
    }
  }

  @Test(arguments: OptimizerKind.all)
  func walksTogetherAreWalksAlone(kind: OptimizerKind) throws {
    let valley = try Formula("(1 - x)^2 + 10*(y - x^2)^2 + log(x + 3)").compiled()
    let objective = FormulaObjective(valley, noise: 0.3)
    // More starts than lanes, some of them undefined; the walks end at different steps.
    let starts = (0..<75).map { Point(-3.5 + 0.09 * Double($0), 2 - 0.05 * Double($0)) }
    for settings in try settings(kind) {
      let stepper = Stepper(objective: objective, settings: settings)
      var paths = starts.map { _ in [Point]() }
      let together = stepper.walk(from: starts, limit: 25) { index, _, point, evaluation in
        paths[index].append(point)
        return evaluation.loss < 1
      }
      for (index, start) in starts.enumerated() {
        guard var run = try? Run(objective: objective, start: start, settings: settings) else {
          #expect(together[index].step == 0)
          #expect(together[index].refused?.point == start)
          continue
        }
        while run.step < 25 && run.end == nil
          && (run.step == 0 || run.trajectory.loss(run.step) >= 1)
        { run.advance() }
        #expect(paths[index] == run.trajectory.dropFirst().map(\.point))
        #expect(together[index].step == run.step)
        #expect((together[index].refused == nil) == (run.end == nil))
      }
    }
  }

  @Test func itStopsWhereItIsDone() throws {
    let stepper = Stepper(
      objective: TestObjective.bowl, settings: try RunSettings(.gd, learningRate: 0.1))
    let arrival = stepper.walk(from: Point(5, 3), limit: 100) { _, point, _ in abs(point.x) < 1 }
    // 5·0.8ⁿ < 1 for n ≥ 8.
    #expect(arrival.step == 8)
    #expect(arrival.refused == nil)
  }

  @Test func noStepsLeadNowhere() throws {
    let stepper = Stepper(
      objective: TestObjective.bowl, settings: try RunSettings(.gd, learningRate: 0.1))
    let arrival = stepper.walk(from: Point(5, 3), limit: 0) { _, _, _ in true }
    #expect(arrival.step == 0)
    #expect(arrival.point == Point(5, 3))
  }

  @Test func itRefusesTheStepThatARunRefuses() throws {
    let settings = try RunSettings(.gd, learningRate: 1)
    let start = Point(0.1, 1)
    var run = try Run(objective: TestObjective.cliff, start: start, settings: settings)
    run.advance(to: 10)
    let arrival = Stepper(objective: TestObjective.cliff, settings: settings)
      .walk(from: start, limit: 10) { _, _, _ in false }
    guard case .notFinite(let refused)? = run.end else {
      Issue.record("the run continues")
      return
    }
    #expect(arrival.step == run.step)
    #expect(arrival.refused?.point == refused.point)
  }

  @Test func aStartWithoutALossIsRefused() throws {
    let arrival = Stepper(
      objective: TestObjective.cliff, settings: try RunSettings(.gd, learningRate: 1)
    ).walk(from: Point(-1, 0), limit: 10) { _, _, _ in false }
    #expect(arrival.step == 0)
    #expect(arrival.refused?.point == Point(-1, 0))
  }
}
