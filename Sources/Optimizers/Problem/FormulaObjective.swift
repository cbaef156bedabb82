import Calculus

/// The loss that a formula states; its batch gradients carry artificial sampling noise.
///
/// One sample's gradient is ∇f + σ·N(0, 1) per coordinate, that of a batch of B samples
/// ∇f + σ/√B·N(0, 1), as if B independent samples were averaged; the full batch has no noise.
public struct FormulaObjective: Objective {
  public let formula: CompiledFormula
  /// σ, the standard deviation of one sample's gradient in each coordinate; 0 for none.
  public let noise: Double
  public let lowestLoss: Double?

  /// - Parameters:
  ///   - formula: the loss.
  ///   - noise: σ, the standard deviation of one sample's gradient in each coordinate.
  ///   - lowestLoss: of a stated minimum, or the lowest that was found on the map.
  public init(_ formula: CompiledFormula, noise: Double, lowestLoss: Double? = nil) {
    self.formula = formula
    self.noise = noise
    self.lowestLoss = lowestLoss
  }

  public func evaluate(at point: Point) -> Evaluation { formula.evaluate(at: point) }

  public func hessian(at point: Point) -> Hessian { formula.hessian(at: point) }

  public func batchGradient(
    at point: Point, full: Evaluation, batch: Batch, step: Int, seed: UInt64
  ) -> Point {
    guard case .samples(let count) = batch, noise != 0 else { return full.gradient }
    let deviation = noise / Double(max(count, 1)).squareRoot()
    return full.gradient + deviation * SampleNoise.normal(seed: seed, step: step)
  }

  public func gradientCovariance(at point: Point, batch: Batch) -> Covariance? {
    guard case .samples(let count) = batch, noise != 0 else { return nil }
    let variance = noise * noise / Double(max(count, 1))
    return Covariance(xx: variance, xy: 0, yy: variance)
  }
}
