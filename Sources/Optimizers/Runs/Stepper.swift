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
  /// Nil if walks cannot be made in blocks.
  private let plan: BlockWalk.Plan?

  /// Makes a stepper, which can be used for any number of walks, on any number of threads.
  public init(objective: any Objective, settings: RunSettings) {
    self.objective = objective
    self.settings = settings
    fresh = settings.makeOptimizer()
    source = GradientSource(settings, on: objective)
    steadyRate = settings.steadyRate
    plan = BlockWalk.Plan(by: fresh, on: objective, source: source, rate: steadyRate)
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

  /// Whether walks can be made in blocks: by a plain rule with a constant rate, on a formula.
  package var makesBlocks: Bool { plan != nil }

  /// Walks from several starts in blocks: each walk is, bit for bit, what it would be alone.
  /// - Parameters:
  ///   - starts: the points of the first steps.
  ///   - limit: the largest number of steps of a walk.
  ///   - judge: what looks at every step, and is told of every end.
  /// - Returns: the end of each walk, in the order of the starts; nil if there are no such blocks.
  package func walk<Judge: BlockJudge>(
    from starts: [Point], limit: Int, judge: inout Judge
  ) -> [Arrival]? {
    guard let plan else { return nil }
    var arrivals = arrivals(at: starts, on: objective)
    BlockWalk(plan).walk(&arrivals, limit: limit, judge: &judge)
    return arrivals
  }

  /// A walk under way; its point and the evaluation there are beside it, at the same index.
  private struct Lane<Rule: Optimizer> {
    let start: Int
    /// The number of the next step.
    var number = 1
    var rule: Rule
  }

  /// The largest number of walks at a time.
  private static let width = 64

  /// Generic for the same reason as `Walk.advance`: types are looked up once for all walks, and not
  /// at all for the usual one.
  @_specialize(where Rule == SGD, Loss == FormulaObjective)
  private func walk<Rule: Optimizer, Loss: Objective>(
    from starts: [Point], limit: Int, by fresh: Rule, on objective: Loss,
    isDone: (Int, Point, Point, Evaluation) -> Bool
  ) -> [Arrival] {
    var arrivals = arrivals(at: starts, on: objective)
    var waiting =
      limit > 0 ? starts.indices.reversed().filter { arrivals[$0].refused == nil } : []
    let first = [Int](waiting.suffix(Self.width).reversed())
    waiting.removeLast(first.count)
    var points = first.map { starts[$0] }
    var evaluations = first.map { arrivals[$0].evaluation }
    var (proposals, results) = (points, evaluations)
    var schedules = first.map { _ in settings.schedule }
    let looksAtLosses = settings.schedule.looksAtLosses
    let baseRate = settings.learningRate.initial
    var counted = CountedObjective(objective, seenThrough: source)
    // An array of a generic type would look up the type at every access.
    withUnsafeTemporaryAllocation(of: Lane<Rule>.self, capacity: first.count) { lanes in
      for (index, start) in first.enumerated() {
        lanes.initializeElement(at: index, to: Lane(start: start, rule: fresh))
      }
      while !points.isEmpty {
        proposals.withUnsafeMutableBufferPointer { proposals in
          for index in proposals.indices {
            let (point, evaluation, number) = (
              points[index], evaluations[index], lanes[index].number
            )
            let context = StepContext(
              number: number, point: point, loss: evaluation.loss,
              gradient: source.gradient(
                at: point, evaluation: evaluation, step: number, on: objective),
              learningRate: steadyRate ?? rate(ofStep: number, by: schedules[index]),
              baseRate: baseRate)
            proposals[index] = lanes[index].rule.proposal(for: context, using: &counted)
          }
        }
        objective.evaluate(at: proposals, into: &results)
        // From the last lane to the first, so that a lane can be filled from those already advanced.
        for index in points.indices.reversed() {
          let (proposal, result) = (proposals[index], results[index])
          let (start, number) = (lanes[index].start, lanes[index].number)
          if proposal.isFinite && result.isWithinReach {
            lanes[index].number += 1
            if looksAtLosses {
              schedules[index].see(
                loss: result.loss, base: settings.learningRate.rate(forStep: number))
            }
            if !isDone(start, proposal - points[index], proposal, result) && number < limit {
              continue
            }
            arrivals[start] = Arrival(
              step: number, point: proposal, evaluation: result, refused: nil)
          } else {
            arrivals[start] = Arrival(
              step: number - 1, point: points[index], evaluation: evaluations[index],
              refused: RefusedStep(
                point: proposal, evaluation: proposal.isFinite ? result : nil))
          }
          if let next = waiting.popLast() {
            proposals[index] = starts[next]
            results[index] = arrivals[next].evaluation
            if looksAtLosses { schedules[index] = settings.schedule }
            lanes[index] = Lane(start: next, rule: fresh)
          } else {
            let last = points.count - 1
            proposals.swapAt(index, last)
            results.swapAt(index, last)
            if looksAtLosses { schedules.swapAt(index, last) }
            if index < last { lanes.swapAt(index, last) }
            lanes.deinitializeElement(at: last)
            proposals.removeLast()
            results.removeLast()
            points.removeLast()
            evaluations.removeLast()
          }
        }
        swap(&points, &proposals)
        swap(&evaluations, &results)
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
  @inline(__always)
  var isWithinReach: Bool {
    // The square of the length is finite almost always, and spares the root.
    loss.isFinite && ((gradient * gradient).sum() < .infinity || gradient.portableNorm.isFinite)
  }
}
