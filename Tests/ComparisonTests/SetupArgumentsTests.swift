import Calculus
import Comparison
import Landscape
import Optimizers
import Testing

/// The arguments of a command line that states a setup.
struct SetupArgumentsTests {
  private func setup(_ text: String) throws -> Setup {
    Setup(surface: .typed(formula: try Formula(text)))
  }

  @Test func defaultsAreLeftOut() throws {
    #expect(try setup("x^2 + 2y^2").arguments == ["-f", "x^2 + 2y^2"])
    #expect(try Scene(setup("x^2 + 2y^2")).setup.arguments == ["-f", "x^2 + 2y^2"])
    var stated = try setup("x^2 + 2y^2")
    stated.optimizers = [
      OptimizerSpec(.gd, learningRate: 0.25), OptimizerSpec(.sgd, batch: .samples(1)),
      OptimizerSpec(.minibatch, batch: .full),
      OptimizerSpec(.adam, hyperparameters: ["beta1": 0.9]),
    ]
    stated.noise = stated.surface.noise(of: stated.surface.function())
    stated.start = stated.surface.start
    stated.schedule = ScheduleSpec(.constant)
    #expect(
      stated.arguments == [
        "-f", "x^2 + 2y^2", "-o", "gd", "-o", "sgd", "-o", "minibatch:batch=full", "-o", "adam",
      ])
  }

  @Test func everythingElseIsStated() throws {
    var setup = try setup("x^2 + 2y^2")
    setup.domain = Domain(x: -1...1, y: -2...2)
    setup.start = Point(0.5, -1)
    setup.optimizers = [try OptimizerSpec("adam:lr=0.5/0.1@9")]
    setup.batch = .samples(8)
    setup.noise = 0.5
    setup.seed = 7
    setup.schedule = try ScheduleSpec("cosine:t_max=30")
    setup.steps = 40
    #expect(
      setup.arguments == [
        "-f", "x^2 + 2y^2", "--domain=-1:1,-2:2", "--start=0.5,-1", "-o",
        "adam:lr=0.5/0.1@9,batch=8", "--seed", "7", "--noise", "0.5", "--schedule",
        "cosine:t_max=30", "--steps", "40",
      ])
  }

  /// The rates of the command line are those of its own start: others must be stated.
  @Test func aRateSettledElsewhereIsStated() throws {
    var setup = try Scene(setup("x^4 + y^4")).setup
    let rate = try #require(setup.optimizers[0].settled).initial
    setup.optimizers = [setup.optimizers[0]]
    setup.start = Point(1, 1)
    #expect(setup.arguments == ["-f", "x^4 + y^4", "--start=1,1", "-o", "gd:lr=\(rate)"])
    setup.start = nil
    #expect(setup.arguments == ["-f", "x^4 + y^4", "-o", "gd"])
  }

  @Test func aFileIsNamedAsOne() throws {
    var setup = try setup("x^2")
    setup.file = "valley.yaml"
    #expect(setup.arguments.first == "./valley.yaml")
    setup.file = "surfaces/valley.yaml"
    #expect(setup.arguments.first == "surfaces/valley.yaml")
  }
}
