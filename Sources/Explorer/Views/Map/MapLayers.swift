import Canvas

/// The layers of the map, from the lowest to the highest; contour lines are in the layer `line`.
extension Pixel.Layer {
  /// A band between two contour lines, or a basin.
  static var band: Self { .area }
  /// A former trail.
  static var ghost: Self { .faintStroke }
  /// The trail of a run.
  static var trail: Self { .stroke }
}
