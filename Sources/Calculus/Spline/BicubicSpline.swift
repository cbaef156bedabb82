/// A smooth surface through losses at the points of an equally spaced grid.
///
///     let spline = BicubicSpline(
///       values: losses, width: 51, height: 51, x: -1...1, y: -1...1)
///     spline.evaluate(at: Point(0.1, -0.3)).gradient
///
/// It is the bicubic spline with continuous second derivatives, f(x, y) = Σ cᵢⱼ B(x − i) B(y − j) with
/// the cubic B-spline B, that takes the value of the grid at each of its points. At the ends of a line
/// it is "not-a-knot": the first two intervals share one cubic, as do the last two. Unlike a natural
/// spline, which bends less and less towards its ends, it keeps its order of accuracy there, and it is
/// what MATLAB and SciPy (`RectBivariateSpline` with s = 0, `CubicSpline`) compute. On an axis of three
/// points it is a parabola, on one of two a straight line.
///
/// Derivatives are those of the spline, so they are exact for what is shown, though not for the loss
/// between the points, which nobody knows.
///
/// Outside of the grid it is undefined. So it is where it has a hole: in each square of four
/// neighbouring points of which one has no value. See `init(values:width:height:x:y:)`.
public struct BicubicSpline: LossFunction {
  /// The number of points along x, at least 2.
  public let width: Int
  /// The number of points along y, at least 2.
  public let height: Int
  /// From the first column to the last.
  public let x: ClosedRange<Double>
  /// From the first row to the last.
  public let y: ClosedRange<Double>
  /// Intervals of the grid per unit of x and of y.
  fileprivate let scale: Point
  /// cᵢⱼ for i from −1 to `width` and j from −1 to `height`, row by row.
  private let coefficients: [Double]
  /// For each square between four points whether all of them have values; empty if all do.
  private let isWhole: [Bool]
  /// A number that equal splines share.
  private let digest: UInt64

  /// Makes the spline through values.
  ///
  /// A value that is NaN, infinite or beyond ±1e300 is a hole. For the sake of its neighbours it is
  /// replaced by the mean of the parabolas that continue its row and its column from both sides, one ring
  /// of points after the other. So the surface beside a hole is as it would be at an edge of the
  /// grid, and has the values of the grid at each point that it reaches.
  /// - Parameters:
  ///   - values: `height` rows of `width` losses; row 0 has the lowest y. A precondition.
  ///   - width: the number of points along x, at least 2.
  ///   - height: the number of points along y, at least 2.
  ///   - x: from the first column to the last; finite and not empty.
  ///   - y: from the first row to the last; finite and not empty.
  /// - Complexity: O(`width` · `height`).
  public init(
    values: [Double], width: Int, height: Int, x: ClosedRange<Double>, y: ClosedRange<Double>
  ) {
    precondition(width >= 2 && height >= 2 && values.count == width * height)
    var fit = SplineFit(values, width: width, height: height)
    self.width = width
    self.height = height
    self.x = x
    self.y = y
    scale =
      Point(Double(width - 1), Double(height - 1))
      / Point(x.upperBound - x.lowerBound, y.upperBound - y.lowerBound)
    isWhole = fit.wholeSquares
    fit.fillHoles()
    fit.solve()
    coefficients = fit.numbers
    digest = coefficients.reduce(0) { ($0 &+ $1.bitPattern) &* 0x9E37_79B9_7F4A_7C15 }
  }

  /// Whether some point of the grid has no value.
  public var hasHoles: Bool { !isWhole.isEmpty }

  /// Whether it is defined anywhere.
  public var isDefinedSomewhere: Bool { isWhole.isEmpty || isWhole.contains(true) }

  public func value(at point: Point) -> Double {
    guard let place = Place(point, in: self) else { return .nan }
    return sum(place, BSpline.weights(place.column.share), BSpline.weights(place.row.share))
  }

  public func evaluate(at point: Point) -> Evaluation {
    guard let place = Place(point, in: self) else {
      return Evaluation(loss: .nan, gradient: Point(.nan, .nan))
    }
    let (s, t) = (place.column.share, place.row.share)
    let (alongX, slopeX) = (BSpline.weights(s), BSpline.slopes(s))
    let rows = rows(place)
    let line = rows.combined(BSpline.weights(t))
    let rise = rows.combined(BSpline.slopes(t))
    return Evaluation(
      loss: line.dot(alongX), gradient: Point(line.dot(slopeX), rise.dot(alongX)) * scale)
  }

