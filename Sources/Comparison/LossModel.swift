import Calculus
import Landscape

/// A surface through known losses, in place of a loss that takes time.
extension BicubicSpline {
  /// The lowest of the losses that it goes through; nil if none is finite. Between them it may swing lower.
  var lowestKnown: Double? {
    values(every: 1)?.values.filter(\.isFinite).min()
  }

  /// The least number of cells along the longer side for which critical points are marked.
  private static let leastCells = 16
  /// How far a critical point may move, in cells of the coarser spline: the present one is better by the
  /// third power of two, so it is right to half a cell.
  private static let farthestMove = 4.0

  /// The critical points that do not come from the choice of places: with half as many of the values along
  /// each side they would be about where they are.
  func soundLandmarks(in domain: Domain) -> [CriticalPoint] {
    guard max(width, height) > Self.leastCells, let coarse = everySecond else { return [] }
    let cell = Point(
      (x.upperBound - x.lowerBound) / Double(coarse.width - 1),
      (y.upperBound - y.lowerBound) / Double(coarse.height - 1))
    let points = criticalPoints(in: domain).filter { point in
      guard let move = hessian(at: point.point).solved(for: coarse.gradient(at: point.point)) else {
        return false
      }
      return (move / cell).norm <= Self.farthestMove
    }
    return simplified(points, coarse, cell: cell / 2)
  }

  /// How far a saddle may be from a minimum or a maximum that it makes with a swing of the spline, in cells.
  private static let longestSwing = 4.0

  /// Without pairs of a saddle and a minimum or maximum that differ by less than the spline may err: on the
  /// floor of a valley each swing makes one.
  private func simplified(
    _ points: [CriticalPoint], _ coarse: BicubicSpline, cell: Point
  ) -> [CriticalPoint] {
    var left = points
    for saddle in points where saddle.kind == .saddle {
      let error = difference(from: coarse, around: saddle.point, cell: cell)
      let partners = left.filter { point in
        point.kind != .saddle && abs(point.value - saddle.value) <= error
          && ((point.point - saddle.point) / cell).norm <= Self.longestSwing
      }
      guard
        let partner = partners.min(by: {
          abs($0.value - saddle.value) < abs($1.value - saddle.value)
        })
      else { continue }
      left.removeAll { $0 == saddle || $0 == partner }
    }
    return left
  }

  /// The largest difference from another spline at a point and a cell away from it.
  private func difference(from other: BicubicSpline, around point: Point, cell: Point) -> Double {
    let steps = [Point(0, 0), Point(1, 0), Point(-1, 0), Point(0, 1), Point(0, -1)]
    return steps.map { step in
      let place = point + step * cell
      let difference = abs(value(at: place) - other.value(at: place))
      return difference.isFinite ? difference : 0
    }.max() ?? 0
  }

  /// The spline through every second value, from the first to the last; nil if there is none.
  private var everySecond: BicubicSpline? {
    guard let (xs, ys, values) = values(every: 2), xs.count > 2, ys.count > 2 else { return nil }
    return BicubicSpline(
      values: values, width: xs.count, height: ys.count, x: x, y: y)
  }

  /// Its values at every n-th of its places, from the first to the last; nil if the last is not one of them.
  private func values(every step: Int) -> (xs: [Double], ys: [Double], values: [Double])? {
    guard (width - 1).isMultiple(of: step), (height - 1).isMultiple(of: step) else { return nil }
    func places(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
      (0...(count - 1) / step).map { number in
        let share = Double(number * step) / Double(count - 1)
        // Rounding must not put the last one beyond the range.
        return min(
          range.lowerBound + share * (range.upperBound - range.lowerBound), range.upperBound)
      }
    }
    let (xs, ys) = (places(x, width), places(y, height))
    return (xs, ys, values(xs: xs, ys: ys, accuracy: .exact))
  }
}

extension SurfaceScales {
  /// The same with another lowest loss.
  func with(lowestLoss: Double) -> SurfaceScales {
    SurfaceScales(
      lower: lower, upper: upper, lossRange: lossRange, bottomRange: bottomRange,
      lowestLoss: lowestLoss, statesMinima: statesMinima)
  }
}

extension Hessian {
  /// H⁻¹·v; nil where there is none.
  fileprivate func solved(for vector: Point) -> Point? {
    let determinant = xx * yy - xy * xy
    let solution =
      Point(yy * vector.x - xy * vector.y, xx * vector.y - xy * vector.x) / determinant
    return solution.isFinite ? solution : nil
  }
}
