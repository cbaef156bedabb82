/// What became of the run from one start of a basin map.
public enum BasinOutcome: Hashable, Sendable {
  /// It reached a minimum: an index into the map's `minima`.
  case minimum(Int)
  /// It stands or moves somewhere else: on a saddle or plateau, off the map, still under way.
  case elsewhere
  case diverged
  /// The loss or its gradient is undefined at the start or where the run went.
  case undefined
}

/// One start of a basin map.
public struct BasinCell: Hashable, Sendable {
  public let outcome: BasinOutcome
  /// The steps made until then.
  public let steps: Int
}
