import Calculus
import Landscape
import Optimizers

/// What is compared: optimizers with their learning rates, on a surface, from a start, with a seed.
///
/// It is all that was asked for; what was not is nil or empty, and `Scene` settles it.
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
  /// Values of the surface's parameters, by name, that differ from its own; each within its range.
  public var parameters: [String: Double] = [:]
  /// What the map shows; the surface's own domain where it is nil.
  public var domain: Domain?
  /// Where all optimizers begin; the surface's own start where it is nil.
  public var start: Point?
  /// In the order in which they are shown; `OptimizerSpec.defaults` where it is empty.
  public var optimizers: [OptimizerSpec] = []
  /// The learning rate of the optimizers that state none; finite and at least 0.
  ///
  /// Where it is nil they have the surface's own, else an automatic one (`Steepness`).
  public var learningRate: Double?
  /// The batch of the optimizers whose spec and nature do not fix it.
  public var batch: Batch?
  /// The standard deviation of one sample's gradient, per coordinate; finite and at least 0. The
  /// surface's own where it is nil, and without effect on a data set.
  public var noise: Double?
  /// Picks the random numbers of stochastic optimizers.
  public var seed: UInt64 = 0
  /// How the learning rates of all optimizers change; they stay as they are where it is nil.
  public var schedule: ScheduleSpec?
  /// The length of the run in steps, where it is known: lengths that the schedule leaves out follow
  /// from it. 200 where it is nil.
  public var steps: Int?

  /// A race on a surface, with nothing else asked for.
  /// - Parameters:
  ///   - surface: the surface.
  ///   - optimizers: in the order in which they are shown; the default ones where it is empty.
  public init(surface: Surface, optimizers: [OptimizerSpec] = []) {
    self.surface = surface
    self.optimizers = optimizers
  }

  /// Where all optimizers begin on the setup's loss. A typed formula has no start of its own: one is
  /// chosen in the domain that is shown.
  func start(on function: CompiledFormula) -> Point {
    if let start { return start }
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
  /// The same on another surface, as far as it holds there: not the start or the parameters, nor
  /// learning rates that were only found on this surface.
  /// - Parameter file: where the surface was read from, if it was.
  package func showing(_ surface: Surface, file: String? = nil) -> Setup {
    var setup = self
    setup.surface = surface
    setup.file = file
    setup.parameters = [:]
    setup.domain = nil
    setup.start = nil
    for index in setup.optimizers.indices { setup.optimizers[index].forgetRates() }
    return setup
  }

  /// The same with another version of the surface: what was changed stays where it can, and all else
  /// is the new version's.
  package func reading(_ surface: Surface) -> Setup {
    var setup = self
    setup.surface = surface
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

/// Why a setup cannot be raced.
public enum SetupError: Error, Hashable, Sendable {
  /// A parameter that the surface does not have or cannot take, or a start without a loss.
  case value(SurfaceValueError)
  /// A hyperparameter, a learning rate or a schedule that cannot be.
  case hyperparameter(HyperparameterError)
  /// A noise that is negative or not finite.
  case noise(Double)
  /// A race that cannot begin at the start, though loss and gradient are there.
  case start(StartError)

  /// One sentence without a full stop.
  public var message: String {
    switch self {
    case .value(let error): error.message
    case .hyperparameter(let error): error.message
    case .noise: "noise must be at least 0"
    case .start(let error):
      "the race cannot begin at (\(error.point.x), \(error.point.y))"
    }
  }
}

extension Surface {
  /// Whether it is only a formula that was typed.
  package var isTyped: Bool { id.isEmpty }
}