  public func expansion(at point: Point) -> Expansion {
    guard let place = Place(point, in: self) else {
      return Expansion(
        loss: .nan, gradient: Point(.nan, .nan), hessian: Hessian(xx: .nan, xy: .nan, yy: .nan))
    }
    let (s, t) = (place.column.share, place.row.share)
    let (alongX, slopeX) = (BSpline.weights(s), BSpline.slopes(s))
    let rows = rows(place)
    let line = rows.combined(BSpline.weights(t))
    let rise = rows.combined(BSpline.slopes(t))
    let bend = rows.combined(BSpline.curvatures(t))
    return Expansion(
      loss: line.dot(alongX), gradient: Point(line.dot(slopeX), rise.dot(alongX)) * scale,
      hessian: Hessian(
        xx: line.dot(BSpline.curvatures(s)) * scale.x * scale.x,
        xy: rise.dot(slopeX) * scale.x * scale.y, yy: bend.dot(alongX) * scale.y * scale.y))
  }

  /// The value computed in single precision, from coefficients that are rounded to it.
  public func singleValue(at point: SIMD2<Float>) -> Float {
    guard let place = Place(Point(point), in: self) else { return .nan }
    let corner = SIMD2(Float(x.lowerBound), Float(y.lowerBound))
    let cell = SIMD2(Float(place.column.cell), Float(place.row.cell))
    let share = (point - corner) * SIMD2<Float>(scale) - cell
    let (alongX, alongY) = (BSpline.weights(share.x), BSpline.weights(share.y))
    let rows = rows(place)
    var sum: Float = 0
    for (row, weight) in [rows.r0, rows.r1, rows.r2, rows.r3].enumerated() {
      for column in 0..<4 { sum += alongY[row] * alongX[column] * Float(weight[column]) }
    }
    return sum
  }
}

extension BicubicSpline {
  /// The values on a grid; the weights of each column and each row are computed once.
  public func values(xs: [Double], ys: [Double], accuracy: GridAccuracy) -> [Double] {
    let columns = xs.map { AxisPlace($0, in: x, scale: scale.x, count: width) }
    let weights = columns.map { BSpline.weights($0?.share ?? 0) }
    var line = [Double](repeating: 0, count: width + 2)
    return [Double](unsafeUninitializedCapacity: xs.count * ys.count) { target, count in
      count = xs.count * ys.count
      for (number, y) in ys.enumerated() {
        let values = target[(number * xs.count)..<((number + 1) * xs.count)]
        guard let row = AxisPlace(y, in: self.y, scale: scale.y, count: height) else {
          for place in values.indices { target[place] = .nan }
          continue
        }
        combine(row, into: &line)
        line.withUnsafeBytes { line in
          for index in xs.indices {
            guard let column = columns[index], isWhole(column, row) else {
              target[values.startIndex + index] = .nan
              continue
            }
            let part = line.loadUnaligned(
              fromByteOffset: 8 * column.cell, as: SIMD4<Double>.self)
            target[values.startIndex + index] = part.dot(weights[index])
          }
        }
      }
    }
  }

  /// Adds up the four rows of coefficients around a y with their weights.
  private func combine(_ row: AxisPlace, into line: inout [Double]) {
    let weights = BSpline.weights(row.share)
    let stride = width + 2
    coefficients.withUnsafeBufferPointer { numbers in
      for column in 0..<stride {
        let place = row.cell * stride + column
        line[column] =
          (weights.x * numbers[place] + weights.y * numbers[place + stride])
          + (weights.z * numbers[place + 2 * stride] + weights.w * numbers[place + 3 * stride])
      }
    }
  }
}

extension BicubicSpline: Hashable {
  public static func == (left: BicubicSpline, right: BicubicSpline) -> Bool {
    left.digest == right.digest && left.x == right.x && left.y == right.y
      && left.width == right.width && left.isWhole == right.isWhole
      && left.coefficients == right.coefficients
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(digest)
    hasher.combine(x)
    hasher.combine(y)
  }
}

