import Calculus

/// The loss of any function, with artificial sampling noise in its batch gradients.
///
/// It does what `FormulaObjective` does, which is faster where the function is a formula;
/// `LossFunction.objective(noise:lowestLoss:)` makes the fitting one.
public struct FunctionObjective: Objective {
  /// The loss.
  public let function: any LossFunction
  /// σ, the standard deviation of one sample's gradient in each coordinate; 0 for none.
  public let noise: Double
  /// The lowest loss; nil if it is not known.
  public let lowestLoss: Double?

  /// Makes an objective.
  /// - Parameters:
  ///   - function: the loss.
  ///   - noise: σ, the standard deviation of one sample's gradient in each coordinate; at least 0.
  ///   - lowestLoss: the lowest loss, if it is known.
  public init(_ function: any LossFunction, noise: Double = 0, lowestLoss: Double? = nil) {
    self.function = function
    self.noise = noise
    self.lowestLoss = lowestLoss
  }

  /// The loss and its gradient.
  public func evaluate(at point: Point) -> Evaluation { function.evaluate(at: point) }

  /// The losses and the gradients at several points, together.
  public func evaluate(at points: [Point], into evaluations: inout [Evaluation]) {
    function.evaluate(at: points, into: &evaluations)
  }

  /// The Hessian of the loss.
  public func hessian(at point: Point) -> Hessian { function.hessian(at: point) }

  /// Why there is no loss at a point, if it is known on a grid alone.
  public func offGrid(at point: Point) -> OffGrid? { function.offGrid(at: point) }

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

extension LossFunction {
  /// The function as a loss to minimize. Where it is a mean over rows, its batches are of these rows;
  /// else they have artificial noise.
  /// - Parameters:
  ///   - noise: σ, the standard deviation of one sample's gradient in each coordinate, at least 0; not
  ///     used where there are rows.
  ///   - lowestLoss: the lowest loss, if it is known.
  public func objective(noise: Double = 0, lowestLoss: Double? = nil) -> any Objective {
    if let data = DataObjective(self, lowestLoss: lowestLoss) { return data }
    if let formula = self as? CompiledFormula {
      return FormulaObjective(formula, noise: noise, lowestLoss: lowestLoss)
    }
    return FunctionObjective(self, noise: noise, lowestLoss: lowestLoss)
  }
}
