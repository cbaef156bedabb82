import Calculus

/// How much work a run has asked of its objective, so that methods can be compared fairly.
///
/// A gradient is counted together with the loss at the same point; a batch's gradient counts as
/// one, whatever the batch's size. What is computed only to be shown is not counted.
public struct Cost: Hashable, Sendable {
  public var gradients = 0
  /// Losses evaluated without a gradient.
  public var losses = 0
  public var hessians = 0

  public init() {}
}

/// An objective that keeps count of what is asked of it, handed to optimizers that look further
/// than the gradient at their point: line searches, Newton steps, simplex methods.
public struct CountedObjective: Sendable {
  public let objective: any Objective
  public internal(set) var cost = Cost()
  /// What a run makes of the gradients; without one they are the full ones.
  private let source: GradientSource?

  public init(_ objective: any Objective) {
    self.objective = objective
    source = nil
  }

  init(_ objective: any Objective, seenThrough source: GradientSource) {
    self.objective = objective
    self.source = source
  }

  /// The lowest loss that the objective is known to have; asking costs nothing.
  public var lowestLoss: Double? { objective.lowestLoss }

  /// Counts the gradient that a step comes with, for rules that count for themselves.
  public mutating func countGradient() { cost.gradients += 1 }

  /// The loss and gradient at a point, counted as one gradient.
  public mutating func evaluate(at point: Point) -> Evaluation {
    cost.gradients += 1
    return objective.evaluate(at: point)
  }

  /// The gradient that a training loop would see at another point in a step: that of the step's own
  /// batch, clipped, counted as one gradient.
  public mutating func gradient(at point: Point, of step: StepContext) -> Point {
    let evaluation = evaluate(at: point)
    guard let source else { return evaluation.gradient }
    return source.gradient(at: point, evaluation: evaluation, step: step.number, on: objective)
  }

  /// The loss alone, counted as one loss.
  public mutating func loss(at point: Point) -> Double {
    cost.losses += 1
    return objective.evaluate(at: point).loss
  }

  /// The Hessian, counted as one Hessian.
  public mutating func hessian(at point: Point) -> Hessian {
    cost.hessians += 1
    return objective.hessian(at: point)
  }
}
