import Calculus
import Canvas
import Landscape
import Optimizers

/// Where a run that is outside left the map, and which way it went.
struct MapExit {
  /// On the edge.
  var point: Point
  /// Only its direction counts; in the units of the surface.
  var direction: Point

  /// - Parameters:
  ///   - reach: steps that neither begin nor end in it are not drawn.
  init(
    of trajectory: Trajectory, at step: Int, from domain: Domain, within reach: Domain
  ) {
    let last = min(step, trajectory.lastStep)
    var end = trajectory.point(last)
    point = domain.clamped(end)
    // Never crossed: straight out from the nearest place of the edge.
    direction = end / 2 - point / 2
    let samples = [0] + TrailSamples(last: last)
    for index in samples.dropLast().reversed() {
      let start = trajectory.point(index)
      if reach.contains(start) || reach.contains(end),
        let crossing = domain.part(from: start, to: end)
      {
        point = crossing.1
        // Halves, as the difference of two finite numbers may overflow.
        direction = end / 2 - start / 2
        return
      }
      end = start
    }
  }

  /// The direction in steps of 45°, counted from "to the right" against the clock.
  /// - Parameters:
  ///   - across: to the right, on the screen.
  ///   - up: in the same unit.
  static func octant(across: Double, up: Double) -> Int {
    let size = max(abs(across), abs(up))
    guard size > 0, size.isFinite else { return 2 }
    let (across, up) = (across / size, up / size)
    // The tangent of 22.5°.
    let narrow = 2.0.squareRoot() - 1
    if abs(up) < narrow { return across > 0 ? 0 : 4 }
    if abs(across) < narrow { return up > 0 ? 2 : 6 }
    return across > 0 ? (up > 0 ? 1 : 7) : (up > 0 ? 3 : 5)
  }

  /// The arrow for an octant; ASCII has none that are aslant.
  static func arrow(octant: Int, isASCII: Bool) -> Unicode.Scalar {
    let arrows: [Unicode.Scalar] =
      isASCII
      ? [">", "^", "^", "^", "<", "v", "v", "v"] : ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"]
    return arrows[octant]
  }
}
