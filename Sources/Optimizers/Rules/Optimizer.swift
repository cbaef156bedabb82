import Calculus

/// A rule that proposes the next point; its stored properties are its memory.
///
/// An optimizer is a value: a copy is a checkpoint, and continues bit for bit like the original.
/// Most rules give a direction and conform to `DirectionalOptimizer`. A rule conforms to
/// `MovingOptimizer` if its step is not a multiple of the learning rate (AdaBound) or takes more
/// than one gradient (SAM), and to this protocol alone if it finds a point rather than a step (line
/// searches, Newton, Nelder–Mead). See `OptimizerKind` for a rule of your own.
public protocol Optimizer: Sendable {
  /// Returns the next point. A run does not step there if the point, its loss or its gradient is
  /// not finite.
  /// - Parameters:
  ///   - step: the point of the run, with its loss, gradient and learning rate.
  ///   - objective: for rules that need more than `step` contains; each evaluation is counted.
  mutating func proposal(for step: StepContext, using objective: inout CountedObjective) -> Point

  /// Returns the quantities computed in the last proposed step, by the same properties and
  /// functions that made the step. By default there are none.
  /// - Parameter step: the argument of that call of `proposal(for:using:)`.
  func explanation(of step: StepContext) -> StepExplanation

  /// Whether a run counts one gradient for each step, the default; false for rules that count their
  /// own evaluations, because they use no gradient or one that the previous step computed.
  static var usesOneGradient: Bool { get }

  /// Whether every step costs exactly one gradient, so that nothing has to be counted: false by
  /// default, and true for a `DirectionalOptimizer`, which is given no objective to evaluate.
  static var costsOneGradient: Bool { get }
}

extension Optimizer {
  /// The default: one gradient is counted for each step.
  public static var usesOneGradient: Bool { true }

  /// The default: the evaluations of each step are counted.
  public static var costsOneGradient: Bool { false }

  /// The default: no quantities, and a step without a formula.
  public func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation([], move: "p′ − p")
  }
}

/// A rule that subtracts a vector from its point; a wrapper can change the vector before that.
public protocol MovingOptimizer: Optimizer {
  /// Returns the vector that the step subtracts: it leads to `point − move`.
  /// - Parameters:
  ///   - step: the point of the run, with its loss, gradient and learning rate.
  ///   - objective: for rules that need more than `step` contains; each evaluation is counted.
  mutating func move(for step: StepContext, using objective: inout CountedObjective) -> Point

  /// Returns the factor of decoupled weight decay in the last proposed step; by default the
  /// learning rate.
  func decayRate(of step: StepContext) -> Double
}

extension MovingOptimizer {
  /// The point less the move.
  @inline(__always)
  public mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    step.point - move(for: step, using: &objective)
  }

  /// The default: the learning rate.
  public func decayRate(of step: StepContext) -> Double { step.learningRate }
}

/// A rule whose step is the learning rate times a direction.
///
/// The learning rate is outside the rule's memory, so a change of it acts at once and in full.
public protocol DirectionalOptimizer: MovingOptimizer {
  /// Returns the direction d of the step to `point − learningRate · d`.
  mutating func direction(for step: StepContext) -> Point
}

extension DirectionalOptimizer {
  /// True, unless the rule uses no gradient.
  public static var costsOneGradient: Bool { usesOneGradient }

  /// The learning rate times the direction.
  @inline(__always)
  public mutating func move(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    step.learningRate * direction(for: step)
  }

  /// The default: no quantities, and the step by its learning rate and its direction.
  public func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation([], move: "−lr·d")
  }
}

/// The input of an optimizer for one step. All numbers are finite.
public struct StepContext: Sendable {
  /// The number of the step, from 1.
  public let number: Int
  /// The point where the step starts.
  public let point: Point
  /// The full loss at the point.
  public let loss: Double
  /// The gradient to follow: of the batch, clipped, with L2 weight decay added.
  public let gradient: Point
  /// The learning rate of the step, by plan and schedule; at least 0.
  public let learningRate: Double
  /// The first learning rate of the run, before its schedule: the one that PyTorch's constructors
  /// take.
  public let baseRate: Double

  /// Makes the input of a step; `Run` does this.
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

  /// The same step with another gradient.
  func along(_ gradient: Point) -> Self {
    Self(
      number: number, point: point, loss: loss, gradient: gradient, learningRate: learningRate,
      baseRate: baseRate)
  }
}
