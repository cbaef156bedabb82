import Calculus
import Landscape
import Optimizers

/// What someone asked to see, with everything left open that they did not say.
///
/// It is what a command line states; `Scene` settles the rest.
public struct Setup: Sendable {
  public var surface: Surface
  /// The path of the file that the surface was read from; nil for a built-in or a typed one.
  public var file: String?
  /// Values of the surface's parameters that differ from its own.
  public var parameters: [String: Double] = [:]
  public var domain: Domain?
  public var start: Point?
  public var optimizers: [OptimizerSpec] = []
  /// For the optimizers that state none.
  public var learningRate: Double?
  /// For the optimizers whose spec and nature say nothing.
  public var batch: Batch?
  /// The standard deviation of one sample's gradient, per coordinate.
  public var noise: Double?
  public var seed: UInt64 = 0
  /// The same for all optimizers.
  public var schedule: ScheduleSpec?
  /// How many steps are wanted, where that is known: lengths that the schedule leaves out follow.
  public var steps: Int?

  public init(surface: Surface) { self.surface = surface }
}

/// Why a setup cannot be shown.
public enum SetupError: Error, Sendable {
  /// A parameter that the surface does not have or cannot take, or a start without a loss.
  case value(SurfaceValueError)
  case hyperparameter(HyperparameterError)
  /// A race that cannot begin at the start, though loss and gradient are there.
  case start(StartError)

  /// One sentence without a full stop.
  public var message: String {
    switch self {
    case .value(let error): error.message
    case .hyperparameter(let error): error.message
    case .start(let error):
      "the race cannot begin at (\(error.point.x), \(error.point.y))"
    }
  }
}
