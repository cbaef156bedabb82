import Calculus

/// A step of a run, made again.
struct Replay: Sendable {
  let context: StepContext
  let gradient: SeenGradient
  let working: Working
  let target: Point
  let cost: Cost

  /// Takes a rule from a row on along the path that it made, and makes the step at another one.
  ///
  /// Generic for the same reason as `Walk.advance`: types are looked up once.
  /// - Parameters:
  ///   - rule: with its memory as it was at `first`.
  ///   - first: at most `row`.
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
    working = rule.working(of: last)
    cost = counted.cost
  }
}
