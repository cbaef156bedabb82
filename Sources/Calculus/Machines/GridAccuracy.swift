/// How close the values of a grid must be to those at its points.
public enum GridAccuracy: Hashable, Sendable {
  /// The same bits.
  case exact
  /// Some units in the last place away, where that is several times as fast.
  case picture
}
