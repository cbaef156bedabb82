import Calculus

/// Makes the steps of a `Run` without storing the path, from any number of starts.
///
///     let stepper = Stepper(objective: objective, settings: settings)
///     stepper.walk(from: Point(5, 3), limit: 100) { _, _, _ in false }.point
///     stepper.walk(from: starts, limit: 100) { _, _, _, _ in false }.map(\.point)
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
    steadyRate = settings.steadyRate
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
    walk(from: [start], limit: limit) { isDone($1, $2, $3) }[0]
  }

  /// Walks from several starts in lock-step, so that their gradients are computed together: each
  /// walk is, bit for bit, what it would be alone.
  ///
  /// A walk that ends leaves its lane to the next start.
  /// - Parameters:
  ///   - starts: the points of the first steps.
  ///   - limit: the largest number of steps of a walk.
  ///   - isDone: called after every step with the index of the start, the move, the new point and
  ///     the evaluation there.
  /// - Returns: the end of each walk, in the order of the starts.
  public func walk(
    from starts: [Point], limit: Int,
    isDone: (_ start: Int, _ move: Point, _ point: Point, Evaluation) -> Bool
  ) -> [Arrival] {
    walk(from: starts, limit: limit, by: fresh, on: objective, isDone: isDone)
  }

  /// A walk under way; its rule and its schedule are beside it, at the same index.
  private struct Lane {
    let start: Int
    var point: Point
    var evaluation: Evaluation
    /// The number of the next step.
    var number = 1
  }

  /// The largest number of walks at a time.
  private static let width = 32

  /// Generic for the same reason as `Walk.advance`: types are looked up once for all walks, and not
  /// at all for the usual ones.
  @_specialize(where Rule == SGD, Loss == FormulaObjective)
  @_specialize(where Rule == Adam, Loss == FormulaObjective)
  private func walk<Rule: Optimizer, Loss: Objective>(
    from starts: [Point], limit: Int, by fresh: Rule, on objective: Loss,
    isDone: (Int, Point, Point, Evaluation) -> Bool
  ) -> [Arrival] {
    var arrivals = arrivals(at: starts, on: objective)
    var waiting =
      limit > 0 ? starts.indices.reversed().filter { arrivals[$0].refused == nil } : []
    var lanes = waiting.suffix(Self.width).reversed().map {
      Lane(start: $0, point: starts[$0], evaluation: arrivals[$0].evaluation)
    }
    waiting.removeLast(lanes.count)
    let looksAtLosses = settings.schedule.looksAtLosses
    var schedules = lanes.map { _ in settings.schedule }
    var proposals = lanes.map(\.point)
    var evaluations = lanes.map(\.evaluation)
    var counted = CountedObjective(objective, seenThrough: source)
    // An array of a generic type would look up the type at every access.
    withUnsafeTemporaryAllocation(of: Rule.self, capacity: lanes.count) { rules in
      rules.initialize(repeating: fresh)
      defer { rules.deinitialize() }
      while !lanes.isEmpty {
        for index in lanes.indices {
          let lane = lanes[index]
          let context = StepContext(
            number: lane.number, point: lane.point, loss: lane.evaluation.loss,
            gradient: source.gradient(
              at: lane.point, evaluation: lane.evaluation, step: lane.number, on: objective),
            learningRate: steadyRate ?? rate(ofStep: lane.number, by: schedules[index]),
            baseRate: settings.learningRate.initial)
          proposals[index] = rules[index].proposal(for: context, using: &counted)
        }
        objective.evaluate(at: proposals, into: &evaluations)
        // From the last lane to the first, so that a lane can be filled from those already advanced.
        for index in lanes.indices.reversed() {
          let (lane, proposal, new) = (lanes[index], proposals[index], evaluations[index])
          if proposal.isFinite && new.isWithinReach {
            lanes[index].point = proposal
            lanes[index].evaluation = new
            lanes[index].number += 1
            if looksAtLosses {
              schedules[index].see(
                loss: new.loss, base: settings.learningRate.rate(forStep: lane.number))
            }
            if !isDone(lane.start, proposal - lane.point, proposal, new) && lane.number < limit {
              continue
            }
            arrivals[lane.start] = Arrival(
              step: lane.number, point: proposal, evaluation: new, refused: nil)
          } else {
            arrivals[lane.start] = Arrival(
              step: lane.number - 1, point: lane.point, evaluation: lane.evaluation,
              refused: RefusedStep(point: proposal, evaluation: proposal.isFinite ? new : nil))
          }
          if let next = waiting.popLast() {
            lanes[index] = Lane(
              start: next, point: starts[next], evaluation: arrivals[next].evaluation)
            rules[index] = fresh
            schedules[index] = settings.schedule
          } else {
            lanes.swapAt(index, lanes.count - 1)
            rules.swapAt(index, lanes.count - 1)
            schedules.swapAt(index, lanes.count - 1)
            lanes.removeLast()
          }
        }
        proposals.removeLast(proposals.count - lanes.count)
        evaluations.removeLast(evaluations.count - lanes.count)
      }
    }
    return arrivals
  }

  private func rate(ofStep number: Int, by schedule: Schedule) -> Double {
    schedule.rate(base: settings.learningRate.rate(forStep: number), stepsDone: number - 1)
  }

  /// The ends of walks without any step.
  private func arrivals<Loss: Objective>(at starts: [Point], on objective: Loss) -> [Arrival] {
    var evaluations = [Evaluation](
      repeating: Evaluation(loss: .nan, gradient: .zero), count: starts.count)
    objective.evaluate(at: starts, into: &evaluations)
    return zip(starts, evaluations).map { start, evaluation in
      let canBegin = start.isFinite && evaluation.isWithinReach
      return Arrival(
        step: 0, point: start, evaluation: evaluation,
        refused: canBegin ? nil : RefusedStep(point: start, evaluation: evaluation))
    }
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
