import Calculus
import Optimizers

/// The gradient by differences with one step h, and how far it is from the exact one.
public struct Differences: Hashable, Sendable {
  public let h: Double
  /// (f(p + h) − f(p)) / h in each coordinate, as people write it: without care for the rounding
  /// of p + h.
  public let forward: Point
  /// (f(p + h) − f(p − h)) / 2h in each coordinate.
  public let central: Point
  /// |forward − exact|, as a part of |exact| where errors are relative; NaN or infinite where a
  /// difference is.
  public let forwardError: Double
  public let centralError: Double
  /// The least rounding error that differences of such values can have, times a few.
  let rounding: Double

  /// - Parameter unit: what the errors are measured by.
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
}

extension Objective {
  func loss(at point: Point) -> Double { evaluate(at: point).loss }
}
