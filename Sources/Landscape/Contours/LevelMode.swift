/// How the levels of a contour map are spread over the values of a loss.
public enum LevelMode: String, CaseIterable, Hashable, Sendable {
  /// Equal steps of the loss.
  case linear
  /// Equal ratios of the height above the lowest value.
  case log
  /// Equal steps near the median, equal ratios far above and below it.
  case asinh
  /// Equal areas of the map.
  case quantile
  /// The first of the others that shows this map well.
  case auto
}
