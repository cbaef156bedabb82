import Calculus

/// Makes the steps of a `Run` without storing the path, from any number of starts.
///
///     let stepper = Stepper(objective: objective, settings: settings)
///     stepper.walk(from: Point(5, 3), limit: 100) { _, _, _ in false }.point
///
/// It serves experiments that follow thousands of runs to their ends. Every step is, bit for bit,
/// the one that `Run` makes with the same objective and settings.
public struct Stepper: Sendable {
  private let objective: any Objective
  private let settings: RunSettings
  private let fresh: any Optimizer
  private let source: GradientSource
  /// The rate of all steps, if it is constant.
  private let steadyRate: Double?

  /// Makes a stepper, which can be used for any number of walks, on any number of threads.
  public init(objective: any Objective, settings: RunSettings) {
    self.objective = objective
    self.settings = settings
    fresh = settings.makeOptimizer()
    source = GradientSource(settings, on: objective)
    let isSteady = settings.schedule == .constant && settings.learningRate.changes.isEmpty
    steadyRate = isSteady ? settings.learningRate.initial : nil
  }

  /// Steps until `isDone` is true, `limit` steps have been made, or the next point, its loss or its
  /// gradient is not finite.
  /// - Parameters:
  ///   - start: the point of the first step.
  ///   - limit: the largest number of steps.
  ///   - isDone: called after every step with the move, the new point and the evaluation there.
  public func walk(
    from start: Point, limit: Int, isDone: (_ move: Point, _ point: Point, Evaluation) -> Bool
  ) -> Arrival {
    walk(from: start, limit: limit, by: fresh, on: objective, isDone: isDone)
  }

  /// Generic for the same reason as `Walk.advance`: types are looked up once per walk.
  private func walk<Rule: Optimizer, Loss: Objective>(
    from start: Point, limit: Int, by fresh: Rule, on objective: Loss,
    isDone: (Point, Point, Evaluation) -> Bool
  ) -> Arrival {
    var rule = fresh
    var counted = CountedObjective(objective, seenThrough: source)
    var schedule = settings.schedule
    var point = start
    var evaluation = objective.evaluate(at: start)
    guard start.isFinite, evaluation.isWithinReach else {
      return Arrival(
        step: 0, point: start, evaluation: evaluation,
        refused: RefusedStep(point: start, evaluation: evaluation))
    }
    var number = 1
    while number <= limit {
      let base = settings.learningRate.rate(forStep: number)
      let context = StepContext(
        number: number, point: point, loss: evaluation.loss,
        gradient: source.gradient(at: point, evaluation: evaluation, step: number, on: objective),
        learningRate: steadyRate ?? schedule.rate(base: base, stepsDone: number - 1),
        baseRate: settings.learningRate.initial)
      let proposal = rule.proposal(for: context, using: &counted)
      let new = proposal.isFinite ? objective.evaluate(at: proposal) : nil
      guard let new, new.isWithinReach else {
        return Arrival(
          step: number - 1, point: point, evaluation: evaluation,
          refused: RefusedStep(point: proposal, evaluation: new))
      }
      let move = proposal - point
      point = proposal
      evaluation = new
      if schedule.looksAtLosses { schedule.see(loss: new.loss, base: base) }
      if isDone(move, point, new) { break }
      number += 1
    }
    return Arrival(
      step: min(number, limit), point: point, evaluation: evaluation, refused: nil)
  }
}

/// The end of a walk.
public struct Arrival: Hashable, Sendable {
  /// The number of steps made.
  public let step: Int
  /// The last point.
  public let point: Point
  /// The loss and gradient there.
  public let evaluation: Evaluation
  /// The step that could not be made, if that ended the walk; at step 0 the start itself if the
  /// loss or its gradient is not finite there.
  public let refused: RefusedStep?
}

extension Evaluation {
  /// Whether the loss and the gradient's length are finite.
  fileprivate var isWithinReach: Bool { loss.isFinite && gradient.portableNorm.isFinite }
}
