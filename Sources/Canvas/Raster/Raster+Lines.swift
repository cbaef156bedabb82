/// A place in a raster or a dot canvas, in pixels from the top left corner; pixel (0, 0) covers
/// 0 ≤ x < 1, 0 ≤ y < 1.
public struct PixelPoint: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

extension Raster {
  /// Draws a straight line, both ends included, in the layer of its pixel.
  ///
  /// Ends may lie far outside: only visible pixels cost time. A line with an end that is not
  /// finite is not drawn.
  public mutating func line(
    from start: PixelPoint, to end: PixelPoint, _ pixel: Pixel
  ) {
    let width = width
    LineWalk.visit(from: start, to: end, width: width, height: height) {
      x, y, _ in paint(y * width + x, pixel)
    }
  }
}
