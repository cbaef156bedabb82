import Calculus
import Landscape
import Optimizers
import SurfaceCatalog
import TestSupport
import Testing

/// Verdicts on the built-in surfaces against independently established outcomes.
@Suite struct VerdictTableTests {
  struct Case: CustomTestStringConvertible {
    let surface: String
    var start: Point?
    let optimizer: String
    let rate: Double
    var hyperparameters: [String: Double] = [:]
    let steps: Int
    let outcome: String

    var testDescription: String { "\(surface) \(optimizer) \(rate) \(steps): \(outcome)" }
  }

  /// Established by running on: see `Golden/verdict_cases.py`.
  static func found() throws -> [Case] {
    try Golden.lines("verdict_cases.txt").map { line in
      let parts = line.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
      try #require(parts.count == 5)
      return Case(
        surface: parts[0][0],
        start: Point(try #require(Double(parts[1][0])), try #require(Double(parts[1][1]))),
        optimizer: parts[2][0], rate: try #require(Double(parts[2][1])),
        steps: try #require(Int(parts[3][0])), outcome: parts[4][0])
    }
  }

  /// Established by theory: limits of quadratics hit exactly, starts on critical points, noise
  /// floors.
  static let derived: [Case] = [
    // lr·λmax = 2: the steep coordinate changes its sign forever, the other one decays.
    Case(surface: "quadratic", optimizer: "gd", rate: 0.5, steps: 500, outcome: "oscillating"),
    Case(surface: "sphere", optimizer: "gd", rate: 1, steps: 500, outcome: "oscillating"),
    Case(surface: "matyas", optimizer: "gd", rate: 2, steps: 3000, outcome: "oscillating"),
    Case(
      surface: "ill-conditioned", optimizer: "gd", rate: 0.02, steps: 3000, outcome: "oscillating"),
    // Dampening 0.5 doubles momentum's limit of 3.8/4.
    Case(
      surface: "quadratic", optimizer: "momentum", rate: 1.88, hyperparameters: ["dampening": 0.5],
      steps: 3000, outcome: "global-minimum"),
    Case(
      surface: "quadratic", optimizer: "momentum", rate: 1.92, hyperparameters: ["dampening": 0.5],
      steps: 3000, outcome: "diverged"),
    // Stationary points, where the gradient is exactly zero.
    Case(
      surface: "quadratic", start: Point(0, 0), optimizer: "adam", rate: 0.1, steps: 0,
      outcome: "global-minimum"),
    Case(
      surface: "saddle", start: Point(0, 0), optimizer: "adam", rate: 0.1, steps: 50,
      outcome: "saddle"),
    Case(
      surface: "monkey-saddle", start: Point(0, 0), optimizer: "gd", rate: 0.1, steps: 50,
      outcome: "saddle"),
    Case(
      surface: "escapable-saddle", start: Point(0, 0), optimizer: "momentum", rate: 0.1, steps: 5,
      outcome: "saddle"),
    Case(
      surface: "griewank", start: Point(0, 0), optimizer: "gd", rate: 0.1, steps: 50,
      outcome: "global-minimum"),
    // On the plain, |∇f| = 2·5·e⁻²⁵ = 1e-10: no step proportional to that is visible.
    Case(
      surface: "plateau", start: Point(4, 3), optimizer: "gd", rate: 0.3, steps: 100,
      outcome: "plateau"),
    Case(
      surface: "plateau", start: Point(4, 3), optimizer: "momentum", rate: 0.05, steps: 500,
      outcome: "plateau"),
    // A rate of zero goes nowhere, but does not swing.
    Case(surface: "beale", optimizer: "gd", rate: 0, steps: 100, outcome: "crawling"),
    // Noise: the mean of a coordinate shrinks by 1 − lr·λ per step, and its deviation approaches
    // σ·√(lr/(2λ − lr·λ²)); after 10/(lr·λmin) steps only the deviation is left.
    Case(surface: "quadratic", optimizer: "sgd", rate: 0.1, steps: 1000, outcome: "hovering"),
    Case(surface: "quadratic", optimizer: "minibatch", rate: 0.1, steps: 1000, outcome: "hovering"),
    Case(surface: "sphere", optimizer: "sgd", rate: 0.1, steps: 2000, outcome: "hovering"),
    Case(surface: "booth", optimizer: "sgd", rate: 0.05, steps: 2000, outcome: "hovering"),
    Case(
      surface: "ill-conditioned", optimizer: "sgd", rate: 0.01, steps: 3000, outcome: "hovering"),
    Case(surface: "matyas", optimizer: "sgd", rate: 0.5, steps: 3000, outcome: "hovering"),
    Case(surface: "two-basins", optimizer: "sgd", rate: 0.1, steps: 3000, outcome: "hovering"),
    // Far from the floor: lr·λ·steps is 0.2, and the drift is many times the noise.
    Case(surface: "quadratic", optimizer: "sgd", rate: 0.0005, steps: 200, outcome: "descending"),
    Case(surface: "booth", optimizer: "sgd", rate: 0.00005, steps: 500, outcome: "descending"),
    Case(surface: "quadratic", optimizer: "sgd", rate: 0.000001, steps: 500, outcome: "crawling"),
    Case(surface: "quadratic", optimizer: "sgd", rate: 0.6, steps: 300, outcome: "diverged"),
  ]

  static func all() throws -> [Case] { try found() + derived }

  @Test func thereAreEnoughCases() throws {
    let all = try Self.all()
    #expect(try Self.found().count >= 60)
    #expect(all.count >= 100)
    #expect(Set(all.map(\.outcome)).count >= 10)
  }

  @Test(.slow, arguments: try all()) func theVerdictMatchesTheOutcome(_ each: Case) throws {
    let (run, scales) = try Self.run(each)
    let verdict = run.verdict(at: each.steps, scales: scales)
    #expect(verdict.name == each.outcome)
    #expect(!verdict.sentence.isEmpty && verdict.evidence != nil)
    // It has been the verdict for a while, so it is not there by chance.
    let settled = each.steps < 100 ? each.steps : each.steps - 30
    for step in stride(from: settled, through: each.steps, by: 7) {
      #expect(run.verdict(at: step, scales: scales).name == each.outcome)
    }
  }

  static func run(_ each: Case) throws -> (Run, SurfaceScales) {
    let surface = try #require(SurfaceCatalog.surface(named: each.surface))
    let function = surface.function()
    var run = try Run(
      objective: function.objective(noise: surface.noise(of: function)),
      start: each.start ?? surface.start,
      settings: RunSettings(
        #require(OptimizerKind.named(each.optimizer)), learningRate: LearningRatePlan(each.rate),
        hyperparameters: each.hyperparameters))
    run.advance(to: each.steps)
    return (run, surface.scales())
  }
}
