import Calculus
import Landscape
import Optimizers

/// A comparison of optimizers with their learning rates, on a surface, from a start, with a seed.
///
/// It holds only what was requested: anything else is nil or empty, and `Scene` settles it.
///
///     let setup = try Setup(
///       surface: .typed(formula: Formula("x^2 + 3y^2")),
///       optimizers: [OptimizerSpec("gd:lr=0.1"), OptimizerSpec("adam")])
///     let scene = try Scene(setup)
///     var race = scene.race
///     race.advance(to: 100)
public struct Setup: Hashable, Sendable {
  /// The surface of the race.
  public var surface: Surface
  /// The path of the file that the surface was read from; nil for a built-in or a typed one.
  public var file: String?
  /// Values of the surface's parameters, by name, that differ from its defaults; each within its
  /// range.
  public var parameters: [String: Double] = [:]
  /// The gradient that optimizers are given; nil for the surface's own. Losses stay exact.
  public var gradient: GradientSpec?
  /// The domain that the map shows; nil for the surface's own.
  public var domain: Domain?
  /// The start of all optimizers; nil for the surface's own.
  public var start: Point?
  /// In the order in which they are shown; if empty, `OptimizerSpec.defaults(on:)`, or none beside
  /// recorded runs.
  public var optimizers: [OptimizerSpec] = []
  /// The learning rate of the optimizers that state none; finite and at least 0.
  ///
  /// If it is nil, they use the surface's own rate, else an automatic one (`Steepness`).
  public var learningRate: Double?
  /// The batch of the optimizers whose spec and nature do not fix it.
  public var batch: Batch?
  /// The standard deviation of one sample's gradient, per coordinate; finite and at least 0. Nil
  /// for the surface's own; no effect on a data set.
  public var noise: Double?
  /// The seed of the random numbers of stochastic optimizers.
  public var seed: UInt64 = 0
  /// How the learning rates of all optimizers change; nil for constant rates.
  public var schedule: ScheduleSpec?
  /// The length of the run in steps; lengths that the schedule leaves out follow from it. Nil for
  /// 200.
  public var steps: Int?
  /// The loss that the runs race to; nil for the automatic one (`LossTarget`).
  public var target: Double?

  /// The paths of the files of recorded runs, beside those that the surface names.
  public var runFiles: [String] = []
  /// Whether those files, and the surface's, are read on as they grow.
  public var followsRuns = false
  /// The recorded runs, which are raced behind the optimizers.
  public var recordings: [Recording] = []

  /// A race on a surface, with everything else left open.
  /// - Parameters:
  ///   - surface: the surface.
  ///   - optimizers: in the order in which they are shown; the default ones where it is empty.
  public init(surface: Surface, optimizers: [OptimizerSpec] = []) {
    self.surface = surface
    self.optimizers = optimizers
  }

  /// Whether recorded runs are raced, or will be once they are there.
  public var hasRecordings: Bool {
    !recordings.isEmpty || !runFiles.isEmpty || !surface.runs.isEmpty
  }

  /// The optimizers that are raced: those that were requested, else the default ones unless there are
  /// recorded runs.
  var racedOptimizers: [OptimizerSpec] {
    optimizers.isEmpty && !hasRecordings ? OptimizerSpec.defaults(on: surface) : optimizers
  }

  /// The start of all optimizers on the setup's loss: where recorded runs began, if there are any. A
  /// typed formula has no start of its own, nor has a given loss: it is chosen in the visible domain.
  package func start(on function: any LossFunction) -> Point {
    if let start { return start }
    if let first = recordings.first(where: { $0.count > 0 })?.points[0],
      function.evaluate(at: first).isFinite
    {
      return first
    }
    if surface.loss.isGiven {
      // It is not known when the surface is made.
      let domain = domain ?? surface.domain
      let model = function.model(in: domain, cells: 8)
      return model.map { Surface.defaultStart(of: $0, in: domain) } ?? surface.start
    }
    guard surface.isTyped, let domain else { return surface.start }
    return Surface.defaultStart(of: function, in: domain)
  }

