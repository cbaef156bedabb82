import Calculus
import Optimizers
import Testing

/// Runs with rates that depend on their losses.
@Suite struct PlateauTests {
  private func settings(
    _ kind: OptimizerKind = .sgd, lr: LearningRatePlan = 0.2, seed: UInt64 = 1
  ) throws -> RunSettings {
    let schedule = try Schedule(
      .plateau, values: ["factor": .number(0.5), "patience": .number(5)])
    return try RunSettings(kind, learningRate: lr, schedule: schedule, seed: seed)
  }

  private let noisy = TestObjective.quadratic(2, 4, noise: 1)

  private func run(_ settings: RunSettings, steps: Int) throws -> Run {
    var run = try Run(objective: noisy, start: Point(5, 3), settings: settings)
    run.advance(to: steps)
    return run
  }

  @Test func theRateOfAStepFollowsFromTheLossesBeforeIt() throws {
    let run = try run(settings(), steps: 200)
    var schedule = run.settings.schedule
    for row in 1...200 {
      let rate = schedule.rate(base: 0.2, stepsDone: row - 1)
      #expect(run.trajectory[row].learningRate == rate && run.learningRate(forStep: row) == rate)
      schedule.see(loss: run.trajectory[row].loss, base: 0.2)
    }
    #expect(run.learningRate(forStep: 201) == schedule.rate(base: 0.2, stepsDone: 200))
    #expect(run.trajectory[200].learningRate < 0.01)
    #expect(run.trajectory[0].learningRate == 0.2)
  }

  @Test func aCopyIsACheckpoint() throws {
    var original = try run(settings(), steps: 73)
    var copy = original
    original.advance(to: 150)
    while copy.step < 150 { copy.advance() }
    #expect(bits(copy) == bits(original))
    #expect(try bits(run(settings(), steps: 150)) == bits(original))
  }

  @Test func aStepperMakesTheSameSteps() throws {
    let run = try run(settings(), steps: 120)
    let stepper = try Stepper(objective: noisy, settings: settings())
    let arrival = stepper.walk(from: Point(5, 3), limit: 120) { _, _, _ in false }
    #expect(arrival.point == run.trajectory[120].point)
    // The losses of the first walk are forgotten.
    #expect(stepper.walk(from: Point(5, 3), limit: 120) { _, _, _ in false } == arrival)
  }

  @Test func aRepeatedStepHasItsOriginalRate() throws {
    let run = try run(settings(.adam), steps: 150)
    for row in [0, 40, 99, 149, 150] {
      let inspection = Inspection(of: run, at: row)
      #expect(inspection.learningRate == run.learningRate(forStep: row + 1))
      #expect(inspection.gauge.rate == inspection.learningRate)
      if row < 150 { #expect(inspection.target == run.trajectory.point(row + 1)) }
    }
  }

  @Test func aChangeOfTheRateKeepsTheDrops() throws {
    var changed = try run(settings(), steps: 100)
    let share = changed.learningRate(forStep: 101) / 0.2
    #expect(share < 1)
    try changed.changeLearningRate(to: 0.1)
    #expect(changed.learningRate(forStep: 101) == 0.1 * share)
    changed.advance(to: 140)
    let plan = LearningRatePlan(0.2, changes: [.init(step: 100, rate: 0.1)])
    #expect(try bits(run(settings(lr: plan), steps: 140)) == bits(changed))
  }

  @Test func theLossOfTheStartIsNotSeen() throws {
    // Every loss is above the start's, and falling: not a plateau.
    let schedule = try Schedule(.plateau, values: ["patience": .number(0)])
    let settings = try RunSettings(
      .momentum, learningRate: LearningRatePlan(0.3, changes: [.init(step: 1, rate: 0.001)]),
      schedule: schedule)
    let hill = TestObjective.quadratic(8, 8)
    var run = try Run(objective: hill, start: Point(1, 0), settings: settings)
    run.advance(to: 3)
    #expect(run.trajectory[1].loss > run.trajectory[0].loss)
    #expect(run.trajectory[2].loss < run.trajectory[1].loss)
    #expect(run.trajectory[3].learningRate == 0.001)
  }
}