/// The cell of a coordinate along an axis of a grid, and how far into it the coordinate is, 0 to 1.
private struct AxisPlace {
  let cell: Int
  let share: Double
  /// The cells that it belongs to: two for a coordinate between them.
  let cells: ClosedRange<Int>

  /// Nil outside of the axis.
  @inline(__always)
  init?(_ coordinate: Double, in range: ClosedRange<Double>, scale: Double, count: Int) {
    guard range.contains(coordinate) else { return nil }
    let position = (coordinate - range.lowerBound) * scale
    cell = min(Int(position), count - 2)
    share = position - Double(cell)
    // The coordinate of a point of the grid is rounded, as is its position here.
    let rounding = 1e-15 * Double(count)
    let first = share <= rounding ? max(cell - 1, 0) : cell
    cells = first...(share >= 1 - rounding ? min(cell + 1, count - 2) : cell)
  }
}

/// Where a point is in the grid.
private struct Place {
  let column: AxisPlace
  let row: AxisPlace

  /// Nil where the spline is undefined.
  @inline(__always)
  init?(_ point: Point, in spline: BicubicSpline) {
    guard
      let column = AxisPlace(point.x, in: spline.x, scale: spline.scale.x, count: spline.width),
      let row = AxisPlace(point.y, in: spline.y, scale: spline.scale.y, count: spline.height),
      spline.isWhole(column, row)
    else { return nil }
    self.column = column
    self.row = row
  }
}

extension BicubicSpline {
  /// Whether a place is in a square, or on the edge of one, whose points have values.
  @inline(__always)
  fileprivate func isWhole(_ column: AxisPlace, _ row: AxisPlace) -> Bool {
    if isWhole.isEmpty || isWhole[row.cell * (width - 1) + column.cell] { return true }
    return row.cells.contains { row in
      column.cells.contains { isWhole[row * (width - 1) + $0] }
    }
  }

  /// The sixteen coefficients around a place.
  @inline(__always)
  fileprivate func rows(_ place: Place) -> CoefficientRows {
    coefficients.withUnsafeBytes { bytes in
      let stride = 8 * (width + 2)
      let first = place.row.cell * stride + 8 * place.column.cell
      func row(_ number: Int) -> SIMD4<Double> {
        bytes.loadUnaligned(fromByteOffset: first + number * stride, as: SIMD4<Double>.self)
      }
      return CoefficientRows(r0: row(0), r1: row(1), r2: row(2), r3: row(3))
    }
  }

  @inline(__always)
  fileprivate func sum(_ place: Place, _ alongX: SIMD4<Double>, _ alongY: SIMD4<Double>) -> Double {
    rows(place).combined(alongY).dot(alongX)
  }
}

private struct CoefficientRows {
  let r0: SIMD4<Double>
  let r1: SIMD4<Double>
  let r2: SIMD4<Double>
  let r3: SIMD4<Double>

  @inline(__always)
  func combined(_ weights: SIMD4<Double>) -> SIMD4<Double> {
    (weights.x * r0 + weights.y * r1) + (weights.z * r2 + weights.w * r3)
  }
}

extension SIMD4<Double> {
  @inline(__always)
  fileprivate func dot(_ other: SIMD4<Double>) -> Double {
    let products = self * other
    return (products.x + products.y) + (products.z + products.w)
  }
}

/// The four cubic B-splines over an interval, and their derivatives, at a share t of the way.
private enum BSpline {
  @inline(__always)
  static func weights<Number: BinaryFloatingPoint & SIMDScalar>(_ t: Number) -> SIMD4<Number> {
    let s = 1 - t
    return SIMD4(
      s * s * s, 4 - 3 * t * t * (2 - t), 4 - 3 * s * s * (2 - s), t * t * t) / 6
  }

  @inline(__always)
  static func slopes(_ t: Double) -> SIMD4<Double> {
    let s = 1 - t
    return SIMD4(-s * s, t * (3 * t - 4), s * (4 - 3 * s), t * t) / 2
  }

  @inline(__always)
  static func curvatures(_ t: Double) -> SIMD4<Double> {
    let s = 1 - t
    return SIMD4(s, 3 * t - 2, 3 * s - 2, t)
  }
}
