import Calculus
import TestSupport
import Testing

@testable import Optimizers

/// What is told about a run, and since which step.
@Suite struct AccountTests {
  private func scales(lowest: Double? = 0, statesMinima: Bool = true) -> SurfaceScales {
    SurfaceScales(
      lower: Point(-6, -4), upper: Point(6, 4), lossRange: 50, lowestLoss: lowest ?? .nan,
      statesMinima: statesMinima)
  }

  private func run(
    _ formula: String = "x^2 + 2y^2", _ name: String = "gd", lr: LearningRatePlan,
    from start: Point = Point(5, 3), noise: Double = 0, schedule: Schedule = .constant, steps: Int
  ) throws -> Run {
    var run = try Run(
      objective: FormulaObjective(try Formula(formula).compiled(), noise: noise), start: start,
      settings: RunSettings(
        #require(OptimizerKind.named(name)), learningRate: lr, schedule: schedule))
    run.advance(to: steps)
    return run
  }

  /// The first step at which each line is shown.
  private func lines(_ run: Run, _ scales: SurfaceScales) -> [String] {
    (0...run.step).reduce(into: []) { lines, step in
      let text = run.account(at: step, scales: scales).text
      if lines.last?.hasSuffix(": \(text)") != true { lines.append("\(step): \(text)") }
    }
  }

  /// The loss is under 0.01 from step 18 on, which is known once it has stayed there.
  @Test func anArrivalIsToldWhenItIsKnown() throws {
    let run = try run(lr: 0.1, steps: 200)
    #expect(run.trajectory.loss(17) > 0.01 && run.trajectory.loss(18) <= 0.01)
    #expect(
      lines(run, scales()) == ["0: at the start", "1: on its way", "30: arrived at step 18"])
  }

  /// In a race to a loss it is told at once that a run is under it.
  @Test func aRunUnderTheTargetIsToldAtOnce() throws {
    let run = try run(lr: 0.1, steps: 40)
    let moving = run.account(at: 20, scales: scales())
    let account = moving.underTarget(since: 18)
    #expect(moving.text == "on its way" && account.text == "under the target since step 18")
    #expect(account.label.count <= 20 && account.briefLabel.count <= 10 && account.tone == .good)
    #expect(account.sentence.contains("step 18") && account.verdict == moving.verdict)
    let arrived = run.account(at: 40, scales: scales())
    #expect(arrived.underTarget(since: 18) == arrived)
  }

  /// Momentum passes through the bottom and leaves again: that is no arrival.
  @Test func passingTheBottomIsNoArrival() throws {
    let run = try run("x^2 + 2y^2", "momentum", lr: 0.02, steps: 400)
    let first = try #require((0...400).first { run.trajectory.loss($0) <= 0.01 })
    let lines = lines(run, scales())
    #expect(lines.count == 3, "\(lines)")
    let since = try #require(lines.last?.split(separator: " ").last.flatMap { Int($0) })
    #expect(since > first, "\(lines)")
  }

  @Test(.slow) func nothingAfterTheStepCounts() throws {
    for (name, rate) in [("gd", 0.1), ("momentum", 0.05), ("adam", 0.5), ("sgd", 0.1)] {
      let long = try run("x^2 + 2y^2", name, lr: LearningRatePlan(rate), noise: 1, steps: 300)
      for step in stride(from: 0, through: 300, by: 7) {
        let short = try run(
          "x^2 + 2y^2", name, lr: LearningRatePlan(rate), noise: 1, steps: step)
        #expect(long.account(at: step, scales: scales()) == short.account(scales: scales()))
      }
    }
  }

  @Test func aRateOverTheLimitIsNamed() throws {
    let run = try run(lr: 0.52, steps: 60)
    let account = run.account(scales: scales())
    #expect(account.text == "diverged at step 1: rate over 0.5" && account.tone == .bad)
    #expect(account.words(fitting: 24) == "diverged at step 1")
    #expect(account.words(fitting: 12) == "diverged")
    // Only after it has grown far beyond its start.
    let texts = lines(run, scales())
    #expect(texts.contains { $0.hasSuffix("uphill: rate over 0.5") }, "\(texts)")
  }

  @Test func aSlowRunCountsDown() throws {
    for rate in [0.0005, 0.001] {
      let run = try run(lr: LearningRatePlan(rate), steps: 6000)
      let arrival = try #require((0...6000).first { run.trajectory.loss($0) <= 0.01 })
      for step in [300, 700, 1100] {
        let evidence = ArrivalEvidence(run: run, last: step, scales: scales())
        let predicted = try #require(evidence.stepsToGo)
        let actual = Double(arrival - step)
        #expect(abs(predicted - actual) < 0.25 * actual, "\(rate), \(step): \(predicted)")
      }
    }
    let slow = try run(lr: 0.0005, steps: 300).account(scales: scales())
    #expect(slow.text == "slow: about 3,000 steps to go" && slow.label == "slow: 3,000 to go")
    #expect(slow.sentence.hasPrefix("at this pace it needs about 3000 more steps"))
  }

  @Test(.slow) func noiseIsNoNews() throws {
    for seed in 0..<6 as Range<UInt64> {
      var run = try Run(
        objective: FormulaObjective(try Formula("x^2 + 2y^2").compiled(), noise: 0.5),
        start: Point(5, 3),
        settings: RunSettings(.sgd, learningRate: 0.1, hyperparameters: [:], seed: seed))
      run.advance(to: 400)
      let lines = lines(run, scales())
      #expect(lines.count == 3, "\(lines)")
      #expect(lines.last?.contains(": in its noise since step ") == true, "\(lines)")
      // The floor is about 0.1: it is reached before the line says so.
      let since = try #require(lines.last?.split(separator: " ").last.flatMap { Int($0) })
      #expect((8...25).contains(since))
    }
  }

  /// A fading rate sinks the floor; the step stays.
  @Test func aSinkingFloorKeepsItsStep() throws {
    let schedule = try Schedule(.cosine, length: 300)
    let run = try run("x^2 + 2y^2", "sgd", lr: 0.1, noise: 0.5, schedule: schedule, steps: 299)
    let lines = lines(run, scales())
    #expect(lines.count == 3, "\(lines)")
  }

  @Test func restingPlacesAreNamed() throws {
    func text(_ formula: String, _ start: Point, lowest: Double, rate: Double = 0.05) throws
      -> String
    {
      try run(formula, lr: LearningRatePlan(rate), from: start, steps: 400)
        .account(scales: scales(lowest: lowest)).text
    }
    #expect(try text("x^2 - y^2 + y^4", Point(1, 0), lowest: -0.25) == "stuck at a saddle")
    #expect(try text("-x^2 - y^2", Point(0, 0), lowest: -36) == "stuck on a top")
    let local = try text("(x^2 - 1)^2 + y^2 + 0.3*x", Point(1.5, 1), lowest: -0.3)
    #expect(local.hasPrefix("in a local minimum since step "))
    #expect(try text("x^2 + y^2", Point(1, 1), lowest: 0, rate: 0) == "does not move")
  }

  /// The forms have the promised lengths, whatever the numbers.
  @Test func allWordsAreShort() {
    let news: [Account.News] = [
      .atStart, .onItsWay, .uphill(limit: 0.123456), .uphill(limit: nil), .motionless,
      .arrived(step: 12345), .arrived(step: nil), .inLocalMinimum(since: 12345),
      .inLocalMinimum(since: nil), .onSaddle, .onTop, .onPlateau, .inNoise(since: 12345),
      .inNoise(since: nil), .swinging, .slow(stepsToGo: 3123), .slow(stepsToGo: 1e9),
      .slow(stepsToGo: nil), .offMap, .diverged(step: 12345, limit: 0.5),
      .diverged(step: 12345, limit: nil), .undefined(step: 12345),
    ]
    for each in news {
      let account = Account(verdict: .descending(fall: 1), news: each)
      #expect(account.text.count <= 40)
      #expect(account.label.count <= 23 && account.label.count <= account.text.count)
      #expect(account.briefLabel.count <= 10)
      #expect(account.words(fitting: 10).count <= 10)
    }
    let slow = Account(verdict: .descending(fall: 1), news: .slow(stepsToGo: 3123))
    #expect(slow.text == "slow: about 3,000 steps to go")
  }

  /// A search that skips whole blocks of rows finds the same rows as one that reads all of them.
  @Test func searchesSkipOnlyWhatTheyMay() throws {
    let run = try run("x^2 + 2y^2", "sgd", lr: 0.01, noise: 2, steps: 5000)
    let path = run.trajectory
    for level in [0.001, 0.02, 0.1, 0.5, 5, 50] {
      for row in [0, 500, 1023, 1024, 3000, 5000] {
        #expect(
          path.lastRow(above: level, upTo: row) == (0...row).last { path.loss($0) > level })
        #expect(
          path.firstRow(atMost: level, from: row, upTo: 4500)
            == (row < 4501 ? (row...4500).first { path.loss($0) <= level } : nil))
      }
    }
  }
}
