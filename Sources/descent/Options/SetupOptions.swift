import ArgumentParser
import Calculus
import Comparison
import Landscape
import Optimizers
import SurfaceCatalog

/// A loss: shared by all commands that use one.
struct SourceOptions: ParsableArguments {
  @Argument(
    help: """
      A built-in surface (see `descent list`), a .yaml or .yml file, a grid of losses (.npy, .npz or \
      text such as .csv), or a formula.
      """,
    completion: .list(SurfaceCatalog.names))
  var surface: String?

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp(
      "A loss in x and y, such as '(1-x)^2 + 100(y-x^2)^2' or 'u = x*y; u^2'.", valueName: "text"))
  var formula: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      A program that computes the loss: it reads lines 'x y' and answers each with a line 'loss' or \
      'loss gx gy'. It is started once, by the shell.
      """, valueName: "command"))
  var lossCommand: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The longest time without an answer of that program, in seconds (default: 10).",
      valueName: "seconds"),
    transform: Values.timeout)
  var lossTimeout: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The distance of central differences, if that program gives no gradient (default: about 6e-6 of"
        + " half of the domain's shorter side).", valueName: "h"),
    transform: Values.differenceDistance)
  var lossH: Double?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A parameter of the surface. Repeatable.", valueName: "name=value"),
    transform: Values.setting)
  var set: [Values.Setting] = []

  @Flag(
    inversion: .prefixedNo,
    help: """
      Give the inputs of a surface made of data mean 0 and deviation 1, or leave them as they are in \
      the data file (default: as the surface's file says).
      """)
  var standardize: Bool?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      The gradient that the optimizers are given in place of the exact one: '2x, 4y', typed by hand, \
      right or wrong; or central or forward differences, as in central:h=1e-3. Losses stay exact.
      """, valueName: "text"))
  var gradient: String?

  /// The surface that is named or typed, or else the default one.
  /// - Parameter report: how it is said that a program is waited for.
  func landscape(
    domain: Domain? = nil, start: Point? = nil, report: LossProgram.Report = .line
  ) throws(Failure) -> Surface {
    let surface = try statedSurface(domain: domain, start: start, report: report)
    guard let standardize else { return surface }
    guard !surface.scalableColumns.isEmpty else {
      throw Failure(
        .usage,
        "--\(standardize ? "" : "no-")standardize has no effect here: "
          + (surface.rowCount == nil
            ? "'\(surface.name)' is not made of data"
            : "'\(surface.name)' has no column that its model takes as an input"))
    }
    return surface.standardized(standardize)
  }

  /// The gradient that is given, in the language of the surface's loss; nil if none is.
  func gradient(on surface: Surface) throws(Failure) -> GradientSpec? {
    guard let gradient else { return nil }
    do throws(GradientSpecError) {
      return try GradientSpec(gradient, on: surface)
    } catch {
      if case .notAStep = error { throw Failure(.usage, error.message) }
      throw Failure(.badData, "\(error)")
    }
  }

  private func statedSurface(
    domain: Domain?, start: Point?, report: LossProgram.Report
  ) throws(Failure) -> Surface {
    if let lossCommand {
      if let other = surface ?? formula {
        throw Failure(
          .usage,
          "give a surface, a formula or a program, not two of them\nhint: leave out \(other.shortened.quotedName) or --loss-command"
        )
      }
      return try LossProgram.surface(
        lossCommand, timeout: lossTimeout, h: lossH, domain: domain ?? .standard, start: start,
        report: report)
    }
    let options = [("--loss-timeout", lossTimeout), ("--loss-h", lossH)]
    if let option = options.first(where: { $1 != nil })?.0 {
      throw Failure(.usage, "\(option) has no effect without --loss-command")
    }
    // Not checked while parsing: the value of a mistyped option is taken for a surface, and the
    // message should be about the option.
    if let surface, formula != nil {
      throw Failure(
        .usage,
        "give a surface or a formula, not both\nhint: leave out \(surface.shortened.quotedName) or --formula"
      )
    }
    if let formula = formula ?? surface.flatMap({ SurfaceSource.isFormula($0) ? $0 : nil }) {
      return try SurfaceSource.typed(formula, domain: domain)
    }
    return try SurfaceSource.surface(surface ?? "quadratic")
  }

  /// The file that the surface is read from, if any.
  var file: String? { surface.flatMap { SurfaceSource.isFile($0) ? $0 : nil } }

  /// The values given with `--set`; the later of two for the same name.
  var parameters: [String: Double] {
    Dictionary(set.map { ($0.name, $0.value) }) { _, last in last }
  }

  /// The surface's loss, with the parameters that are set.
  func function(of surface: Surface) throws(Failure) -> any LossFunction {
    do throws(SurfaceValueError) {
      try surface.validate(overrides: parameters)
    } catch {
      throw Failure(.usage, "\(error)")
    }
    return surface.function(parameters)
  }
}

/// How files of recorded runs are read.
enum RunReading {
  /// To their end, now.
  case once
  /// As far as they are there, and on as they grow.
  case following
  /// Not at all: the command has no use for them.
  case never
}

