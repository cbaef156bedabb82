import Calculus
import Optimizers
import Testing

/// Every kind of verdict on formulas designed for it.
@Suite struct VerdictKindsTests {
  /// A run and its verdict's name at the last step.
  private func name(
    _ formula: String, _ optimizer: String = "gd", _ hyperparameters: [String: Double] = [:],
    lr: LearningRatePlan, from start: Point, steps: Int, lossRange: Double = 20,
    lowest: Double = 0, statesMinima: Bool = false
  ) throws -> String {
    let objective = FormulaObjective(try Formula(formula).compiled())
    let run = try run(
      optimizer, hyperparameters, lr: lr, on: objective, from: start, steps: steps)
    let scales = SurfaceScales(
      lower: Point(-2, -2), upper: Point(2, 2), lossRange: lossRange, lowestLoss: lowest,
      statesMinima: statesMinima)
    return run.verdict(at: steps, scales: scales).name
  }

  @Test func aQuarticBottomIsAMinimum() throws {
    let start = Point(1, 1)
    #expect(
      try name("x^4 + y^4", "adam", lr: 0.05, from: start, steps: 2000) == "minimum")
    #expect(try name("x^4 + y^4", lr: 0.1, from: .zero, steps: 20) == "minimum")
    #expect(
      try name("x^4 + y^4", lr: 0.1, from: .zero, steps: 20, statesMinima: true)
        == "global-minimum")
    // The same shape, but the lowest loss is known to be elsewhere.
    #expect(
      try name("x^4 + y^4", lr: 0.1, from: .zero, steps: 20, lowest: -5, statesMinima: true)
        == "local-minimum")
  }

  @Test func theSurroundingsDecideFlatStationaryPoints() throws {
    #expect(try name("-x^4 - y^4", lr: 0.1, from: .zero, steps: 20, lowest: -32) == "maximum")
    #expect(try name("x^3 - 3*x*y^2", lr: 0.1, from: .zero, steps: 20, lowest: -16) == "saddle")
    #expect(try name("x^4 - y^4", lr: 0.1, from: .zero, steps: 20, lowest: -16) == "saddle")
    #expect(try name("0*x + 3", lr: 0.1, from: Point(1, 1), steps: 20) == "plateau")
    #expect(try name("0*x + 3", lr: 0.1, from: Point(1, 1), steps: 20, lowest: 3) == "minimum")
  }

  @Test func theCurvatureDecidesCurvedStationaryPoints() throws {
    #expect(try name("-x^2 - y^2", lr: 0.1, from: .zero, steps: 20, lowest: -8) == "maximum")
    // Exactly on a ridge.
    #expect(try name("x^2 - y^2", lr: 0.1, from: Point(1, 0), steps: 200, lowest: -4) == "saddle")
    #expect(try name("-y^2", lr: 0.1, from: Point(1, 0), steps: 20, lowest: -4) == "saddle")
    #expect(try name("x^2 + y^2", lr: 0.1, from: Point(1, 1), steps: 200) == "minimum")
  }

  @Test func aRidgeThatTheRunHasLeftIsNotASaddle() throws {
    let start = Point(1, 1e-12)
    #expect(try name("x^2 - y^2", lr: 0.05, from: start, steps: 150, lowest: -4) == "saddle")
    #expect(try name("x^2 - y^2", lr: 0.05, from: start, steps: 285, lowest: -4) == "descending")
  }

  @Test func kinksMakeItOscillate() throws {
    for (optimizer, rate) in [("gd", 0.05), ("signsgd", 0.05), ("momentum", 0.01)] {
      let found = try name(
        "|x| + |y|", optimizer, lr: LearningRatePlan(rate), from: Point(1.02, 0.53), steps: 600,
        lossRange: 3)
      #expect(found == "oscillating", "\(optimizer)")
    }
    // Exactly on the kink the derivative is 0, and the surroundings are higher.
    #expect(try name("|x| + |y|", lr: 0.05, from: .zero, steps: 20, lossRange: 3) == "minimum")
  }

  /// (x² + 10⁶·y²)/2: relative to the surface's scales its floor is flat, but the minimum is far
  /// away.
  @Test func theFloorOfASteepValleyIsNotItsMinimum() throws {
    let found = try name(
      "(x^2 + 10^6*y^2)/2", lr: 1e-6, from: Point(-1.5, 0.01), steps: 2000, lossRange: 8e5,
      statesMinima: true)
    #expect(found == "crawling")
  }

  @Test func aRateThatFadesAwayCrawls() throws {
    let plan = LearningRatePlan(0.01, changes: [.init(step: 20, rate: 1e-12)])
    #expect(try name("x^2 + y^2", lr: plan, from: Point(1, 1), steps: 300) == "crawling")
  }

  @Test func adamStaysAtTheMinimumItReached() throws {
    let objective = FormulaObjective(
      try Formula("(1 - x)^2 + 100*(y - x^2)^2").compiled(), noise: 0)
    let run = try run("adam", lr: 0.05, on: objective, from: Point(-1.2, 1), steps: 8000)
    let scales = SurfaceScales(
      lower: Point(-2, -1), upper: Point(2, 3), lossRange: 1075, lowestLoss: 0, statesMinima: true)
    let reached = stride(from: 2000, through: 8000, by: 11)
    #expect(
      reached.allSatisfy { run.verdict(at: $0, scales: scales).name == "global-minimum" })
    // The bursts are real: the gradient grows again by ten orders of magnitude.
    let norms = (2000...8000).map { run.trajectory.gradientNorm($0) }
    #expect(try #require(norms.max()) > 1e-2 && #require(norms.min()) < 1e-7)
  }

  @Test func itDependsOnTheRowsUpToTheStepAlone() throws {
    let scales = SurfaceScales(
      lower: Point(-5, -5), upper: Point(5, 5), lossRange: 50, lowestLoss: 0)
    let long = try run("momentum", lr: 0.02, steps: 400)
    for step in stride(from: 0, through: 400, by: 7) {
      let short = try run("momentum", lr: 0.02, steps: step)
      #expect(
        short.verdict(at: step, scales: scales)
          == long.verdict(at: step, scales: scales))
    }
  }

  @Test func wavesAndStandingStillAreToldApart() throws {
    let scales = SurfaceScales(
      lower: Point(-5, -5), upper: Point(5, 5), lossRange: 50, lowestLoss: 0)
    // Momentum runs through the minimum and up the other side: the number says so.
    let fast = try run("momentum", lr: 0.02, steps: 40)
    var signs: Set<Bool> = []
    for step in 1...40 {
      let verdict = fast.verdict(at: step, scales: scales)
      let rows = step == 1 ? 1 : min(step / 2 * 2, 4)
      let change = fast.trajectory.loss(step) - fast.trajectory.loss(step - rows)
      guard case .descending(let fall?) = verdict else { continue }
      signs.insert(fall > 0)
      #expect((fall > 0) == (change < 0), "step \(step)")
      #expect(verdict.label == "on its way")
    }
    #expect(signs.count == 2)
    let still = try run("gd", lr: 0, steps: 12)
    #expect(still.verdict(at: 0, scales: scales).label == "at the start")
    #expect(still.verdict(at: 12, scales: scales).label == "does not move")
  }

  @Test func bouncingBetweenTwoPointsIsOscillating() throws {
    let scales = SurfaceScales(
      lower: Point(-5, -5), upper: Point(5, 5), lossRange: 8, lowestLoss: 0)
    let formula = try Formula("abs(x) + y^2").compiled()
    var run = try Run(
      objective: FormulaObjective(formula), start: Point(0.95, 2),
      settings: try RunSettings(.gd, learningRate: 0.3))
    run.advance(to: 200)
    let verdicts = (0...200).map { run.verdict(at: $0, scales: scales) }
    #expect(verdicts[30...].allSatisfy { $0.name == "oscillating" })
    // Before that it never alternates between even and odd steps.
    let labels = verdicts[8..<30].map(\.label)
    #expect(zip(labels, labels.dropFirst()).count { $0 != $1 } <= 2)
  }

  @Test func everyVerdictHasAllItsTexts() {
    let verdicts: [Verdict] = [
      .undefined(step: 123), .undefined(step: 123, .noPoint),
      .diverged(step: 123, cause: .overshoot(rate: 1)),
      .saddle(curvature: -2), .maximum(curvature: -1), .plateau(gradientNorm: 1e-9),
      .globalMinimum(loss: 0), .localMinimum(excess: 0.5), .minimum(loss: 1),
      .leftMap(distance: 3), .oscillating(progress: 0.01), .hovering(excess: 0.1),
      .crawling(stepsToGo: .infinity), .descending(fall: 0.1),
      .crawling(stepsToGo: 1e4), .crawling(stepsToGo: 1e4, because: .nearLimit(0.02)),
      .crawling(stepsToGo: 1e4, because: .flatGround),
      .globalMinimum(loss: 0, alongLine: true), .localMinimum(excess: 0.5, alongLine: true),
      .undefined(step: 123, .offGrid), .undefined(step: 123, .hole),
      .minimum(loss: 1, alongLine: true),
    ]
    #expect(Set(verdicts.map(\.name)).count == 13)
    #expect(Set(verdicts.map(\.sentence)).count == 22)
    #expect(verdicts.filter { $0.sentence.contains("whole line of") }.count == 3)
    for verdict in verdicts {
      #expect(verdict.label.count <= 22)
      #expect(verdict.briefLabel.count <= 10)
      #expect(verdict.evidence?.text.isEmpty == false)
    }
    #expect(verdicts[12].evidence?.text == "steps to go without end")
    #expect(Verdict.descending(fall: nil).evidence == nil)
    #expect(Verdict.saddle(curvature: -2).evidence?.text == "least curvature -2")
    #expect(verdicts.map(\.tone).contains(.bad))
  }
}
