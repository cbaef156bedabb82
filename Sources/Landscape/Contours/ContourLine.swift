import Calculus

/// A line along which a loss, interpolated on a grid, has one value.
public struct ContourLine: Hashable, Sendable {
  /// In grid coordinates: x is the column and y the row; whole numbers are sample points.
  ///
  /// Higher values lie to the left of the direction of travel, seen with the rows going up. A
  /// closed line does not repeat its first point.
  public let points: [Point]
  /// Whether the line comes back to its first point; an open one ends at the grid's edge or at an
  /// undefined value.
  public let isClosed: Bool
}

extension ContourLevels {
  /// The lines of every threshold, found by marching squares.
  ///
  /// Squares with a corner that is not finite have no lines. In a square whose opposite corners
  /// are alike, the mean of the four decides which pair is joined.
  public func lines(of grid: Grid) -> [[ContourLine]] {
    var tracer = ContourTracer(grid: grid)
    let segments = tracer.segments(levels: self)
    return segments.indices.map { tracer.lines(segments[$0], level: thresholds[$0]) }
  }
}

extension Grid {
  /// The lines of a single value; see `ContourLevels.lines(of:)`.
  /// - Parameter level: the value; there are no lines where it is not finite.
  public func contourLines(at level: Double) -> [ContourLine] {
    guard level.isFinite else { return [] }
    return ContourLevels(mode: .linear, thresholds: [level]).lines(of: self)[0]
  }
}
