import Calculus

/// A repeated step of a run.
struct Replay: Sendable {
  let context: StepContext
  let gradient: SeenGradient
  let explanation: StepExplanation
  let target: Point
  let cost: Cost

  /// Leads a rule along its former path from one row to another, and makes the step there.
  ///
  /// Generic for the same reason as `Walk.advance`: types are looked up once.
  /// - Parameters:
  ///   - rule: the rule, with its memory at `first`.
  ///   - first: at most `row`.
  ///   - row: the row from which the repeated step starts.
  init<Rule: Optimizer, Loss: Objective>(
    _ rule: Rule, from first: Int, to row: Int, of run: Run, on objective: Loss,
    source: GradientSource
  ) {
    var rule = rule
    var counted = CountedObjective(objective, seenThrough: source)
    func context(_ row: Int) -> (StepContext, Evaluation) {
      let point = run.trajectory.point(row)
      let evaluation = objective.evaluate(at: point)
      let gradient = source.gradient(
        at: point, evaluation: evaluation, step: row + 1, on: objective)
      let context = StepContext(
        number: row + 1, point: point, loss: evaluation.loss, gradient: gradient,
        learningRate: run.learningRate(forStep: row + 1),
        baseRate: run.settings.learningRate.initial)
      return (context, evaluation)
    }
    for earlier in first..<row {
      _ = rule.proposal(for: context(earlier).0, using: &counted)
    }
    let (last, evaluation) = context(row)
    counted.cost = Cost()
    target = rule.proposal(for: last, using: &counted)
    if Rule.usesOneGradient { counted.countGradient() }
    self.context = last
    gradient = source.stages(
      at: last.point, evaluation: evaluation, step: last.number, on: objective)
    explanation = rule.explanation(of: last)
    cost = counted.cost
  }
}

/// Copies of a run's optimizer at a limited number of evenly spaced rows, so that a step in the
/// distant past can be repeated without repeating everything before it.
struct Checkpoints: Sendable {
  /// A rule with its memory at a row.
  struct Checkpoint: Sendable {
    let row: Int
    let optimizer: any Optimizer
  }

  static let firstStride = 256
  static let limit = 128

  /// The copies at the rows 0, stride, 2·stride …
  private var optimizers: [any Optimizer] = []
  private(set) var stride = firstStride

  /// The next row that needs a copy.
  var nextRow: Int { optimizers.count * stride }

  /// Stores the optimizer with its memory at `nextRow`.
  mutating func add(_ optimizer: any Optimizer) {
    if optimizers.count == Checkpoints.limit {
      optimizers = optimizers.indices.filter { $0.isMultiple(of: 2) }.map { optimizers[$0] }
      stride *= 2
    }
    optimizers.append(optimizer)
  }

  /// The last copy at or before a row; nil if there is none.
  func last(upTo row: Int) -> Checkpoint? {
    let index = min(row / stride, optimizers.count - 1)
    return index < 0 ? nil : Checkpoint(row: index * stride, optimizer: optimizers[index])
  }
}
