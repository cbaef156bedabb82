import Calculus

/// One step of a run with all its numbers: those that the rule itself computed on the way.
///
/// It is of the step that starts at a row, whether or not the run has made it yet: at row 0 the
/// first one. The rule is run again from its memory as it was there, so that nothing is worked out
/// a second way: `target` is the next row's point bit for bit.
///
///     let inspection = Inspection(of: run, at: 0)
///     inspection.formulas    // ["g = ∇f", "Δ = −lr·g"]
///     inspection.angle       // 0, along −∇f
public struct Inspection: Hashable, Sendable {
  public let kind: OptimizerKind
  /// The row that the step starts from; it leads to the next one.
  public let row: Int
  /// Where the step starts, and the full loss there.
  public let point: Point
  public let loss: Double
  /// Of this step, by plan and schedule.
  public let learningRate: Double
  public let gradient: SeenGradient
  /// Where the gradient's batch stands in the data set; nil for the loss of a formula.
  public let batch: BatchPlace?
  /// The working of the step, the gradient first.
  public let quantities: [Quantity]
  /// The right side of Δ in the symbols of the quantities.
  public let move: String
  /// The point proposed; not finite, or of no finite loss, where the run ends here.
  public let target: Point
  /// The full loss at the target; not finite where there is none.
  public let targetLoss: Double
  /// What the step asked of the objective beside the point's own loss: a line search's trials.
  public let cost: Cost
  /// The learning rate against the largest stable one where the step starts.
  public let gauge: LearningRateGauge

  /// Δ = target − point, rounded once: adding it to the point may miss the target by an ulp.
  public var step: Point { target - point }

  /// In degrees, between Δ and −∇f; over 90 the step goes uphill. Nil where one of them is zero or
  /// not finite.
  public var angle: Double? { Optimizers.angle(between: step, and: -gradient.full) }

  /// −Δ/g for each axis: the learning rate with which plain descent would have made this step. Not
  /// finite where a derivative is 0.
  public var effectiveRates: Point { -step / gradient.gradient }

  /// The step in symbols, line by line: `m = β₁·m + (1−β₁)·g`, and Δ at the end.
  public var formulas: [String] {
    quantities.filter { !$0.formula.isEmpty }.map { "\($0.symbol) = \($0.formula)" }
      + ["Δ = \(move)"]
  }

  /// - Parameters:
  ///   - run: whose step.
  ///   - row: the row that the step starts from; one beyond the run's last is taken as that.
  ///   - scales: those of the surface, if they are known: the gauge then says of the run what its
  ///     verdict says.
  /// - Complexity: of a few hundred steps at most for runs of up to 30,000, and of a hundredth of
  ///   the run beyond.
  public init(of run: Run, at row: Int, scales: SurfaceScales? = nil) {
    let row = Swift.max(0, Swift.min(row, run.step))
    let replay = run.replayed(at: row)
    let settings = run.settings
    kind = settings.kind
    self.row = row
    point = run.trajectory.point(row)
    loss = replay.context.loss
    learningRate = replay.context.learningRate
    gradient = replay.gradient
    batch = run.objective.batchPlace(of: settings.batch, step: row + 1, seed: settings.seed)
    let working = replay.working
    let sampling =
      batch.map { "∇f of \($0.rows.count) \($0.rows.count == 1 ? "row" : "rows")" } ?? "∇f + noise"
    quantities =
      (working.usesGradient ? gradient.quantities(sampling: sampling) : []) + working.quantities
    move = working.move
    target = replay.target
    targetLoss =
      row < run.step
      ? run.trajectory.loss(row + 1)
      : target.isFinite ? run.objective.evaluate(at: target).loss : .nan
    cost = replay.cost
    gauge = LearningRateGauge(
      of: run, at: row, verdict: scales.map { Verdict(of: run, upTo: row, scales: $0) })
  }
}