/// What is raced, and where: shared by the commands that run optimizers.
struct SetupOptions: ParsableArguments {
  @OptionGroup var source: SourceOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The domain of the map; -5:5,-5:5 for a formula.", valueName: "x0:x1,y0:y1"),
    transform: Values.domain)
  var domain: Domain?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "An optimizer, such as adam or adam:lr=0.01,beta1=0.8. Repeatable (default: gd, sgd, momentum"
        + " and adam; on data gd, minibatch and sgd).", valueName: "spec"),
    completion: .list(OptimizerKind.all.map(\.name)),
    transform: Values.optimizer)
  var optimizer: [OptimizerSpec] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Recorded runs to race as well: a CSV file with the columns run,step,x,y and, if known,"
        + " loss,lr,optimizer. Repeatable. Without -o only they are raced.", valueName: "file"))
  var runs: [String] = []

  @Option(
    name: .customLong("lr"), parsing: .unconditional,
    help: ArgumentHelp(
      "The learning rate if the spec has none (default: the surface's own, or an automatic one).",
      valueName: "number"),
    transform: Values.learningRate)
  var learningRate: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Start point of all optimizers.", valueName: "x,y"),
    transform: Values.point)
  var start: Point?

  @Option(
    parsing: .unconditional, help: "The seed of the random numbers of stochastic optimizers.",
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
      "Samples per gradient, unless the optimizer or its spec fixes it.", valueName: "n|full"),
    transform: Values.batch)
  var batch: Batch?

  @Option(
    help: ArgumentHelp(
      "How the learning rates change, such as cosine:t_max=200,eta_min=0.001 (see `descent list"
        + " schedules`).", valueName: "spec"),
    completion: .list(ScheduleKind.all.map(\.name)),
    transform: Values.schedule)
  var schedule: ScheduleSpec?

  /// The setup that the command line gives.
  /// - Parameters:
  ///   - steps: the number of steps, if it is known.
  ///   - reading: how files of recorded runs are read.
  ///   - report: how it is said that a program is waited for.
  func setup(
    steps: Int?, runs reading: RunReading = .once, report: LossProgram.Report = .line
  ) throws(Failure) -> Setup {
    var setup = Setup(
      surface: try source.landscape(domain: domain, start: start, report: report))
    if noise != nil, setup.surface.rowCount != nil {
      throw Failure(
        .usage,
        "--noise has no effect here: '\(setup.surface.name)' is made of data, and its noise comes from"
          + " the samples")
    }
    setup.file = source.file
    setup.parameters = source.parameters
    setup.gradient = try source.gradient(on: setup.surface)
    setup.domain = domain
    setup.start = start
    setup.optimizers = optimizer
    setup.learningRate = learningRate
    setup.batch = batch
    setup.noise = noise
    setup.seed = seed
    setup.schedule = schedule
    setup.steps = steps
    setup.runFiles = runs
    let embedded = source.file == nil ? RunFiles.embedded(in: setup.surface) : []
    let files = RunFiles.paths(of: setup)
    switch reading {
    case .once: setup.recordings = try embedded + RunFiles.recordings(files)
    case .following:
      guard !files.isEmpty else {
        throw Failure(.usage, "--follow needs a file to follow\nhint: name it with --runs")
      }
      setup.followsRuns = true
      var watch = RunsWatch(setup)
      setup.recordings = watch.catchUp().recordings
    case .never:
      guard runs.isEmpty else {
        throw Failure(
          .usage,
          "--runs has no effect here: a recorded run cannot be run again at another rate\nhint: name"
            + " optimizers with -o")
      }
      setup.surface.runs = []
    }
    return setup
  }

  /// The scene that the command line asks for.
  /// - Parameters:
  ///   - target: the loss that the runs race to, if it is chosen.
  ///   - isLive: whether losses that take time come while the scene is shown, and are not waited for.
  func scene(
    steps: Int?, target: Double? = nil, runs reading: RunReading = .once, isLive: Bool = false,
    report: LossProgram.Report = .line
  ) throws(Failure) -> Scene {
    var setup = try setup(steps: steps, runs: reading, report: report)
    setup.target = target
    if isLive, let program = setup.surface.function().source {
      program.stopWaiting()
      do throws(SetupError) {
        return try Scene(openingOn: setup)
      } catch {
        throw Failure(error)
      }
    }
    let scene = try scene(setup)
    if let fault = scene.unseenRecordings.fault, reading == .once {
      throw Failure(
        .badData, "\(fault)\nhint: recorded points must lie in the plane of the surface")
    }
    return scene
  }

  private func scene(_ setup: Setup) throws(Failure) -> Scene {
    do throws(SetupError) {
      return try Scene(setup)
    } catch {
      // A start or parameters from the command line are not the fault of the file.
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
    case .noise, .gradient: self.init(.usage, error.message)
    case .unknownLoss: self.init(.noAnswer, error.message)
    case .start(let error): self.init(error)
    case .value(let error):
      switch error {
      case .unknownParameter, .parameterOutOfRange: self.init(.usage, "\(error)")
      case .undefinedStart, .startOffGrid, .undefinedGradient, .undefinedOnMap:
        self.init(.badData, "\(error)")
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