  /// The schedule with the lengths that follow from the number of steps.
  func fullSchedule() throws(HyperparameterError) -> Schedule {
    guard let schedule else { return .constant }
    return try Schedule(schedule.kind, values: schedule.values, length: steps ?? 200)
  }
}

extension Setup {
  /// The setup on another surface, without what holds only on this one: the start, the parameters,
  /// learning rates found here, and recorded runs.
  /// - Parameters:
  ///   - file: the file that the surface was read from; nil for any other surface.
  ///   - recordings: the recorded runs of the surface.
  package func showing(
    _ surface: Surface, file: String? = nil, recordings: [Recording] = []
  ) -> Setup {
    var setup = self
    setup.surface = surface
    setup.file = file
    setup.parameters = [:]
    // Formulas are those of one loss; differences suit any.
    if case .typed? = gradient { setup.gradient = nil }
    if case .exact? = gradient { setup.gradient = nil }
    setup.target = nil
    setup.domain = nil
    setup.start = nil
    setup.runFiles = []
    setup.followsRuns = false
    setup.recordings = recordings
    for index in setup.optimizers.indices { setup.optimizers[index].forgetRates() }
    // The default race of a formula gives way to that of a data set, and back.
    if setup.optimizers == OptimizerSpec.defaults(on: self.surface) { setup.optimizers = [] }
    return setup
  }

  /// The setup on the surface of another one, as in `showing(_:file:recordings:)`, with all the
  /// recorded runs that are shown there.
  package func showing(surfaceOf other: Setup) -> Setup {
    var setup = showing(other.surface, file: other.file, recordings: other.recordings)
    setup.runFiles = other.runFiles
    setup.followsRuns = other.followsRuns
    return setup
  }

  /// Whether another setup is on the same surface, in whatever version.
  package func isOnSurface(of other: Setup) -> Bool {
    file == other.file && surface.id == other.surface.id
      && (!surface.isTyped || surface.loss == other.surface.loss)
  }

  /// Whether the recorded runs of another setup come from the same files.
  package func hasRunFiles(of other: Setup) -> Bool {
    isOnSurface(of: other) && runFiles == other.runFiles && surface.runs == other.surface.runs
      && followsRuns == other.followsRuns
  }

  /// The setup with another version of the surface: changed values stay if they are still valid;
  /// all others are those of the new version.
  /// - Parameter recordings: the recorded runs; nil to keep those that there are.
  package func reading(_ surface: Surface, recordings: [Recording]? = nil) -> Setup {
    let surface =
      self.surface.isSwitched
      ? surface.standardized(self.surface.isStandardized) : surface
    var setup = self
    setup.surface = surface
    if let recordings { setup.recordings = recordings }
    if let gradient, !gradient.unknownNames(on: surface).isEmpty { setup.gradient = nil }
    setup.parameters = parameters.filter { name, value in
      surface.parameters.contains { $0.name == name && $0.range.contains(value) }
    }
    if start == self.surface.start { setup.start = nil }
    for index in optimizers.indices where optimizers[index].tuned == nil {
      setup.optimizers[index].forgetRates()
    }
    return setup
  }
}

/// The reason why a setup cannot be raced.
public enum SetupError: Error, Hashable, Sendable {
  /// A parameter that the surface lacks or cannot take, or a start without a loss.
  case value(SurfaceValueError)
  /// An invalid hyperparameter, learning rate or schedule.
  case hyperparameter(HyperparameterError)
  /// A gradient with names that the surface does not have.
  case gradient(unknown: [String])
  /// A noise that is negative or not finite.
  case noise(Double)
  /// A race that cannot begin at the start, although loss and gradient are defined.
  case start(StartError)
  /// A loss of which not enough is known yet.
  case unknownLoss

  /// One sentence without a full stop.
  public var message: String {
    switch self {
    case .value(let error): error.message
    case .hyperparameter(let error): error.message
    case .gradient(let names):
      "the gradient uses \(names.joined(separator: ", ")), which the surface does not have"
    case .noise: "noise must be at least 0"
    case .start(let error):
      "the race cannot begin at (\(error.point.x), \(error.point.y))"
    case .unknownLoss: "the loss is not known yet"
    }
  }
}

extension Surface {
  /// Whether the surface is a typed formula.
  package var isTyped: Bool { id.isEmpty }
}
