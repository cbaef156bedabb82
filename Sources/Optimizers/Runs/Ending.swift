import Calculus

/// Why a run makes no further step.
public enum Ending: Hashable, Sendable {
  /// The next point, its loss or its gradient is not finite; it is not in the trajectory.
  case notFinite(RefusedStep)
  /// As many steps are stored as a trajectory holds.
  case storageFull
}

/// A step that was proposed and not made.
public struct RefusedStep: Hashable, Sendable {
  public let point: Point
  /// Nil where the point itself is not finite.
  public let evaluation: Evaluation?
}

/// A start where the loss or its gradient is not finite.
public struct StartError: Error, Hashable, Sendable {
  public let point: Point
  public let evaluation: Evaluation
}
