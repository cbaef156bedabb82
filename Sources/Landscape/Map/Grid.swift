import Calculus

/// Values of a loss at the centres of the cells of a rectangular mesh over a domain.
public struct Grid: Hashable, Sendable {
  public let domain: Domain
  /// Samples in a row, at least 1.
  public let width: Int
  /// Rows, at least 1.
  public let height: Int
  /// `height` rows of `width` values; row 0 has the lowest y. NaN where the loss is undefined.
  public let values: [Double]
  /// The least and the largest finite value, or nil where none is finite.
  public let finiteRange: ClosedRange<Double>?

  /// Samples a loss; with the accuracy `.exact` where a number is computed from the grid.
  public init(
    _ function: CompiledFormula, domain: Domain, width: Int, height: Int,
    accuracy: GridAccuracy = .picture
  ) {
    self.init(
      domain: domain, width: width, height: height,
      values: function.values(
        xs: Grid.centres(of: domain.x, count: width),
        ys: Grid.centres(of: domain.y, count: height), accuracy: accuracy))
  }

  /// A grid of given values, `height` rows of `width`.
  public init(domain: Domain, width: Int, height: Int, values: [Double]) {
    precondition(width > 0 && height > 0 && values.count == width * height)
    self.domain = domain
    self.width = width
    self.height = height
    self.values = values
    finiteRange = Grid.finiteRange(of: values)
  }

  public subscript(column: Int, row: Int) -> Double { values[row * width + column] }

  /// The point of the domain at a position in the grid; whole numbers are sample points.
  public func point(column: Double, row: Double) -> Point {
    domain.point((column + 0.5) / Double(width), (row + 0.5) / Double(height))
  }

  /// All sample points, in the order of `values`.
  public var points: [Point] {
    let xs = Grid.centres(of: domain.x, count: width)
    return Grid.centres(of: domain.y, count: height).flatMap { y in xs.map { Point($0, y) } }
  }

  /// The value that a fraction of the finite values lies below, by linear interpolation between
  /// neighbours; nil where no value is finite.
  ///
  /// Exact, by sorting all values: for what is done once.
  /// - Parameter fraction: 0 (the least) to 1 (the largest).
  public func quantile(_ fraction: Double) -> Double? {
    SortedSample(values).quantile(fraction)
  }

  /// The coordinates of the cell centres along an axis, ascending.
  static func centres(of range: ClosedRange<Double>, count: Int) -> [Double] {
    (0..<count).map { index in
      let fraction = (Double(index) + 0.5) / Double(count)
      return range.lowerBound * (1 - fraction) + range.upperBound * fraction
    }
  }

  private static func finiteRange(of values: [Double]) -> ClosedRange<Double>? {
    var least = Double.infinity
    var largest = -Double.infinity
    for value in values where value.isFinite {
      if value < least { least = value }
      if value > largest { largest = value }
    }
    return least <= largest ? least...largest : nil
  }
}
