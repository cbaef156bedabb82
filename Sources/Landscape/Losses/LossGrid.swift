import Calculus

/// Losses at the points of a grid, and the spline through them: a slice through the space of a larger
/// loss.
public struct LossGrid: Hashable, Sendable {
  /// The file that they were read from, as the surface's file names it.
  public let file: String
  /// The smooth surface through the losses.
  public let spline: BicubicSpline

  /// The grid of a matrix.
  /// - Parameters:
  ///   - matrix: the losses.
  ///   - file: the file that they were read from.
  ///   - x: from the first point to the last; nil for what the file states, else 0 to the number of
  ///     the last column.
  ///   - y: the same for rows.
  package init(
    _ matrix: LossMatrix, file: String, x: ClosedRange<Double>? = nil,
    y: ClosedRange<Double>? = nil
  ) throws(MatrixFault) {
    self.file = file
    spline = BicubicSpline(
      values: matrix.values, width: matrix.width, height: matrix.height,
      x: x ?? matrix.x ?? 0...Double(matrix.width - 1),
      y: y ?? matrix.y ?? 0...Double(matrix.height - 1))
    guard spline.isDefinedSomewhere else { throw .noSquare }
  }

  /// The rectangle that the points cover.
  public var domain: Domain { Domain(x: spline.x, y: spline.y) }

  /// The loss in one line for a reader.
  var text: String {
    "a slice of \(spline.width)×\(spline.height) losses"
  }
}
