import Calculus
import Canvas
import Landscape
import Optimizers

extension Raster {
  /// Paints the path of a run up to a step: solid pixels that brighten towards the present.
  ///
  /// - Parameters:
  ///   - run: whose path it is: it gives the letter in ASCII.
  ///   - reach: steps from outside of it to outside of it are left out: a run that jumps to and fro
  ///     on its way to infinity would paint the map over.
  mutating func trail(
    of trajectory: Trajectory, upTo step: Int, run: Int, shades: TrailShades,
    in projection: Projection, within reach: Domain
  ) {
    let last = min(step, trajectory.count - 1)
    guard last > 0 else { return }
    path(of: trajectory, upTo: last, in: projection, within: reach) { index in
      let shade = shades.shade(at: Double(index) / Double(last))
      return Pixel(shade, layer: .trail, mark: UInt8(run))
    }
  }

  /// Paints the path that a change of settings replaced: dim, and below everything that moves.
  mutating func ghost(
    of trajectory: Trajectory, run: Int, shades: TrailShades, in projection: Projection,
    within reach: Domain
  ) {
    let pixel = Pixel(shades.ghost, layer: .ghost, mark: UInt8(run))
    path(of: trajectory, upTo: trajectory.lastStep, in: projection, within: reach) { _ in pixel }
  }

  private mutating func path(
    of trajectory: Trajectory, upTo last: Int, in projection: Projection, within reach: Domain,
    _ ink: (Int) -> Pixel
  ) {
    guard last > 0 else { return }
    var point = trajectory.point(0)
    var pixel = projection.pixel(of: point)
    for index in TrailSamples(last: last) {
      let nextPoint = trajectory.point(index)
      let nextPixel = projection.pixel(of: nextPoint)
      if reach.contains(point) || reach.contains(nextPoint) {
        line(from: pixel, to: nextPixel, ink(index))
      }
      (point, pixel) = (nextPoint, nextPixel)
    }
  }
}

/// The steps of a path that are drawn, ascending, the last among them.
///
/// All of the recent ones; of a long past only some, so that a frame costs the same after a million
/// steps. The stride is odd, so that a path jumping from side to side still shows both.
struct TrailSamples: Sequence, IteratorProtocol {
  private static let recent = 4096
  private let last: Int
  private let stride: Int
  private var index = 0

  init(last: Int) {
    self.last = last
    let past = Swift.max(0, last - TrailSamples.recent)
    stride = past / TrailSamples.recent * 2 + 1
  }

  mutating func next() -> Int? {
    guard index < last else { return nil }
    index += index < last - TrailSamples.recent ? stride : 1
    return Swift.min(index, last)
  }
}

/// The colours of a run's trail, from its oldest part to the present, and of its ghost.
struct TrailShades: Hashable, Sendable {
  let ghost: Color?
  private let shades: [Color?]

  /// Few shades, so that a trail needs few palette entries and an old part changes rarely.
  private static let count = 6

  /// - Parameter background: what the trail is drawn on.
  init(run: Int, depth: ColorDepth, on background: Background = .dark) {
    ghost = Palette.ghost(run, depth: depth, on: background)
    shades = (1...TrailShades.count).map { index in
      Palette.trail(
        run, recency: Double(index) / Double(TrailShades.count), depth: depth,
        on: background)
    }
  }

  /// The shade at a fraction of the trail: 0 is the start, 1 the present.
  func shade(at fraction: Double) -> Color? {
    shades[min(Int(fraction * Double(shades.count)), shades.count - 1)]
  }
}
