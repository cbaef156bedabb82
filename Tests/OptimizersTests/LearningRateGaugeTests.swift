import Calculus
import Optimizers
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct LearningRateGaugeTests {
  /// Every rule of the SGD family, with its limit on the bowl, whose largest curvature is 4.
  static let rules: [(name: String, hyperparameters: [String: Double], limit: Double)] = [
    ("gd", [:], 2.0 / 4), ("momentum", [:], 3.8 / 4), ("momentum", ["momentum": 0.99], 3.98 / 4),
    ("momentum", ["dampening": 0.5], 3.8 / 4 / 0.5), ("nesterov", [:], 3.8 / 4 / 2.8),
    ("nesterov", ["momentum": 0.99], 3.98 / 4 / 2.98),
  ]

  /// The long-term factor of the distance per step, from a start along the steep axis.
  private func contraction(_ name: String, _ given: [String: Double], rate: Double) throws
    -> Double
  {
    let run = try run(
      name, given, lr: LearningRatePlan(rate), from: Point(0, 3), steps: 600)
    // The loss is proportional to the square of the distance; swings with momentum need a long
    // mean.
    let losses = (0...run.step).map { run.trajectory.loss($0) }
    let (late, early) = (losses[500...].reduce(0, +), losses[100...200].reduce(0, +))
    return late == 0 ? 0 : exp(log(late / early) / 800)
  }

  @Test(arguments: rules.indices) func limitsAreThoseOfTheory(_ index: Int) throws {
    let rule = Self.rules[index]
    let run = try run(rule.name, rule.hyperparameters, lr: 0.1, steps: 3)
    let gauge = LearningRateGauge(of: run, at: 3)
    #expect(gauge.curvature == 4 && gauge.rate == 0.1)
    #expect(try abs(#require(gauge.limit) / rule.limit - 1) < 1e-12)
    #expect(try abs(#require(gauge.share) - 0.1 / rule.limit) < 1e-12)
  }

  @Test(arguments: rules.indices) func zonesAgreeWithRuns(_ index: Int) throws {
    let rule = Self.rules[index]
    let settings = try RunSettings(
      kind(rule.name), learningRate: 1, hyperparameters: rule.hyperparameters)
    func zone(_ rate: Double) -> LearningRateGauge.Zone? {
      LearningRateGauge(settings: settings, rate: rate, curvature: 4).zone
    }
    func left(_ rate: Double) throws -> Double {
      try contraction(rule.name, rule.hyperparameters, rate: rate)
    }
    let gauge = LearningRateGauge(settings: settings, rate: 0, curvature: 4)
    let crawl = try #require(gauge.crawlLimit)
    #expect(zone(0.9 * crawl) == .crawls)
    #expect(try left(0.9 * crawl) > 0.98 - 1e-6)
    #expect(zone(1.1 * crawl) == .good)
    // Momentum of 0.99 keeps √0.99 of a swing at any rate.
    if rule.hyperparameters["momentum"] != 0.99 { #expect(try left(1.1 * crawl) < 0.98) }
    #expect(zone(0.5 * rule.limit) == .good)
    #expect(zone(0.89 * rule.limit) == .good)
    #expect(zone(0.91 * rule.limit) == .oscillates)
    #expect(zone(0.99 * rule.limit) == .oscillates)
    #expect(try left(0.99 * rule.limit) < 1)
    #expect(zone(1.01 * rule.limit) == .diverges)
    #expect(try left(1.01 * rule.limit) > 1)
  }

  @Test func withoutALimitThereIsNoZone() throws {
    let adam = LearningRateGauge(of: try run("adam", lr: 0.1, steps: 1), at: 1)
    #expect(adam.limit == nil && adam.zone == nil && adam.share == nil && adam.curvature == 4)
    #expect(adam.sentence == "no stable limit is known for this rule")
    let hill = TestObjective.quadratic(-1, -2)
    let gauge = LearningRateGauge(of: try run("gd", lr: 0.1, on: hill, steps: 0), at: 0)
    #expect(gauge.zone == nil && gauge.curvature == -1)
    #expect(gauge.sentence.contains("curves upward nowhere here, which sets no limit"))
    let settings = try RunSettings(.sgd, learningRate: 0.1)
    func sentence(followsSamples: Bool) -> String {
      LearningRateGauge(
        settings: settings, rate: 0.1, curvature: 4, followsSamples: followsSamples
      ).sentence
    }
    #expect(sentence(followsSamples: false).hasSuffix("good here"))
    #expect(sentence(followsSamples: true).hasSuffix("single rows may be steeper"))
  }

  @Test func itUsesTheNextRateAndThePresentPoint() throws {
    let plan = LearningRatePlan(0.1, changes: [.init(step: 5, rate: 0.6)])
    let run = try run("gd", lr: plan, steps: 8)
    #expect(LearningRateGauge(of: run, at: 4).zone == .good)
    #expect(LearningRateGauge(of: run, at: 5).zone == .diverges)
    #expect(LearningRateGauge(of: run, at: 99) == LearningRateGauge(of: run, at: 8))
    #expect(LearningRateGauge(of: run, at: 5).sentence.contains("where the run is now"))
  }

  @Test func weightDecayAddsToTheCurvature() throws {
    let run = try run("gd", ["weight_decay": 1], lr: 0.1, steps: 1)
    #expect(LearningRateGauge(of: run, at: 1).limit == 2.0 / 5)
  }
}
