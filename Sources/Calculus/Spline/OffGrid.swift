/// Why a loss that is known at the points of a grid has no value at a point.
public enum OffGrid: Hashable, Sendable {
  /// The point is outside of the grid, which reaches over these ranges.
  case outside(x: ClosedRange<Double>, y: ClosedRange<Double>)
  /// A point of the grid nearby has no loss.
  case hole
}

extension BicubicSpline {
  /// Why there is no value at a point; nil where there is one.
  public func offGrid(at point: Point) -> OffGrid? {
    guard x.contains(point.x), y.contains(point.y) else { return .outside(x: x, y: y) }
    return value(at: point).isNaN ? .hole : nil
  }
}
