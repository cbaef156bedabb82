import Calculus

/// What an optimizer minimizes: a loss of two parameters, with its exact derivatives.
///
/// Nothing is thrown: where the loss or a derivative is undefined or overflows, the numbers say so
/// (NaN or infinite), and `Run` does not step there.
public protocol Objective: Sendable {
  /// The full loss and its gradient.
  func evaluate(at point: Point) -> Evaluation

  /// The Hessian of the full loss.
  func hessian(at point: Point) -> Hessian

  /// The lowest loss there is, as far as it is known; nil where nobody knows. Only Polyak's rule
  /// asks for it.
  var lowestLoss: Double? { get }

  /// The gradient that a training loop would see on one batch: the full gradient and sampling
  /// noise.
  ///
  /// It is a function of the arguments alone, so the same step of two runs sees the same batch.
  /// - Parameters:
  ///   - point: where.
  ///   - full: the evaluation at the point, already at hand.
  ///   - batch: how many samples it is computed from.
  ///   - step: the number of the step, from 1.
  ///   - seed: picks the samples.
  func batchGradient(at point: Point, full: Evaluation, batch: Batch, step: Int, seed: UInt64)
    -> Point

  /// How the gradients of batches of that size spread about the full one at a point; nil where they
  /// do not.
  func gradientCovariance(at point: Point, batch: Batch) -> Covariance?

  /// Where a step's batch stands in the passes through the data; nil where there is no data.
  func batchPlace(of batch: Batch, step: Int, seed: UInt64) -> BatchPlace?
}

extension Objective {
  public var lowestLoss: Double? { nil }

  public func batchPlace(of batch: Batch, step: Int, seed: UInt64) -> BatchPlace? { nil }

  public func gradientCovariance(at point: Point, batch: Batch) -> Covariance? { nil }
}

/// How many samples a gradient is computed from.
public enum Batch: Hashable, Sendable {
  case full
  /// At least one.
  case samples(Int)
}
