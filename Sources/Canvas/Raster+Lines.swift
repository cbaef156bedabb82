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
  /// finite is not drawn. A line `thickness` pixels thick grows across its main direction.
  public mutating func line(
    from start: PixelPoint, to end: PixelPoint, _ pixel: Pixel, thickness: Int = 1
  ) {
    let width = width
    LineWalk.visit(from: start, to: end, width: width, height: height, thickness: thickness) {
      x, y, _ in paint(y * width + x, pixel)
    }
  }

  /// Draws straight lines from point to point; a point that is not finite interrupts them.
  public mutating func polyline(
    _ points: some Sequence<PixelPoint>, _ pixel: Pixel, thickness: Int = 1
  ) {
    var previous: PixelPoint?
    for point in points {
      line(from: previous ?? point, to: point, pixel, thickness: thickness)
      previous = point
    }
  }

  /// Fills an ellipse: the pixels whose centres lie within the radii of its centre, and the pixel
  /// that contains the centre.
  public mutating func disc(
    at center: PixelPoint, radiusX: Double, radiusY: Double, _ pixel: Pixel
  ) {
    guard center.x.isFinite, center.y.isFinite, radiusX >= 0, radiusY >= 0 else { return }
    func range(_ center: Double, _ radius: Double, _ count: Int) -> ClosedRange<Int>? {
      let low = max(0, (center - radius).rounded(.down))
      let high = min(Double(count) - 1, (center + radius).rounded(.down))
      return low <= high ? Int(low)...Int(high) : nil
    }
    guard let xs = range(center.x, radiusX, width), let ys = range(center.y, radiusY, height)
    else { return }
    for y in ys {
      for x in xs {
        let dx = (Double(x) + 0.5 - center.x) / max(radiusX, 0.5)
        let dy = (Double(y) + 0.5 - center.y) / max(radiusY, 0.5)
        let isCenter =
          Double(x) == center.x.rounded(.down) && Double(y) == center.y.rounded(.down)
        if isCenter || dx * dx + dy * dy <= 1 { paint(y * width + x, pixel) }
      }
    }
  }
}
