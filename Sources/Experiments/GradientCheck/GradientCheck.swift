import Calculus
import Optimizers

/// The exact gradient of a loss at a point against differences, over steps h from 0.1 to 1e-14.
///
/// As h shrinks, the error first falls with the differences' own error (of order h, or h² for central
/// ones), and then rises, because the rounding of the loss is divided by h: a U, whose bottom for a
/// well-scaled loss is near 1e-8 for forward and 1e-5 for central differences. On Rosenbrock's
/// function:
///
///     let check = GradientCheck(of: objective, at: Point(-1.2, 1))
///     check.verdict         // .agrees
///     check.bestCentral?.h  // 3e-06
public struct GradientCheck: Sendable {
  /// The steps h of the rows, two to a decade, descending.
  public static let steps: [Double] =
    (1...13).flatMap { [scaled(1, $0), scaled(3, $0 + 1)] } + [scaled(1, 14)]

  /// The point where the gradient is checked.
  public let point: Point
  /// The loss at the point.
  public let value: Double
  /// The exact gradient.
  public let gradient: Point
  /// The differences for each of `steps`.
  public let rows: [Differences]
  /// The conclusion from all rows.
  public let verdict: GradientVerdict
  /// Whether the errors are relative to the exact gradient. They are absolute if it is small
  /// relative to the gradient at the start: near a minimum anything is large compared with it.
  public let isRelative: Bool

  /// Whether the losses of the differences are computed in single precision.
  public let isSingle: Bool

  /// The share of the start's gradient below which a gradient is small.
  static let smallShare = 1e-3

  /// Checks the gradient at a point.
  /// - Parameters:
  ///   - objective: the loss.
  ///   - point: the point where the gradient is checked.
  ///   - start: the start of runs, whose gradient decides whether errors are relative; without it they
  ///     are absolute only if the exact gradient is 0.
  ///   - single: the loss in single precision, such as `CompiledFormula.singleValue(at:)`: then the
  ///     differences are computed in that throughout, and rounding makes them useless at a much larger
  ///     h. The verdict is that of double precision.
  public init(
    of objective: any Objective, at point: Point, start: Point? = nil,
    single: ((SIMD2<Float>) -> Float)? = nil
  ) {
    let exact = objective.evaluate(at: point)
    let (value, gradient) = (exact.loss, exact.gradient)
    self.point = point
    self.value = value
    self.gradient = gradient
    let usual = start.map { objective.evaluate(at: $0).gradient.norm } ?? 0
    isRelative =
      gradient != .zero
      && !(usual.isFinite && gradient.norm < GradientCheck.smallShare * usual)
    let unit = isRelative ? gradient.norm : 1
    let rows = GradientCheck.steps.map {
      Differences(of: objective, at: point, h: $0, value: value, exact: gradient, unit: unit)
    }
    isSingle = single != nil
    self.rows =
      single.map { loss in
        GradientCheck.steps.map {
          Differences(ofSingle: loss, at: point, h: $0, exact: gradient, unit: unit)
        }
      } ?? rows
    verdict = GradientCheck.verdict(
      on: objective, at: point, value: value, gradient: gradient, rows: rows)
  }

  /// The row with the least error of forward differences; of equal ones the one with the largest h.
  public var bestForward: Differences? { best(\.forwardError) }

  /// The row with the least error of central differences; of equal ones the one with the largest h.
  public var bestCentral: Differences? { best(\.centralError) }

  private func best(_ error: (Differences) -> Double) -> Differences? {
    rows.filter { error($0).isFinite }.min { error($0) < error($1) }
  }

  private static func verdict(
    on objective: any Objective, at point: Point, value: Double, gradient: Point,
    rows: [Differences]
  ) -> GradientVerdict {
    guard point.isFinite, value.isFinite, gradient.isFinite else { return .undefined }
    for direction in [Point(1, 0), Point(0, 1), Point(1, 1), Point(1, -1)] {
      switch Smoothness(of: objective, at: point, along: direction, value: value) {
      case .smooth: continue
      case .jump(let h): return .jump(along: direction, h: h)
      case .kink(let slopes, let h): return .kink(along: direction, slopes: slopes, h: h)
      }
    }
    let judged = zip(rows, rows.dropFirst()).filter { row, next in
      row.h <= 1e-4 && next.h >= 1e-10 && row.central.isFinite && next.central.isFinite
    }
    if judged.isEmpty { return .undefined }
    let isConfirmed = judged.contains { row, next in
      // The error that differences must be allowed: their rounding, and their change with h.
      let doubt = 10 * row.rounding + 2 * (row.central - next.central).norm
      return (row.central - gradient).norm <= 1e-6 * gradient.norm + doubt
    }
    return isConfirmed ? .agrees : .disagrees
  }

  /// digit · 10^(−places), as the nearest double.
  private static func scaled(_ digit: Int, _ places: Int) -> Double {
    var divisor = 1.0
    for _ in 0..<places { divisor *= 10 }
    return Double(digit) / divisor
  }
}

/// The gradient by differences with one step h, and its error.
public struct Differences: Hashable, Sendable {
  /// The step, positive.
  public let h: Double
  /// (f(p + h) − f(p)) / h in each coordinate, as it is usually written: without care for the
  /// rounding of p + h.
  public let forward: Point
  /// (f(p + h) − f(p − h)) / 2h in each coordinate.
  public let central: Point
  /// |forward − exact|, divided by |exact| if errors are relative; NaN or infinite if a difference is.
  public let forwardError: Double
  /// |central − exact|, divided by |exact| if errors are relative; NaN or infinite if a difference is.
  public let centralError: Double
  /// A few times the least rounding error that differences of such values can have.
  let rounding: Double

  /// - Parameter unit: the unit of the errors.
  init(
    of objective: any Objective, at point: Point, h: Double, value: Double, exact: Point,
    unit: Double
  ) {
    func loss(_ x: Double, _ y: Double) -> Double { objective.loss(at: Point(x, y)) }
    let ahead = Point(loss(point.x + h, point.y), loss(point.x, point.y + h))
    let behind = Point(loss(point.x - h, point.y), loss(point.x, point.y - h))
    self.h = h
    forward = (ahead - Point(value, value)) / h
    central = (ahead - behind) / (2 * h)
    forwardError = (forward - exact).norm / unit
    centralError = (central - exact).norm / unit
    let largest = [ahead.x, ahead.y, behind.x, behind.y, value].map(abs).max() ?? 0
    rounding = 4 * largest.ulp / h
  }

  /// The same in single precision, where every number is rounded to 24 bits.
  init(
    ofSingle loss: (SIMD2<Float>) -> Float, at point: Point, h: Double, exact: Point, unit: Double
  ) {
    let (center, step) = (SIMD2<Float>(point), Float(h))
    func differences(_ axis: SIMD2<Float>) -> (forward: Float, central: Float, largest: Float) {
      let (ahead, behind) = (loss(center + step * axis), loss(center - step * axis))
      let value = loss(center)
      return (
        (ahead - value) / step, (ahead - behind) / (2 * step),
        max(abs(ahead), abs(behind), abs(value))
      )
    }
    let (x, y) = (differences([1, 0]), differences([0, 1]))
    self.h = h
    forward = Point(Double(x.forward), Double(y.forward))
    central = Point(Double(x.central), Double(y.central))
    forwardError = (forward - exact).norm / unit
    centralError = (central - exact).norm / unit
    rounding = Double(4 * max(x.largest, y.largest).ulp / step)
  }
}

extension Objective {
  func loss(at point: Point) -> Double { evaluate(at: point).loss }
}
