import Calculus
import Comparison
import Landscape
import Optimizers
import Testing

/// The scene of a setup, and what stays when a part of the setup changes.
struct SceneTests {
  private func valley() throws -> Setup {
    var setup = Setup(
      surface: Surface(
        id: "valley", name: "Valley",
        loss: .formula(try Formula("(x^2 + kappa*y^2)/2", parameters: ["kappa"])),
        domain: .standard, start: Point(-4, 2),
        parameters: [SurfaceParameter(name: "kappa", value: 100, range: 1...1e4, scale: .log)]))
    setup.optimizers = [OptimizerSpec(.gd), OptimizerSpec(.adam, learningRate: 0.3)]
    return setup
  }

  private func rates(_ scene: Scene) -> [Double] { scene.settings.map(\.learningRate.initial) }

  @Test func itsSetupGivesTheSameScene() throws {
    let scene = try Scene(valley())
    let again = try Scene(scene.setup)
    #expect(again == scene && again.setup == scene.setup && again.settings == scene.settings)
    #expect(again.scales == scene.scales && again.noise == scene.noise)
    #expect(rates(scene) == [0.01, 0.3])
  }

  /// A scene made after another one equals the scene made alone.
  @Test func measurementsAreOnlyReusedIfTheyAreValid() throws {
    let first = try Scene(valley())
    for change: (inout Setup) throws -> Void in [
      { $0.parameters["kappa"] = 7 }, { $0.domain = Domain(x: -1...1, y: -1...1) },
      { $0.surface.loss = .formula(try Formula("x^2 + y^4")) },
      { $0.surface.minima = [Point(0, 0)] },
      { $0.seed = 3 }, { $0.start = Point(1, 1) }, { $0.noise = 2 },
    ] {
      var setup = try valley()
      try change(&setup)
      let (alone, after) = (try Scene(setup), try Scene(setup, after: first))
      #expect(alone.scales == after.scales && alone.settings == after.settings)
      #expect(alone.noise == after.noise && alone.start == after.start)
      let points = [Point(0.3, 0.4), Point(-2, 1)]
      for point in points {
        #expect(alone.function.value(at: point) == after.function.value(at: point))
      }
    }
  }

  @Test func settledRatesStayWhenTheSurfaceIsTurned() throws {
    var setup = try Scene(valley()).setup
    setup.parameters["kappa"] = 10_000
    setup.start = Point(1, 1)
    #expect(try rates(Scene(setup)) == [0.01, 0.3])
    var fresh = try valley()
    fresh.parameters["kappa"] = 10_000
    #expect(try rates(Scene(fresh)) == [0.0001, 0.3])
  }

  @Test func ratesFoundOnASurfaceAreForgottenOnAnother() throws {
    var setup = try Scene(valley()).setup
    setup.optimizers[0].tune(to: 0.002)
    setup.optimizers[1].tune(to: 0.4)
    #expect(try rates(Scene(setup)) == [0.002, 0.4])
    let other = setup.showing(.typed(formula: try Formula("x^2 + 2y^2")))
    #expect(try rates(Scene(other)) == [0.25, 0.3])
    setup.optimizers[0].tune(to: nil)
    #expect(try rates(Scene(setup)) == [0.01, 0.4])
  }

  /// The optimizer's own rate, else the setup's, else the surface's, else an automatic one.
  @Test func theNearestStatementOfARateHolds() throws {
    var setup = try valley()
    #expect(try rates(Scene(setup)) == [0.01, 0.3])
    setup.surface.learningRates = ["gd": 0.004, "adam": 0.05]
    #expect(try rates(Scene(setup)) == [0.004, 0.3])
    setup.learningRate = 0.002
    #expect(try rates(Scene(setup)) == [0.002, 0.3])
  }

  /// A rate that was changed and changed back follows another version of the surface again.
  @Test func theRateThatWasSettledIsNoChangedOne() throws {
    var (tuned, back) = (try Scene(valley()).setup, try Scene(valley()).setup)
    tuned.optimizers[0].tune(to: 0.002)
    back.optimizers[0].tune(to: 0.002)
    back.optimizers[0].tune(to: 0.01)
    var surface = try valley().surface
    surface.learningRates = ["gd": 0.004]
    #expect(try rates(Scene(tuned.reading(surface))) == [0.002, 0.3])
    #expect(try rates(Scene(back.reading(surface))) == [0.004, 0.3])
  }

  @Test func withoutOptimizersTheDefaultOnesRace() throws {
    let scene = try Scene(Setup(surface: valley().surface))
    #expect(scene.settings.map(\.kind) == [.gd, .sgd, .momentum, .adam])
    #expect(scene.race.runs.count == 4 && scene.race.step == 0)
  }

  @Test(arguments: [-1, .infinity, .nan] as [Double]) func noiseMustBeAFiniteNumberOfAtLeastZero(
    _ noise: Double
  ) throws {
    var setup = try valley()
    setup.noise = noise
    let error = #expect(throws: SetupError.self) { try Scene(setup) }
    #expect(error?.message == "noise must be at least 0")
  }

  @Test func aScheduleLastsAsLongAsTheRun() throws {
    var setup = try valley()
    setup.schedule = ScheduleSpec(.cosine)
    func spec(_ setup: Setup) throws -> String {
      try Scene(setup).settings[0].schedule.completeSpec
    }
    #expect(try spec(setup) == "cosine:t_max=200,eta_min=0")
    setup.steps = 60
    #expect(try spec(setup) == "cosine:t_max=60,eta_min=0")
  }

  @Test func anInvalidScheduleIsReported() throws {
    var setup = try valley()
    setup.schedule = ScheduleSpec(.step, values: ["gamma": .number(-1)])
    #expect(throws: SetupError.self) { try Scene(setup) }
  }
}
