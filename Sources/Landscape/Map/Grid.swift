import CVectorMath
import Calculus

/// Values of a loss at the centres of the cells of a rectangular mesh over a domain.
public struct Grid: Hashable, Sendable {
  /// The rectangle that the cells cover.
  public let domain: Domain
  /// Samples in a row, at least 1.
  public let width: Int
  /// Rows, at least 1.
  public let height: Int
  /// `height` rows of `width` values; row 0 has the lowest y. NaN where the loss is undefined.
  public let values: [Double]
  /// The least and the largest finite value; nil if none is finite.
  public let finiteRange: ClosedRange<Double>?

  /// Samples a loss.
  /// - Parameters:
  ///   - function: the loss.
  ///   - domain: the rectangle to sample.
  ///   - width: samples in a row, at least 1.
  ///   - height: rows, at least 1.
  ///   - accuracy: `.exact` where numbers are computed from the grid, `.picture` where it is only
  ///     shown.
  public init(
    _ function: any LossFunction, domain: Domain, width: Int, height: Int,
    accuracy: GridAccuracy = .picture
  ) {
    self.init(
      domain: domain, width: width, height: height,
      values: function.values(
        xs: Grid.centres(of: domain.x, count: width),
        ys: Grid.centres(of: domain.y, count: height), accuracy: accuracy))
  }

  /// Samples a loss that is not a formula.
  /// - Parameters:
  ///   - domain: the rectangle to sample.
  ///   - width: samples in a row, at least 1.
  ///   - height: rows, at least 1.
  ///   - loss: the loss at a point; NaN where it is undefined.
  public init(domain: Domain, width: Int, height: Int, loss: (Point) -> Double) {
    let xs = Grid.centres(of: domain.x, count: width)
    let ys = Grid.centres(of: domain.y, count: height)
    self.init(
      domain: domain, width: width, height: height,
      values: ys.flatMap { y in xs.map { x in loss(Point(x, y)) } })
  }

  /// A grid of given values.
  /// - Precondition: `values` has `height` rows of `width` values, and both are at least 1.
  public init(domain: Domain, width: Int, height: Int, values: [Double]) {
    precondition(width > 0 && height > 0 && values.count == width * height)
    self.domain = domain
    self.width = width
    self.height = height
    self.values = values
    finiteRange = Grid.finiteRange(of: values)
  }

  /// The value at a column and a row, both from 0.
  public subscript(column: Int, row: Int) -> Double { values[row * width + column] }

  /// The point of the domain at a position in the grid; sample points have whole numbers.
  public func point(column: Double, row: Double) -> Point {
    domain.point((column + 0.5) / Double(width), (row + 0.5) / Double(height))
  }

  /// All sample points, in the order of `values`.
  public var points: [Point] {
    let xs = Grid.centres(of: domain.x, count: width)
    return Grid.centres(of: domain.y, count: height).flatMap { y in xs.map { Point($0, y) } }
  }

  /// The value with a given fraction of the finite values below it, by linear interpolation between
  /// neighbours; nil if no value is finite.
  ///
  /// - Parameter fraction: 0 (the least) to 1 (the largest).
  /// - Complexity: O(n log n), because all n values are sorted.
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
    var (least, largest) = (0.0, 0.0)
    block_finite_range(values, values.count, &least, &largest)
    return least <= largest ? least...largest : nil
  }
}

/// Finite numbers in ascending order, for quantiles.
struct SortedSample {
  let values: [Double]

  /// Keeps the finite values; if there are more than `limit` in all, only every nth.
  ///
  /// The stride is odd, so that it is never in step with the rows of a grid of even width.
  init(_ all: [Double], limit: Int = .max) {
    guard all.count > limit else {
      values = all.filter(\.isFinite).sorted()
      return
    }
    let step = (all.count / limit) | 1
    values = stride(from: 0, to: all.count, by: step).map { all[$0] }.filter(\.isFinite).sorted()
  }

  /// Linear interpolation between the two neighbours; nil for an empty sample.
  func quantile(_ fraction: Double) -> Double? {
    guard let last = values.indices.last else { return nil }
    let position = min(max(fraction, 0), 1) * Double(last)
    let index = min(Int(position), last)
    let weight = position - Double(index)
    guard weight > 0 else { return values[index] }
    return values[index] * (1 - weight) + values[index + 1] * weight
  }

  var median: Double? { quantile(0.5) }

  /// The fraction of the values that lies in a closed range, from 0 to 1.
  func share(from low: Double, to high: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    func count(below isBelow: (Double) -> Bool) -> Int {
      var (first, last) = (0, values.count)
      while first < last {
        let middle = (first + last) / 2
        if isBelow(values[middle]) { first = middle + 1 } else { last = middle }
      }
      return first
    }
    return Double(count { $0 <= high } - count { $0 < low }) / Double(values.count)
  }
}
