/// What became of the run from one start of a basin map.
public enum BasinOutcome: Hashable, Sendable {
  /// It reached a minimum: an index into the map's `minima`.
  case minimum(Int)
  /// It stands or moves somewhere else on the map: on a saddle or plateau, still under way.
  case elsewhere
  /// It went off the map, and not up.
  case leftMap
  case diverged
  /// The loss or its gradient is undefined at the start or where the run went.
  case undefined
}

/// One start of a basin map.
public struct BasinCell: Hashable, Sendable {
  public let outcome: BasinOutcome
  /// Of a run that reached a minimum, the steps until it was within 2 % of the map's shorter side
  /// of it for good (4 % with sampled gradients, less where minima are close together); of others
  /// all that were made.
  public let steps: Int
}
