import Calculus
import Canvas
import Landscape
import Optimizers

extension Raster {
  /// Paints the path of a run up to a step: pixels that brighten towards the present.
  ///
  /// - Parameters:
  ///   - look: its shades, and how it shares pixels with paths painted before.
  ///   - reach: steps from outside of it to outside of it are left out: a run that jumps to and fro
  ///     on its way to infinity would paint the map over.
  mutating func trail(
    of trajectory: Trajectory, upTo step: Int, look: TrailLook, in projection: Projection,
    within reach: Domain
  ) {
    let last = min(step, trajectory.count - 1)
    path(of: trajectory, upTo: last, in: projection, within: reach) { index in
      look.stroke(at: Double(index) / Double(last))
    }
  }

  /// Paints the path that a change of settings replaced: sparse dots below everything that moves.
  mutating func ghost(
    of trajectory: Trajectory, look: TrailLook, in projection: Projection, within reach: Domain
  ) {
    let stroke = look.ghost
    path(of: trajectory, upTo: trajectory.lastStep, in: projection, within: reach) { _ in stroke }
  }

  private mutating func path(
    of trajectory: Trajectory, upTo last: Int, in projection: Projection, within reach: Domain,
    _ stroke: (Int) -> TrailStroke
  ) {
    guard last > 0 else { return }
    var point = trajectory.point(0)
    var pixel = projection.pixel(of: point)
    /// With what the pixel was drawn last; nil where it was not.
    var drawn: TrailStroke?
    for index in TrailSamples(last: last) {
      let nextPoint = trajectory.point(index)
      let nextPixel = projection.pixel(of: nextPoint)
      let next = stroke(index)
      // A run at rest makes thousands of steps within one pixel.
      if next == drawn, nextPixel.isInSamePixel(as: pixel) {
        point = nextPoint
        continue
      }
      if reach.contains(point) || reach.contains(nextPoint) {
        trail(from: pixel, to: nextPixel, next)
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
