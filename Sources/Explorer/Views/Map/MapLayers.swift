import Canvas

/// What covers what on the map, from below; the contour lines are in the layer `line`.
extension Pixel.Layer {
  /// The losses between two contour lines, or the basin of a minimum.
  static var band: Self { .area }
  /// A former trail.
  static var ghost: Self { .faintStroke }
  /// The way of a run.
  static var trail: Self { .stroke }
}
