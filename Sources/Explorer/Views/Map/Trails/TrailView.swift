import Calculus
import Canvas
import Landscape
import Optimizers

extension Raster {
  /// Paints a path on a map.
  /// - Parameter reach: steps from outside of it to outside of it are left out.
  mutating func paint(_ path: RunPath, in projection: Projection, within reach: Domain) {
    guard path.last > 0 else { return }
    let trajectory = path.trajectory
    var point = trajectory.point(0)
    var pixel = projection.pixel(of: point)
    /// The stroke of the pixel that was drawn last; nil if it was not drawn.
    var drawn: Stroke?
    for index in TrailSamples(last: path.last) {
      let nextPoint = trajectory.point(index)
      let nextPixel = projection.pixel(of: nextPoint)
      let next = path.stroke(at: index)
      // A run at rest makes thousands of steps within one pixel.
      if next == drawn, nextPixel.isInSamePixel(as: pixel) {
        point = nextPoint
        continue
      }
      if reach.contains(point) || reach.contains(nextPoint) {
        line(from: pixel, to: nextPixel, next)
        drawn = next
      }
      (point, pixel) = (nextPoint, nextPixel)
    }
  }
}

extension PixelPoint {
  fileprivate func isInSamePixel(as other: PixelPoint) -> Bool {
    x.rounded(.down) == other.x.rounded(.down) && y.rounded(.down) == other.y.rounded(.down)
  }
}
