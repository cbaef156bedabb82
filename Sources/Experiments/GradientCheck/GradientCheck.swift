import Calculus
import Optimizers

/// The exact gradient of a loss at a point against differences, over steps h from 0.1 to 1e-14.
///
/// With h the error first falls, as the differences' own error (of order h, or h² for central
/// ones) gets smaller, and then rises, as the rounding of the loss is divided by h: a U, whose
/// bottom for a well-scaled loss is near 1e-8 for forward and 1e-5 for central differences.
///
///     let check = GradientCheck(of: objective, at: Point(-1.2, 1))
///     check.verdict.name  // "agrees"
///     check.bestCentral?.h  // 3e-06
public struct GradientCheck: Sendable {
  /// The h of the rows: two to a decade.
  public static let steps: [Double] =
    (1...13).flatMap { [power(1, $0), power(3, $0 + 1)] } + [power(1, 14)]

  public let point: Point
  public let value: Double
  /// The exact one.
  public let gradient: Point
  /// One for each of `steps`, h descending.
  public let rows: [Differences]
  public let verdict: GradientVerdict
  /// Whether the errors are relative to the exact gradient. They are absolute where that is small
  /// beside the gradient at the start: near a minimum anything is large against it.
  public let isRelative: Bool

  /// The part of the start's gradient below which a gradient is small.
  static let smallShare = 1e-3

  /// Checks the gradient at a point. Without a start of runs to compare with, errors are absolute only
  /// where the exact gradient is 0.
  public init(of objective: any Objective, at point: Point, start: Point? = nil) {
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
    rows = GradientCheck.steps.map {
      Differences(of: objective, at: point, h: $0, value: value, exact: gradient, unit: unit)
    }
    verdict = GradientCheck.verdict(
      on: objective, at: point, value: value, gradient: gradient, rows: rows)
  }

  /// The row with the least error of forward differences; of equal ones that with the largest h.
  public var bestForward: Differences? { best(\.forwardError) }

  /// The same of central differences.
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
      // What differences cannot tell: their rounding, and what still changes with h.
      let doubt = 10 * row.rounding + 2 * (row.central - next.central).norm
      return (row.central - gradient).norm <= 1e-6 * gradient.norm + doubt
    }
    return isConfirmed ? .agrees : .disagrees
  }
}

/// digit · 10^(−places), as the nearest double.
private func power(_ digit: Int, _ places: Int) -> Double {
  var divisor = 1.0
  for _ in 0..<places { divisor *= 10 }
  return Double(digit) / divisor
}
