import Calculus
import Testing

@testable import Optimizers

@Suite struct RunTests {
  @Test func rowZeroIsTheStartWithTheRateOfTheFirstStep() throws {
    let run = try run("gd", lr: 0.1, steps: 0)
    #expect(run.step == 0)
    #expect(
      run.trajectory[0]
        == TrajectoryPoint(
          point: Point(5, 3), loss: 43, gradientNorm: 244.0.squareRoot(), learningRate: 0.1))
  }

  @Test func aStepToAnUndefinedLossIsRefused() throws {
    let run = try run("gd", lr: 1.0, on: TestObjective.cliff, from: Point(0.2, 0), steps: 100)
    #expect(run.step == 0)
    guard case .notFinite(let refused)? = run.end else {
      Issue.record("ended with \(String(describing: run.end))")
      return
    }
    #expect(refused.point.x < 0 && refused.evaluation?.loss.isNaN == true)
  }

  @Test func nothingThatIsNotFiniteEntersATrajectory() throws {
    for lr in [1.0, 1e10, 1e300] {
      let run = try run("gd", lr: LearningRatePlan(lr), steps: 3000)
      #expect(run.end != nil && run.step < 3000)
      #expect(
        run.trajectory.allSatisfy {
          $0.point.isFinite && $0.loss.isFinite && $0.gradientNorm.isFinite
        })
    }
  }

  @Test(arguments: [Point(-1, 0), Point(0, 1), Point(.nan, 1), Point(.infinity, 1)])
  func aStartThatIsNotFiniteIsRefused(start: Point) throws {
    let settings = try RunSettings(.gd, learningRate: 0.1)
    let error = #expect(throws: StartError.self) {
      try Run(objective: TestObjective.cliff, start: start, settings: settings)
    }
    #expect(error?.point.y == start.y)
  }

  @Test func itStopsWhenItsStorageIsFull() throws {
    let settings = try RunSettings(.gd, learningRate: 0.1)
    var run = try Run(
      objective: TestObjective.bowl, start: Point(5, 3), settings: settings, stepLimit: 7)
    run.advance(to: 7)
    #expect(run.step == 7 && run.end == nil)
    let hasAdvanced = run.advance()
    #expect(!hasAdvanced)
    #expect(run.step == 7 && run.end == .storageFull)
  }

  @Test func aLiveChangeIsTheSameAsAPlan() throws {
    var live = try run("momentum", lr: 0.02, steps: 40)
    try live.changeLearningRate(to: 0.001)
    live.advance(to: 80)
    let plan = LearningRatePlan(0.02, changes: [.init(step: 40, rate: 0.001)])
    #expect(live.settings.learningRate == plan)
    #expect(try bits(live) == bits(run("momentum", lr: plan, steps: 80)))
  }

  @Test func aLiveChangeBeforeTheFirstStepIsTheFirstRate() throws {
    var live = try run("adam", lr: 0.02, steps: 0)
    try live.changeLearningRate(to: 0.5)
    live.advance(to: 3)
    #expect(try bits(live) == bits(run("adam", lr: 0.5, steps: 3)))
  }

  @Test func gradientsAreClippedBeforeWeightDecayIsAdded() throws {
    let values = ["max_norm": 1.0, "weight_decay": 0.1]
    let path = try run("gd", values, lr: 1.0, from: Point(3, 2), steps: 1).trajectory
    // ∇f = (6, 8), of length 10.
    let expected = Point(3, 2) - (Point(0.6, 0.8) + 0.1 * Point(3, 2))
    #expect((path[1].point - expected).norm < 1e-15)
  }

  @Test func shortGradientsAreNotClipped() throws {
    let clipped = try run("gd", ["max_norm": 100], lr: 0.1, steps: 20)
    #expect(try bits(clipped) == bits(run("gd", lr: 0.1, steps: 20)))
  }

  @Test func theNoiseOfARunFollowsItsSeed() throws {
    let noisy = TestObjective.quadratic(2, 4, noise: 1)
    let first = try run("sgd", lr: 0.1, on: noisy, seed: 1, steps: 50)
    #expect(try bits(first) == bits(run("sgd", lr: 0.1, on: noisy, seed: 1, steps: 50)))
    #expect(try bits(first) != bits(run("sgd", lr: 0.1, on: noisy, seed: 2, steps: 50)))
    #expect(
      try bits(run("gd", lr: 0.1, on: noisy, steps: 50)) == bits(run("gd", lr: 0.1, steps: 50)))
  }

  /// Around the minimum of ½a·x² the spread of plain SGD is lr·σ²/(a·(2 − lr·a)).
  @Test func theSpreadAtTheNoiseFloorIsThatOfTheory() throws {
    let objective = TestObjective.quadratic(2, 2, noise: 1)
    for (batch, sigma) in [(1, 1.0), (16, 0.25)] {
      let path = try run(
        "sgd", lr: 0.1, on: objective, from: .zero, batch: .samples(batch), steps: 8000
      ).trajectory
      let tail = path.dropFirst(100)
      let variance = tail.reduce(0) { $0 + $1.point.dot($1.point) / 2 } / Double(tail.count)
      let expected = 0.1 * sigma * sigma / (2 * (2 - 0.2))
      #expect(abs(variance / expected - 1) < 0.1)
    }
  }
}
