import Calculus

/// A loss of two parameters to minimize, with its exact derivatives.
///
/// A loss of one's own needs only `evaluate(at:)`; `GradientCheck` in Experiments tells whether its
/// gradient is right. Nothing is thrown: an undefined or overflowing loss or derivative is NaN or
/// infinite, and `Run` does not step there.
public protocol Objective: Sendable {
  /// Returns the full loss and its gradient.
  func evaluate(at point: Point) -> Evaluation

  /// Replaces `evaluations` by those at as many points, with the bits of `evaluate(at:)`; by default
  /// one by one.
  func evaluate(at points: [Point], into evaluations: inout [Evaluation])

  /// Returns the Hessian of the full loss; by default it comes from differences of the gradient.
  func hessian(at point: Point) -> Hessian

  /// The lowest loss; nil if it is not known, the default. Only Polyak's rule uses it.
  var lowestLoss: Double? { get }

  /// Returns the gradient that a training loop would see on one batch: the full gradient with
  /// sampling noise. By default there is no noise.
  ///
  /// It is a function of the arguments alone, so the same step of two runs sees the same batch.
  /// - Parameters:
  ///   - point: the point of the gradient.
  ///   - full: the evaluation at the point.
  ///   - batch: the number of samples.
  ///   - step: the number of the step, from 1.
  ///   - seed: the seed of the samples.
  func batchGradient(at point: Point, full: Evaluation, batch: Batch, step: Int, seed: UInt64)
    -> Point

  /// The rule of the gradients that optimizers are given in place of the loss's own; nil, the default,
  /// where they are given those. See `SubstitutedObjective`.
  var substitute: GradientRule? { get }

  /// Returns the full gradient by that rule; nil, the default, where there is none.
  func substituteGradient(at point: Point) -> Point?

  /// Returns why there is no loss at a point, where it is known on a grid alone; nil, the default, where
  /// there is one, or nothing is known of it.
  func offGrid(at point: Point) -> OffGrid?

  /// Returns the covariance of the gradients of batches about the full one at a point; nil if there
  /// is no spread, the default.
  func gradientCovariance(at point: Point, batch: Batch) -> Covariance?

  /// Returns the place of a step's batch in the passes through the data; nil if there is no data, the
  /// default.
  func batchPlace(of batch: Batch, step: Int, seed: UInt64) -> BatchPlace?
}

extension Objective {
  /// The default: one by one.
  public func evaluate(at points: [Point], into evaluations: inout [Evaluation]) {
    for index in points.indices { evaluations[index] = evaluate(at: points[index]) }
  }

  /// The default: central differences of the gradient, exact to about ten digits where the loss is
  /// smooth.
  public func hessian(at point: Point) -> Hessian {
    func differences(_ step: Point) -> Point {
      let (ahead, behind) = (evaluate(at: point + step), evaluate(at: point - step))
      return (ahead.gradient - behind.gradient) / (2 * step.sum())
    }
    let alongX = differences(Point(0x1p-17 * max(1, abs(point.x)), 0))
    let alongY = differences(Point(0, 0x1p-17 * max(1, abs(point.y))))
    return Hessian(xx: alongX.x, xy: (alongX.y + alongY.x) / 2, yy: alongY.y)
  }

  /// The default: the full gradient, as there are no samples.
  public func batchGradient(
    at point: Point, full: Evaluation, batch: Batch, step: Int, seed: UInt64
  ) -> Point { full.gradient }

  /// The default: the loss's own gradients.
  public var substitute: GradientRule? { nil }

  /// The default: none.
  public func substituteGradient(at point: Point) -> Point? { nil }

  /// The default: there is no grid.
  public func offGrid(at point: Point) -> OffGrid? { nil }

  /// The default: not known.
  public var lowestLoss: Double? { nil }

  /// The default: no data.
  public func batchPlace(of batch: Batch, step: Int, seed: UInt64) -> BatchPlace? { nil }

  /// The default: no spread.
  public func gradientCovariance(at point: Point, batch: Batch) -> Covariance? { nil }
}

extension Objective {
  /// The number of rows that the loss is a mean over; nil if there is no data.
  package var dataRowCount: Int? { batchPlace(of: .full, step: 1, seed: 0)?.rowCount }
}

/// The number of samples that a gradient is computed from.
public enum Batch: Hashable, Sendable {
  /// All samples: the exact gradient.
  case full
  /// A number of samples, at least 1.
  case samples(Int)
}

/// The loss of a formula; its batch gradients carry artificial sampling noise.
///
///     let objective = FormulaObjective(try Formula("x^2 + 2y^2").compiled())
///     objective.evaluate(at: Point(5, 3)).loss  // 43
///
/// One sample's gradient is ∇f + σ·N(0, 1) per coordinate, that of a batch of B samples
/// ∇f + σ/√B·N(0, 1), as if B independent samples were averaged; the full batch has no noise.
public struct FormulaObjective: Objective {
  /// The loss.
  public let formula: CompiledFormula
  /// σ, the standard deviation of one sample's gradient in each coordinate; 0 for none.
  public let noise: Double
  /// The lowest loss; nil if it is not known.
  public let lowestLoss: Double?

  /// Makes an objective.
  /// - Parameters:
  ///   - formula: the loss.
  ///   - noise: σ, the standard deviation of one sample's gradient in each coordinate; at least 0.
  ///   - lowestLoss: the lowest loss, if it is known.
  public init(_ formula: CompiledFormula, noise: Double = 0, lowestLoss: Double? = nil) {
    self.formula = formula
    self.noise = noise
    self.lowestLoss = lowestLoss
  }

  /// The loss and its gradient.
  public func evaluate(at point: Point) -> Evaluation { formula.evaluate(at: point) }

  /// The losses and their gradients, computed together.
  public func evaluate(at points: [Point], into evaluations: inout [Evaluation]) {
    formula.evaluate(at: points, into: &evaluations)
  }

  /// The Hessian of the loss.
  public func hessian(at point: Point) -> Hessian { formula.hessian(at: point) }

  /// The gradient with the noise of a step's batch.
  public func batchGradient(
    at point: Point, full: Evaluation, batch: Batch, step: Int, seed: UInt64
  ) -> Point {
    SampleNoise.added(to: full.gradient, deviation: noise, batch: batch, step: step, seed: seed)
  }

  /// The covariance of the noise, σ²/B in both coordinates; nil if there is none.
  public func gradientCovariance(at point: Point, batch: Batch) -> Covariance? {
    SampleNoise.covariance(deviation: noise, batch: batch)
  }
}
