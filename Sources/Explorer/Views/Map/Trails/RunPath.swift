import Calculus
import Canvas
import Landscape
import Optimizers

/// The drawn path of a run: its trail up to the current step, or a replaced path.
struct RunPath: Sendable {
  private let places: Places
  /// The last row to draw.
  let last: Int
  let look: TrailLook
  /// Whether the path was replaced: it is drawn as sparse dots below everything that moves.
  let isGhost: Bool

  /// A trail up to a step, in shades that brighten towards it.
  init(_ trajectory: Trajectory, upTo step: Int, look: TrailLook) {
    places = .trail(trajectory)
    last = min(step, trajectory.lastStep)
    self.look = look
    isGhost = false
  }

  init(ghost: Ghost, look: TrailLook) {
    places = .ghost(ghost.points)
    last = ghost.points.count - 1
    self.look = look
    isGhost = true
  }

  private enum Places {
    case trail(Trajectory)
    case ghost([Point])
  }

  /// The point of a row.
  func point(_ row: Int) -> Point {
    switch places {
    case .trail(let trajectory): trajectory.point(row)
    case .ghost(let points): points[row]
    }
  }

  /// The rows of a ghost that are drawn are all that there are.
  var samples: TrailSamples { TrailSamples(last: last) }

  /// The stroke of the step that leads to a row.
  /// - Parameter isApart: whether its ends are far enough apart for dots.
  func stroke(at row: Int, isApart: Bool = false) -> Stroke {
    let fraction = Double(row) / Double(last)
    return isGhost
      ? look.ghost : isApart ? look.link(at: fraction) : look.stroke(at: fraction)
  }

  /// The dot of a row.
  func dot(at row: Int) -> Pixel { look.dot(at: Double(row) / Double(last)) }
}

extension RunPath {
  /// The paths of some runs from bottom to top: all ghosts below all trails.
  /// - Parameter runs: from top to bottom.
  static func all(of state: ExplorerState, runs: [Int], theme: Theme) -> [RunPath] {
    let former = runs.reversed().compactMap { run in
      state.ghosts[run].map { RunPath(ghost: $0, look: theme.trail(run)) }
    }
    // The trail of one seed would hide where the many are.
    let single = Set(runs).subtracting(state.seedRuns)
    let present = runs.reversed().filter(single.contains).map { run in
      RunPath(
        state.race.runs[run].trajectory, upTo: state.step(of: run),
        look: theme.trail(run, isOnTop: run == state.selection))
    }
    return former + present
  }
}

extension Raster {
  /// Paints a path on a map.
  /// - Parameter reach: steps with both ends outside it are left out.
  mutating func paint(_ path: RunPath, in projection: Projection, within reach: Domain) {
    guard path.last > 0 else { return }
    var point = path.point(0)
    var pixel = projection.pixel(of: point)
    /// The stroke of the last pixel; nil if it was not drawn.
    var drawn: Stroke?
    var dots: [(place: PixelPoint, row: Int)] = []
    var row = 0
    for index in path.samples {
      let nextPoint = path.point(index)
      let nextPixel = projection.pixel(of: nextPoint)
      let isApart = index == row + 1 && !path.isGhost && nextPixel.isApart(from: pixel)
      let next = path.stroke(at: index, isApart: isApart)
      defer { row = index }
      // A run at rest makes thousands of steps within one pixel.
      if next == drawn, nextPixel.isInSamePixel(as: pixel) {
        point = nextPoint
        continue
      }
      if reach.contains(point) || reach.contains(nextPoint) {
        line(from: pixel, to: nextPixel, next)
        drawn = next
        if isApart { dots += [(pixel, row), (nextPixel, index)] }
      }
      (point, pixel) = (nextPoint, nextPixel)
    }
    for dot in dots { set(dot.place, to: path.dot(at: dot.row)) }
  }

  /// Paints the pixel at a place.
  mutating func set(_ place: PixelPoint, to pixel: Pixel) {
    guard place.x >= 0, place.x < Double(width), place.y >= 0, place.y < Double(height) else {
      return
    }
    set(x: Int(place.x), y: Int(place.y), to: pixel)
  }
}

extension PixelPoint {
  fileprivate func isInSamePixel(as other: PixelPoint) -> Bool {
    x.rounded(.down) == other.x.rounded(.down) && y.rounded(.down) == other.y.rounded(.down)
  }

  /// Whether a step between two places shows two dots and something between them.
  func isApart(from other: PixelPoint) -> Bool {
    max(
      abs(x.rounded(.down) - other.x.rounded(.down)),
      abs(y.rounded(.down) - other.y.rounded(.down))) >= 2
  }
}

/// The drawn steps of a path, ascending, including the last one. All recent steps are drawn, but
/// only some of a long past, so that a frame costs the same after a million steps. The stride is
/// odd, so that a path that jumps from side to side still shows both.
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
