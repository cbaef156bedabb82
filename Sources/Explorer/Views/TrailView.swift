import Calculus
import Canvas
import Optimizers

extension Raster {
  /// Paints the path of a run up to a step: solid pixels that brighten towards the present.
  ///
  /// - Parameter run: whose path it is: it gives the letter in ASCII.
  mutating func trail(
    of trajectory: Trajectory, upTo step: Int, run: Int, shades: TrailShades,
    in projection: Projection
  ) {
    let last = min(step, trajectory.count - 1)
    guard last > 0 else { return }
    var previous = projection.pixel(of: trajectory.point(0))
    for index in TrailSamples(last: last) {
      let next = projection.pixel(of: trajectory.point(index))
      let shade = shades.shade(at: Double(index) / Double(last))
      line(from: previous, to: next, Pixel(shade, layer: .trail, mark: UInt8(run)))
      previous = next
    }
  }

  /// Paints the path that a change of settings replaced: dim, and below everything that moves.
  mutating func ghost(
    of trajectory: Trajectory, run: Int, shades: TrailShades, in projection: Projection
  ) {
    guard trajectory.count > 1 else { return }
    let pixel = Pixel(shades.ghost, layer: .ghost, mark: UInt8(run))
    var previous = projection.pixel(of: trajectory.point(0))
    for index in TrailSamples(last: trajectory.count - 1) {
      let next = projection.pixel(of: trajectory.point(index))
      line(from: previous, to: next, pixel)
      previous = next
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

  init(run: Int, depth: ColorDepth) {
    ghost = Palette.ghost(run, depth: depth)
    shades = (1...TrailShades.count).map { index in
      Palette.trail(run, recency: Double(index) / Double(TrailShades.count), depth: depth)
    }
  }

  /// The shade at a fraction of the trail: 0 is the start, 1 the present.
  func shade(at fraction: Double) -> Color? {
    shades[min(Int(fraction * Double(shades.count)), shades.count - 1)]
  }
}
