import Calculus

/// A rule that proposes the next point; its stored properties are its memory.
///
/// An optimizer is a value: a copy is a checkpoint, and continues bit for bit as the original does.
/// Most rules give a direction and conform to `DirectionalOptimizer`, or to `MovingOptimizer` where
/// their step is no multiple of the learning rate (AdaBound) or takes more than one gradient (SAM).
/// A rule conforms to this protocol itself where it finds a point rather than a step (line searches,
/// Newton, Nelder–Mead).
public protocol Optimizer: Sendable {
  /// The point to go to. `Run` does not go there if it, its loss or its gradient is not finite.
  /// - Parameters:
  ///   - step: where the run is, and what it knows there.
  ///   - objective: for rules that need more than `step` tells; using it is counted.
  mutating func proposal(for step: StepContext, using objective: inout CountedObjective) -> Point

  /// The working of the step that was proposed last: what the rule has just computed, from its
  /// memory and by the same properties and functions.
  /// - Parameter step: the one that `proposal(for:using:)` was called with.
  func working(of step: StepContext) -> Working

  /// Whether a run counts one gradient for each step; false for rules that count for themselves
  /// what they use, because it is none or was computed in the step before.
  static var usesOneGradient: Bool { get }
}

extension Optimizer {
  public static var usesOneGradient: Bool { true }
}

/// A rule that takes something from its point, which others can change before it is taken.
public protocol MovingOptimizer: Optimizer {
  /// What the step takes from the point: it leads to `point − move`.
  mutating func move(for step: StepContext, using objective: inout CountedObjective) -> Point

  /// What decoupled weight decay is multiplied by in the step that was proposed last; for most
  /// rules the learning rate.
  func decayRate(of step: StepContext) -> Double
}

extension MovingOptimizer {
  public mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    step.point - move(for: step, using: &objective)
  }

  public func decayRate(of step: StepContext) -> Double { step.learningRate }
}

/// A rule whose step is the learning rate times a direction.
///
/// The learning rate is outside the rule's memory, so a change of it acts at once and in full.
public protocol DirectionalOptimizer: MovingOptimizer {
  /// The direction d of the step to `point − learningRate · d`.
  mutating func direction(for step: StepContext) -> Point
}

extension DirectionalOptimizer {
  public mutating func move(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    step.learningRate * direction(for: step)
  }
}

/// What an optimizer is told about the step to make.
public struct StepContext: Sendable {
  /// 1 for the first step.
  public let number: Int
  public let point: Point
  /// The full loss at the point.
  public let loss: Double
  /// The gradient to follow: of the batch, clipped, with L2 weight decay added.
  public let gradient: Point
  public let learningRate: Double
  /// The rate that the run was set up with, before its schedule; what PyTorch gives a constructor.
  public let baseRate: Double

  public init(
    number: Int, point: Point, loss: Double, gradient: Point, learningRate: Double,
    baseRate: Double
  ) {
    self.number = number
    self.point = point
    self.loss = loss
    self.gradient = gradient
    self.learningRate = learningRate
    self.baseRate = baseRate
  }

  /// The same step along another gradient.
  func along(_ gradient: Point) -> Self {
    Self(
      number: number, point: point, loss: loss, gradient: gradient, learningRate: learningRate,
      baseRate: baseRate)
  }
}
