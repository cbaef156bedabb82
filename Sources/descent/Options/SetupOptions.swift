import ArgumentParser
import Calculus
import Comparison
import Landscape
import Optimizers

/// What is raced, and where: shared by the commands that run optimizers.
struct SetupOptions: ParsableArguments {
  @OptionGroup var source: SourceOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What the map shows; -5:5,-5:5 for a formula.", valueName: "x0:x1,y0:y1"),
    transform: Values.domain)
  var domain: Domain?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "An optimizer, as in adam or adam:lr=0.01,beta1=0.8. Repeatable; gd, sgd, momentum and adam"
        + " where there is none.", valueName: "spec"),
    transform: Values.optimizer)
  var optimizer: [OptimizerSpec] = []

  @Option(
    name: .customLong("lr"), parsing: .unconditional,
    help: ArgumentHelp(
      "The learning rate of those whose spec has none; else the surface's own, else an automatic"
        + " one.", valueName: "number"),
    transform: Values.learningRate)
  var learningRate: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Where all begin.", valueName: "x,y"),
    transform: Values.point)
  var start: Point?

  @Option(
    parsing: .unconditional, help: "Picks the random numbers of stochastic optimizers.",
    transform: Values.seed)
  var seed: UInt64 = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The standard deviation of one sample's gradient, per coordinate.", valueName: "sigma"),
    transform: Values.noise)
  var noise: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Samples per gradient, for those whose spec or nature says nothing.", valueName: "n|full"),
    transform: Values.batch)
  var batch: Batch?

  @Option(
    help: ArgumentHelp(
      "How the learning rates change, as in cosine:t_max=200,eta_min=0.001 (see `descent list"
        + " schedules`).", valueName: "spec"),
    transform: Values.schedule)
  var schedule: ScheduleSpec?

  /// The setup that the command line states.
  /// - Parameter steps: how many are wanted, where that is known.
  func setup(steps: Int?) throws(Failure) -> Setup {
    var setup = Setup(surface: try source.landscape(domain: domain))
    if noise != nil, setup.surface.data != nil {
      throw Failure(
        .usage,
        "--noise does nothing here: '\(setup.surface.name)' is made of data, whose samples are"
          + " its noise")
    }
    setup.file = source.file
    setup.parameters = source.parameters
    setup.domain = domain
    setup.start = start
    setup.optimizers = optimizer
    setup.learningRate = learningRate
    setup.batch = batch
    setup.noise = noise
    setup.seed = seed
    setup.schedule = schedule
    setup.steps = steps
    return setup
  }

  /// The scene that the command line asks for.
  func scene(steps: Int?) throws(Failure) -> Scene {
    let setup = try setup(steps: steps)
    do throws(SetupError) {
      return try Scene(setup)
    } catch {
      // With a start or parameters from outside it is not the file that is to be mended.
      if case .value(let fault) = error, fault.isAboutStart, start == nil, source.set.isEmpty,
        let file = source.file
      {
        throw SurfaceSource.undefinedStart(inFile: file, fault)
      }
      throw Failure(error)
    }
  }
}

extension Failure {
  init(_ error: SetupError) {
    switch error {
    case .hyperparameter(let error): self.init(.usage, "\(error)")
    case .noise: self.init(.usage, error.message)
    case .start(let error): self.init(error)
    case .value(let error):
      switch error {
      case .unknownParameter, .parameterOutOfRange: self.init(.usage, "\(error)")
      case .undefinedStart, .undefinedGradient, .undefinedOnMap: self.init(.badData, "\(error)")
      }
    }
  }

  init(_ error: StartError) {
    let place = "(\(error.point.x), \(error.point.y))"
    self.init(
      .badData,
      "the gradient is undefined at the start \(place)\nhint: choose another with --start X,Y")
  }
}
