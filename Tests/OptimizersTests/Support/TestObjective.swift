import Calculus
import Optimizers

/// The loss of a formula, without noise.
func formula(_ text: String, lowestLoss: Double? = nil) throws -> FormulaObjective {
  FormulaObjective(try Formula(text).compiled(), lowestLoss: lowestLoss)
}

/// A loss stated in Swift, with the noise of formulas.
struct TestObjective: Objective {
  var noise = 0.0
  let loss: @Sendable (Point) -> Double
  let gradient: @Sendable (Point) -> Point
  let curvature: @Sendable (Point) -> Hessian

  func evaluate(at point: Point) -> Evaluation {
    Evaluation(loss: loss(point), gradient: gradient(point))
  }

  func hessian(at point: Point) -> Hessian { curvature(point) }

  func batchGradient(
    at point: Point, full: Evaluation, batch: Batch, step: Int, seed: UInt64
  ) -> Point {
    guard case .samples(let count) = batch, noise != 0 else { return full.gradient }
    let deviation = noise / Double(count).squareRoot()
    return full.gradient + deviation * SampleNoise.normal(seed: seed, step: step)
  }

  /// ½(a·(x − cx)² + b·(y − cy)²), with the curvatures a and b.
  static func quadratic(_ a: Double, _ b: Double, center: Point = .zero, noise: Double = 0) -> Self
  {
    let weights = Point(a, b)
    return Self(
      noise: noise,
      loss: { (weights * ($0 - center) * ($0 - center)).sum() / 2 },
      gradient: { weights * ($0 - center) },
      curvature: { _ in Hessian(xx: a, xy: 0, yy: b) })
  }

  /// x² + 2y², the surface of the first lesson.
  static let bowl = quadratic(2, 4)

  /// x² − y², without a bottom.
  static let saddle = quadratic(2, -2)

  /// √x + y²: undefined where x < 0, as is its gradient at x = 0.
  static let cliff = Self(
    loss: { $0.x.squareRoot() + $0.y * $0.y },
    gradient: { Point(0.5 / $0.x.squareRoot(), 2 * $0.y) },
    curvature: { Hessian(xx: -0.25 / ($0.x * $0.x.squareRoot()), xy: 0, yy: 2) })
}
