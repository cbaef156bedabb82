import Calculus

/// A loss whose optimizers are given another gradient than its own, as a program with a mistake in
/// its gradient gives it.
///
///     let loss = FormulaObjective(try Formula("x^2 + 2y^2").compiled())
///     let wrong = try GradientFormula("2x, -4y").compiled()
///     let objective = SubstitutedObjective(loss, gradient: .typed(wrong))
///
/// Losses, paths' gradient norms and verdicts are still those of the loss. Line searches see the
/// other gradient as well; Hessians, which Newton's method and Sophia take, stay exact.
public struct SubstitutedObjective: Objective {
  /// The loss with its own derivatives.
  public let base: any Objective
  /// The gradient that optimizers are given.
  public let gradient: GradientRule
  private let data: DataObjective?

  /// A loss with another gradient.
  /// - Parameters:
  ///   - base: the loss. If it is a mean over rows, a typed gradient must be one over the same rows.
  ///   - gradient: the gradient that optimizers are given.
  public init(_ base: any Objective, gradient: GradientRule) {
    self.base = base
    self.gradient = gradient
    data = base as? DataObjective
  }

  /// The lowest loss, if it is known.
  public var lowestLoss: Double? { base.lowestLoss }

  /// The rule that gives the gradients.
  public var substitute: GradientRule? { gradient }

  /// The loss and its own gradient.
  public func evaluate(at point: Point) -> Evaluation { base.evaluate(at: point) }

  /// The Hessian of the loss.
  public func hessian(at point: Point) -> Hessian { base.hessian(at: point) }

  /// Why there is no loss at a point, if it is known on a grid alone.
  public func offGrid(at point: Point) -> OffGrid? { base.offGrid(at: point) }

  /// The gradient that optimizers with the full batch are given.
  public func substituteGradient(at point: Point) -> Point? {
    switch gradient {
    case .typed(let typed): typed.value(at: point)
    case .differences(let differences):
      differences.gradient(at: point) { base.evaluate(at: $0).loss }
    }
  }

  /// The gradient that an optimizer is given: over the rows of the batch, or with the noise of the
  /// loss.
  public func batchGradient(
    at point: Point, full: Evaluation, batch: Batch, step: Int, seed: UInt64
  ) -> Point {
    if let data, case .samples(let size) = batch, size < data.rowCount {
      let rows = data.rows(ofBatch: size, step: step, seed: seed)
      switch gradient {
      case .typed(let typed): return typed.value(at: point, rows: rows)
      case .differences(let differences):
        return differences.gradient(at: point) { data.loss.evaluate(at: $0, rows: rows).loss }
      }
    }
    let given = Evaluation(
      loss: full.loss, gradient: substituteGradient(at: point) ?? full.gradient)
    return base.batchGradient(at: point, full: given, batch: batch, step: step, seed: seed)
  }

  /// The spread of the loss's own gradients.
  public func gradientCovariance(at point: Point, batch: Batch) -> Covariance? {
    base.gradientCovariance(at: point, batch: batch)
  }

  /// The place of a step's batch in the passes through the data.
  public func batchPlace(of batch: Batch, step: Int, seed: UInt64) -> BatchPlace? {
    base.batchPlace(of: batch, step: step, seed: seed)
  }
}
