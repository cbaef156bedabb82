import Calculus
import Optimizers
import Testing

/// Rules with steps that are not multiples of the learning rate, under changing rates.
@Suite struct ChangingRateTests {
  private static let start = Point(5, 3)
  private static let warmup: [String: ScheduleValue] = [
    "warmup": .number(10), "start_factor": .number(0.01), "t_max": .number(100),
  ]

  private func path(
    _ kind: OptimizerKind, _ values: [String: Double], lr: LearningRatePlan, schedule: Schedule,
    steps: Int
  ) throws -> Trajectory {
    let settings = try RunSettings(
      kind, learningRate: lr, hyperparameters: values, schedule: schedule)
    var run = try Run(objective: TestObjective.bowl, start: Self.start, settings: settings)
    run.advance(to: steps)
    return run.trajectory
  }

  /// The final rate is that of the authors' and of kozistr's code, where lr/base_lr scales
  /// final_lr.
  @Test func theFinalRateOfAdaBoundFollowsAWarmup() throws {
    let end = try path(
      .adabound, ["final_lr": 0.1, "gamma": 1], lr: 0.1,
      schedule: Schedule(.warmupCosine, values: Self.warmup), steps: 30)[30].point
    #expect(abs(end.x - -1.4503) < 5e-5)
    #expect(abs(end.y - 0.3365) < 5e-5)
  }

  @Test func theFinalRateOfAdaBoundFollowsAPlan() throws {
    let plan = LearningRatePlan(0.1, changes: [.init(step: 40, rate: 0.01)])
    let rows = try path(
      .adabound, ["beta1": 0, "final_lr": 0.2, "gamma": 1e12], lr: plan, schedule: .constant,
      steps: 42)
    // With closed bounds it is gradient descent with final_lr · lr/0.1.
    for (step, rate) in [(1, 0.2), (40, 0.2), (41, 0.02), (42, 0.02)] {
      let factor = rows[step].point.x / rows[step - 1].point.x
      #expect(abs(factor - (1 - 2 * rate)) < 1e-9, "step \(step)")
    }
  }

  @Test func aFirstRateOfZeroLeavesAdaBoundAFinalRate() throws {
    let plan = LearningRatePlan(0, changes: [.init(step: 3, rate: 0.1)])
    let rows = try path(.adabound, [:], lr: plan, schedule: .constant, steps: 10)
    #expect(rows[3].point == Self.start)
    #expect(rows.count == 11 && rows[10].point.x < 5)
  }

  /// A literal translation of PyTorch's code: eta is computed after the step, for the next one.
  @Test(arguments: [ScheduleKind.constant, .onecycle, .cosine])
  func asgdComputesItsRateAStepAhead(kind: ScheduleKind) throws {
    let schedule = try Schedule(kind, length: 30)
    let plan = LearningRatePlan(0.1, changes: [.init(step: 12, rate: 0.02)])
    let lambd = 0.01
    let settings = try RunSettings(.asgd, learningRate: plan, schedule: schedule)
    let rows = try path(.asgd, ["lambd": lambd], lr: plan, schedule: schedule, steps: 30)
    var p = Self.start
    var eta = settings.learningRate(forStep: 1)
    for t in 1...30 {
      let lr = settings.learningRate(forStep: t)
      let gradient = Point(2, 4) * p
      p = (1 - lambd * eta) * p
      p = p - eta * gradient
      eta = lr / threeQuarters(of: 1 + lambd * lr * Double(t))
      #expect((rows[t].point - p).norm < 1e-13, "step \(t)")
    }
  }

  /// PyTorch's default alpha as a power, by roots.
  private func threeQuarters(of base: Double) -> Double {
    let half = base.squareRoot()
    return half * half.squareRoot()
  }
}
