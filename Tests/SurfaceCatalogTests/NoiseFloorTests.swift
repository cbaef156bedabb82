import Calculus
import Optimizers
import TestSupport
import Testing

/// The verdict is `hovering` once the mean loss has reached the level that theory gives for noise
/// and rate.
@Suite struct NoiseFloorTests {
  /// Per coordinate of x² + 2y², α·c·(1 + β)/(2·(1 − β)·(2 + 2β − α·λ)): the stationary variance of
  /// the second-order process, times half of λ.
  private func floor(rate: Double, variance: Double, momentum: Double) -> Double {
    [2.0, 4].reduce(0) { sum, curvature in
      sum + rate * variance * (1 + momentum)
        / (2 * (1 - momentum) * (2 + 2 * momentum - rate * curvature))
    }
  }

  @Test(
    .slow,
    arguments: [
      ("sgd", 0.1, 1.0, 0.0), ("sgd", 0.02, 1, 0), ("sgd", 0.3, 1, 0), ("sgd", 0.1, 4, 0),
      ("minibatch", 0.1, 32, 0), ("minibatch", 0.02, 32, 0), ("momentum", 0.02, 1, 0.9),
      ("sgd", 0.45, 1, 0),
    ])
  func itAppearsWhenTheFloorIsReached(
    _ optimizer: String, _ rate: Double, _ batch: Double, _ momentum: Double
  ) throws {
    let sigma = 1.5
    let typed = try TypedRun(
      "x^2 + 2y^2", optimizer, ["batch": batch], rate: LearningRatePlan(rate), from: Point(4, 3),
      steps: 3000, noise: sigma)
    let path = typed.run.trajectory
    let theory = floor(rate: rate, variance: sigma * sigma / batch, momentum: momentum)
    func mean(_ rows: ClosedRange<Int>) -> Double {
      rows.reduce(0) { $0 + path.loss($1) } / Double(rows.count)
    }
    // The theory is right.
    #expect(abs(mean(500...3000) / theory - 1) < 0.2)
    let reached = try #require((20...1000).first { mean($0 - 19...$0) <= 2 * theory })
    let said = try #require(typed.firstStep("hovering"))
    #expect(reached <= said && said <= reached + 20, "reached at \(reached), said at \(said)")
    #expect(
      stride(from: said, through: 3000, by: 7).allSatisfy {
        typed.verdict(upTo: $0).name == "hovering"
      })
  }

  @Test func theBottomOfATroughHasAFloorToo() throws {
    let typed = try TypedRun(
      "x^2", "sgd", rate: 0.1, from: Point(4, 3), steps: 400, noise: 1)
    #expect(try #require(typed.firstStep("hovering")) <= 60)
  }

  @Test func aRateThatFadesLeavesItHovering() throws {
    let plan = LearningRatePlan(0.1, changes: [.init(step: 60, rate: 1e-6)])
    let typed = try TypedRun(
      "x^2 + 2y^2", "sgd", rate: plan, from: Point(4, 3), steps: 120, noise: 1)
    #expect(typed.verdict(upTo: 60).name == "hovering" && typed.verdict().name == "hovering")
  }

  /// The verdict on a moving noisy run changes once: on arrival.
  @Test(.slow) func theVerdictChangesOnlyOnArrival() throws {
    for seed in 0..<10 as Range<UInt64> {
      let typed = try TypedRun(
        "x^2 + 2y^2", "sgd", rate: 0.02, from: Point(4, 3), steps: 400, noise: 2, seed: seed)
      var labels: [String] = []
      for step in 1...400 where labels.last != typed.verdict(upTo: step).label {
        labels.append(typed.verdict(upTo: step).label)
      }
      #expect(labels == ["on its way", "in its noise"], "seed \(seed): \(labels)")
    }
  }
}
