import Calculus
import Canvas
import Landscape
import Optimizers

extension Raster {
  /// Paints a path laid over the surface: where the surface hides the present one, it shows through
  /// as faint dots.
  /// - Parameter reach: as on a map.
  mutating func paint(_ path: RunPath, on picture: ReliefPicture, within reach: Domain) {
    guard path.last > 0 else { return }
    let hidden = path.isGhost ? nil : path.look.ghost
    var point = path.trajectory.point(0)
    for index in TrailSamples(last: path.last) {
      let next = path.trajectory.point(index)
      if reach.contains(point) || reach.contains(next) {
        lay(from: point, to: next, path.stroke(at: index), hidden: hidden, on: picture)
      }
      point = next
    }
  }

  /// Lays a straight step over hill and dale.
  private mutating func lay(
    from start: Point, to end: Point, _ stroke: Stroke, hidden: Stroke?,
    on picture: ReliefPicture
  ) {
    guard let (start, end) = picture.map.key.domain.part(from: start, to: end) else { return }
    let pieces = picture.pieces(from: start, to: end)
    var previous: ReliefPlace?
    var previousHidden: ReliefPlace?
    for index in 0...pieces {
      let share = Double(index) / Double(pieces)
      guard let place = picture.ground(at: start * (1 - share) + end * share) else {
        (previous, previousHidden) = (nil, nil)
        continue
      }
      if picture.isVisible(place) {
        line(from: (previous ?? place).pixel, to: place.pixel, stroke)
        previous = place
        previousHidden = nil
      } else {
        previous = nil
        if let hidden {
          line(from: (previousHidden ?? place).pixel, to: place.pixel, hidden)
          previousHidden = place
        }
      }
    }
  }
}

extension ReliefPicture {
  /// Into how many pieces a step is cut so that none is longer than about a pixel and a half.
  func pieces(from start: Point, to end: Point) -> Int {
    guard let first = ground(at: start)?.pixel, let last = ground(at: end)?.pixel else { return 64 }
    let domain = map.key.domain
    let share = max(
      abs(end.x - start.x) / domain.width, abs(end.y - start.y) / domain.height)
    let longest = max(abs(last.x - first.x), abs(last.y - first.y), share * Double(raster.height))
    return min(max(Int(longest / 1.5), 1), 512)
  }
}

extension Domain {
  /// The part of a straight line that lies inside (Liang and Barsky 1984); nil where there is none
  /// or an end is not finite.
  func part(from start: Point, to end: Point) -> (Point, Point)? {
    guard start.isFinite, end.isFinite else { return nil }
    if contains(start), contains(end) { return (start, end) }
    var (first, last) = (0.0, 1.0)
    // Halves, as the difference of two finite numbers may overflow.
    for (from, to, range) in [(start.x, end.x, x), (start.y, end.y, y)] {
      let change = to / 2 - from / 2
      let (low, high) = (range.lowerBound / 2 - from / 2, range.upperBound / 2 - from / 2)
      if change == 0 {
        if low > 0 || high < 0 { return nil }
        continue
      }
      first = max(first, min(low / change, high / change))
      last = min(last, max(low / change, high / change))
    }
    guard first <= last else { return nil }
    return (
      clamped(start * (1 - first) + end * first), clamped(start * (1 - last) + end * last)
    )
  }
}
