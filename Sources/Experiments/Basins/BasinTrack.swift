import Calculus

/// What is remembered of a run on its way.
struct BasinTrack {
  var mean: Point
  /// The loss above which a run off the map has diverged.
  let highest: Double
  /// The number of steps made.
  var step = 0
  /// The stated minimum that the run is near, an index or -1, and the step at which it came there.
  var near: Int
  var since = 0

  /// Makes a step, and returns the squared distance to the nearest of the minima.
  ///
  /// Without branches: which of them were taken would differ from run to run, and a processor would
  /// guess wrong.
  @inline(__always)
  mutating func come(
    to point: Point, among minima: UnsafeBufferPointer<Point>, nearness: Double
  ) -> Double {
    step &+= 1
    let (place, least) = Self.nearest(of: minima, to: point)
    let now = least < nearness ? place : -1
    since = now == near ? since : step
    near = now
    return least
  }

  @inline(__always)
  private static func nearest(of minima: UnsafeBufferPointer<Point>, to point: Point)
    -> (place: Int, squaredDistance: Double)
  {
    var (place, least) = (-1, Double.infinity)
    for index in 0..<minima.count {
      let distance = minima[index].squaredDistance(to: point)
      place = distance < least ? index : place
      least = distance < least ? distance : least
    }
    return (place, least)
  }
}
