import Calculus
import Landscape
import Optimizers
import SurfaceCatalog
import TestSupport
import Testing

/// The race of a student who opens a surface and presses no key.
@Suite struct DefaultRaceTests {
  static let optimizers = ["gd", "sgd", "momentum", "adam"]

  /// The default race of a surface, after some steps.
  static func race(_ name: String, steps: Int) throws -> [String: Run] {
    let surface = try #require(SurfaceCatalog.surface(named: name))
    let function = surface.function()
    let noisy = function.objective(noise: surface.noise(of: function))
    let objective: any Objective = DataObjective(function) ?? noisy
    var runs: [String: Run] = [:]
    for name in optimizers {
      let kind = try #require(OptimizerKind.named(name))
      let rate = try #require(surface.learningRates[name])
      var run = try Run(
        objective: objective, start: surface.start,
        settings: RunSettings(kind, learningRate: LearningRatePlan(rate)))
      run.advance(to: steps)
      runs[name] = run
    }
    return runs
  }

  static func point(_ run: Run?, _ step: Int) throws -> Point {
    try #require(run).trajectory.point(step)
  }

  static func loss(_ run: Run?, _ step: Int) throws -> Double {
    try #require(run).trajectory.loss(step)
  }

  @Test(.slow, arguments: SurfaceCatalog.names) func noOptimizerDiverges(_ name: String) throws {
    let surface = try #require(SurfaceCatalog.surface(named: name))
    // A step on data uses all rows.
    let steps = surface.data == nil ? 1000 : 200
    for (optimizer, run) in try Self.race(name, steps: steps) {
      #expect(run.end == nil, "\(optimizer)")
      #expect(run.step == steps)
      let settled = run.trajectory.loss(steps)
      #expect(settled < run.trajectory.loss(0), "\(optimizer)")
      if !surface.minima.isEmpty {
        #expect(surface.domain.contains(run.trajectory.point(steps)), "\(optimizer)")
      }
    }
  }

  @Test func quadraticGradientDescentEndsAtTheMinimum() throws {
    let runs = try Self.race("quadratic", steps: 100)
    #expect(try Self.point(runs["gd"], 100).norm < 1e-8)
  }

  @Test func illConditionedMomentumAndAdamEndBelowGradientDescent() throws {
    let runs = try Self.race("ill-conditioned", steps: 1000)
    for step in [100, 300, 1000] {
      let gd = try Self.loss(runs["gd"], step)
      #expect(try Self.loss(runs["momentum"], step) < gd)
      #expect(try Self.loss(runs["adam"], step) < gd)
    }
  }

  @Test func rotatedAdamLosesItsLead() throws {
    let runs = try Self.race("rotated", steps: 100)
    let gd = try Self.loss(runs["gd"], 100)
    #expect(try Self.loss(runs["adam"], 100) > gd)
    #expect(try Self.loss(runs["momentum"], 100) < gd)
  }

  /// The first step at which a condition on the point holds.
  static func firstStep(_ run: Run?, where holds: (Point) -> Bool) throws -> Int {
    let run = try #require(run)
    return (0...run.step).first { holds(run.trajectory.point($0)) } ?? .max
  }

  @Test func plateauAdamAloneLeaves() throws {
    let runs = try Self.race("plateau", steps: 1000)
    #expect(try Self.firstStep(runs["adam"]) { $0.norm < 1.5 } < 30)
    for name in ["gd", "sgd", "momentum"] { #expect(try Self.point(runs[name], 1000).norm > 3) }
  }

  @Test(arguments: ["escapable-saddle", "walled-saddle"])
  func momentumLeavesASaddleBeforeGradientDescent(_ name: String) throws {
    let runs = try Self.race(name, steps: 400)
    let left = try runs.mapValues { run in try Self.firstStep(run) { abs($0.y) > 0.5 } }
    #expect(try 2 * #require(left["momentum"]) < #require(left["gd"]))
    #expect(try #require(left["gd"]) > 100)
    #expect(try abs(abs(Self.point(runs["gd"], 400).y) - 1) < 1e-3)
  }

  @Test func twoBasinsGradientDescentStaysAndNoiseEscapes() throws {
    let runs = try Self.race("two-basins", steps: 2000)
    for step in [100, 1000, 2000] { #expect(try Self.point(runs["gd"], step).x > 0.8) }
    #expect(try Self.point(runs["sgd"], 2000).x < -0.5)
  }

  @Test func gaussianWellsMomentumFindsTheDeepOne() throws {
    let runs = try Self.race("gaussian-wells", steps: 300)
    #expect(try Self.point(runs["gd"], 300).x > 0.9)
    #expect(try Self.point(runs["momentum"], 300).x < -0.9)
  }

  @Test(arguments: ["three-hump-camel", "six-hump-camel", "styblinski-tang"])
  func momentumRollsThroughTheNearestBasin(_ name: String) throws {
    let surface = try #require(SurfaceCatalog.surface(named: name))
    let lowest = surface.function().value(at: surface.minima[0])
    let runs = try Self.race(name, steps: 300)
    #expect(try Self.loss(runs["momentum"], 300) < lowest + 1e-3)
    #expect(try Self.loss(runs["gd"], 300) > lowest + 0.1)
  }

  @Test func saddlesAreLeftByTheMap() throws {
    for (optimizer, run) in try Self.race("saddle", steps: 100) {
      #expect(abs(run.trajectory.point(100).y) > 2, "\(optimizer)")
    }
    let monkey = try Self.race("monkey-saddle", steps: 300)
    #expect(try Self.point(monkey["adam"], 300).norm > 3)
    #expect(try Self.point(monkey["gd"], 300).norm < 1)
  }
}
