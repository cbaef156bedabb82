import Calculus
import Comparison
import Landscape
import Optimizers
import SurfaceCatalog
import TestSupport
import Testing

/// Steps to the target against a parameter of a surface.
struct ParameterSweepTests {
  private func scene(
    _ specs: [String], on surface: String = "ill-conditioned", target: Double? = 0.01
  ) throws -> Scene {
    var setup = Setup(
      surface: try #require(SurfaceCatalog.surface(named: surface)),
      optimizers: try specs.map { try OptimizerSpec($0) })
    setup.target = target
    return try Scene(setup)
  }

  private func sweep(
    _ scene: Scene, over name: String = "kappa", _ low: Double?, _ high: Double?, points: Int,
    within limit: Budget? = nil, isTuned: Bool = false
  ) throws -> ParameterSweep {
    let parameter = try #require(scene.surface.parameters.first { $0.name == name })
    let range = try #require(
      ParameterRange(over: parameter, from: low, to: high, points: points))
    var sweep = scene.parameterSweep(over: range, within: limit, isTuned: isTuned)
    sweep.complete()
    return sweep
  }

  /// Gradient descent at 1.8/kappa shortens x by 1.8/kappa of itself with every step, so its steps are
  /// proportional to kappa; Newton's method needs one.
  @Test(.slow) func gradientDescentDoublesAsKappaDoubles() throws {
    let scene = try scene(["gd", "adam", "newton"])
    let sweep = try sweep(scene, 50, 400, points: 4)
    #expect(sweep.range.values == [50, 100, 200, 400] && sweep.range.isLogarithmic)
    #expect(sweep.curves[0].known.map(\.arrival) == [92, 185, 370, 742])
    #expect(sweep.curves[0].known.map(\.learningRate) == [0.036, 0.018, 0.009, 0.0045])
    #expect(sweep.curves[1].known.map(\.arrival) == [79, 96, 99, 102])
    #expect(sweep.curves[1].known.allSatisfy { $0.learningRate == 0.1 })
    #expect(sweep.curves[2].known.map(\.arrival) == [1, 1, 1, 1])
    let laws = sweep.curves.map { $0.law(over: sweep.range, around: 100) }
    #expect(laws[0] == "doubles as kappa doubles")
    #expect(laws[1] == "× 1.1 as kappa doubles")
    #expect(laws[2] == "the same for every kappa")
  }

  /// Each value again as a race of its own.
  @Test(.slow) func eachPointIsTheRaceAtItsValue() throws {
    let scene = try scene(["momentum", "adam"], on: "rotated", target: nil)
    let sweep = try sweep(scene, over: "angle", 0, 90, points: 4, within: Budget(400, of: .steps))
    #expect(sweep.range.values == [0, 30, 60, 90] && !sweep.range.isLogarithmic)
    let law = try #require(sweep.curves[1].law(over: sweep.range, around: 45))
    #expect(law.contains(/\d+ at (0|90), up to \d+ at \d+/), "\(law)")
    for (index, value) in sweep.range.values.enumerated() {
      var setup = scene.setup
      setup.parameters["angle"] = value
      for (run, curve) in sweep.curves.enumerated() {
        let point = try #require(curve.points[index])
        setup.optimizers = [
          OptimizerSpec(
            scene.settings[run].kind, learningRate: LearningRatePlan(point.learningRate))
        ]
        var race = try Scene(setup).race
        race.advance(to: 400)
        let path = race.runs[0].trajectory
        let last = (0...400).last { path.loss($0) > scene.target.loss }
        let arrival = last.map { $0 + 1 } ?? 0
        #expect(point.arrival == (arrival <= 400 ? arrival : nil), "angle \(value)")
      }
    }
  }

  /// With the best rate, 2/(kappa + 1), the long axis shortens by 2/kappa a step; the rates that are
  /// tried are 1.58 and 2 times the automatic one.
  @Test(.slow) func theBestRateIsFoundForEachValue() throws {
    let scene = try scene(["gd:lr=0.001"])
    let limit = Budget(600, of: .steps)
    let slow = try sweep(scene, 50, 200, points: 3, within: limit)
    #expect(
      slow.curves[0].known.map(\.arrival) == [nil, nil, nil], "a tenth of the automatic rate")
    #expect(slow.curves[0].law(over: slow.range, around: 100) == nil)
    let tuned = try sweep(scene, 50, 200, points: 3, within: limit, isTuned: true)
    let rates = tuned.curves[0].known.map(\.learningRate)
    #expect(rates == [0.0316, 0.0158, 0.0079])
    let arrivals = tuned.curves[0].known.compactMap(\.arrival)
    let isDoubled = zip(arrivals, arrivals.dropFirst()).allSatisfy { abs($1 - 2 * $0) <= 2 }
    #expect(arrivals.count == 3 && isDoubled, "\(arrivals)")
  }

  /// Adam comes under the target, and is thrown out of the valley again and again.
  @Test(.slow) func whoMayLeaveAgainHasNotArrived() throws {
    let scene = try scene(["adam"], on: "rosenbrock")
    let sweep = try sweep(scene, over: "b", 999, 1000, points: 2, within: Budget(8000, of: .steps))
    var setup = scene.setup
    setup.parameters["b"] = 1000
    var race = try Scene(setup).race
    race.advance(to: 8000)
    let path = race.runs[0].trajectory
    #expect(path.loss(2949) < 0.01 && path.loss(4034) > 0.01 && path.loss(8000) < 0.01)
    #expect(sweep.curves[0].known.map(\.arrival) == [nil, nil])
  }

  @Test(.slow) func sliceAndThreadsChangeNothing() throws {
    let scene = try scene(["gd", "sgd"])
    let kappa = try #require(scene.surface.parameters.first)
    let range = try #require(ParameterRange(over: kappa, from: 10, to: 40, points: 3))
    var (one, two) = (
      scene.parameterSweep(over: range, within: Budget(500, of: .steps)),
      scene.parameterSweep(over: range, within: Budget(500, of: .steps))
    )
    one.threads = 1
    two.threads = 2
    one.complete()
    var last = 0
    while !two.isComplete {
      two.advance()
      #expect(two.completed >= last && two.completed <= two.total)
      last = two.completed
    }
    #expect(one.curves.map(\.points) == two.curves.map(\.points))
  }

  @Test(.slow) func byEvaluationsALineSearchPaysForItsTrials() throws {
    let scene = try scene(["gd", "linesearch"])
    let steps = try sweep(scene, 10, 20, points: 2, within: Budget(300, of: .steps))
    let paid = try sweep(scene, 10, 20, points: 2, within: Budget(300, of: .evaluations))
    #expect(steps.curves[0].known.map(\.arrival) == paid.curves[0].known.map(\.arrival))
    let made = try #require(steps.curves[1].known[0].arrival)
    let spent = try #require(paid.curves[1].known[0].arrival)
    #expect(spent > 2 * made)
  }

  @Test func valuesAreEvenOnTheirScaleAndReadable() throws {
    let linear = SurfaceParameter(name: "angle", value: 45, range: 0...90, scale: .linear)
    let log = SurfaceParameter(name: "kappa", value: 100, range: 1...10_000, scale: .log)
    #expect(ParameterRange(over: log, points: 5)?.values == [1, 10, 100, 1000, 10_000])
    #expect(ParameterRange(over: log)?.values[1] == 2.154)
    #expect(ParameterRange(over: linear, points: 4)?.values == [0, 30, 60, 90])
    #expect(ParameterRange(over: linear, from: 0.1, to: 10, points: 3)?.values == [0.1, 1, 10])
    #expect(ParameterRange(over: log, from: 1, to: 1.0001, points: 5)?.values.count == 5)
    #expect(ParameterRange(over: log, from: 2, to: 2) == nil)
    let range = try #require(ParameterRange(over: log))
    #expect(range.place(of: 100) == 0.5 && abs(range.value(at: 0.25) - 10) < 1e-12)
  }
}
