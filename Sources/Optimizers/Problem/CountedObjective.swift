import Calculus

/// The number of evaluations that a run has used, so that methods can be compared fairly.
///
/// A gradient is counted together with the loss at the same point; a batch's gradient counts as
/// one, whatever the batch's size. Evaluations only for display are not counted.
public struct Cost: Hashable, Sendable {
  /// The number of gradients, each with the loss at the same point.
  public var gradients = 0
  /// The number of losses without a gradient.
  public var losses = 0
  /// The number of Hessians.
  public var hessians = 0

  /// Makes a cost of 0.
  public init() {}
}

/// An objective that counts its evaluations, for optimizers that need more than the gradient at their
/// point: line searches, Newton steps, simplex methods.
public struct CountedObjective: Sendable {
  /// The objective itself; its evaluations are not counted.
  public let objective: any Objective
  /// The evaluations so far.
  public internal(set) var cost = Cost()
  /// The batch, clipping and decay of a run; without it gradients are the full ones.
  private let source: GradientSource?
  /// Whether gradients are not the loss's own.
  private let isSubstituted: Bool

  /// Makes an objective without any evaluation so far.
  public init(_ objective: any Objective) {
    self.objective = objective
    source = nil
    isSubstituted = objective.substitute != nil
  }

  init(_ objective: any Objective, seenThrough source: GradientSource) {
    self.objective = objective
    self.source = source
    isSubstituted = objective.substitute != nil
  }

  /// The lowest loss; nil if it is not known. Reading it costs nothing.
  public var lowestLoss: Double? { objective.lowestLoss }

  /// Counts the gradient that comes with a step, for rules that count their own evaluations.
  public mutating func countGradient() { cost.gradients += 1 }

  /// The loss, and the gradient that optimizers are given, at a point; counted as one gradient.
  public mutating func evaluate(at point: Point) -> Evaluation {
    cost.gradients += 1
    var evaluation = objective.evaluate(at: point)
    if isSubstituted, let gradient = objective.substituteGradient(at: point) {
      evaluation.gradient = gradient
    }
    return evaluation
  }

  /// The gradient of a step's own batch at another point, clipped as in the step; counted as one
  /// gradient.
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
