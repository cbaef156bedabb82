import Calculus
import RealModule

/// One step of a run with all its numbers: those that the rule itself computed on the way.
///
/// The step is the one that starts at a row, whether or not the run has made it yet: at row 0 the
/// first one. The rule runs again from its memory as it was there, so that nothing is computed in a
/// second way: `target` is the next row's point bit for bit.
///
///     let inspection = Inspection(of: run, at: 0)
///     inspection.formulas    // ["g = ∇f", "Δ = −lr·g"]
///     inspection.angle       // 0 up to rounding: along −∇f
public struct Inspection: Hashable, Sendable {
  /// The optimizer.
  public let kind: OptimizerKind
  /// The row where the step starts; it leads to the next one.
  public let row: Int
  /// The row that it leads to: the next one or, of a recording, the next that was recorded.
  public let nextRow: Int
  /// The point where the step starts.
  public let point: Point
  /// The full loss there.
  public let loss: Double
  /// The rate of this step, by plan and schedule.
  public let learningRate: Double
  /// The gradient that the rule was given, stage by stage.
  public let gradient: SeenGradient
  /// The place of the gradient's batch in the data set; nil for the loss of a formula.
  public let batch: BatchPlace?
  /// The quantities of the step, the gradient first.
  public let quantities: [Quantity]
  /// The right side of Δ in the symbols of the quantities.
  public let move: String
  /// The proposed point; it or its loss is not finite if the run ends here.
  public let target: Point
  /// The full loss at the target; not finite if there is none.
  public let targetLoss: Double
  /// The evaluations of the objective beside the point's own loss: a line search's trials.
  public let cost: Cost
  /// The learning rate against the largest stable one where the step starts.
  public let gauge: LearningRateGauge

  /// Δ = target − point, rounded once: adding it to the point may miss the target by an ulp.
  public var step: Point { target - point }

  /// The angle between Δ and −∇f in degrees; over 90 the step goes uphill. Nil if one of them is
  /// zero or not finite.
  public var angle: Double? { step.angle(to: -gradient.full) }

  /// −Δ/g for each axis: the learning rate with which plain descent would have made this step. Not
  /// finite if a derivative is 0.
  public var effectiveRates: Point { -step / gradient.gradient }

  /// The step in symbols, line by line: `m = β₁·m + (1−β₁)·g`, and Δ at the end.
  public var formulas: [String] {
    quantities.filter { !$0.formula.isEmpty }.map { "\($0.symbol) = \($0.formula)" }
      + ["Δ = \(move)"]
  }

  /// Repeats a step of a run.
  /// - Parameters:
  ///   - run: the run.
  ///   - row: the row where the step starts; a row beyond the run's last is taken as the last.
  ///   - scales: the scales of the surface, if they are known: the gauge then agrees with the run's
  ///     verdict.
  /// - Complexity: of a few hundred steps at most for runs of up to 30,000, and of a hundredth of
  ///   the run beyond.
  public init(of run: Run, at row: Int, scales: SurfaceScales? = nil) {
    let row = Swift.max(0, Swift.min(row, run.step))
    let replay = run.replayed(at: row)
    let settings = run.settings
    kind = settings.kind
    self.row = row
    nextRow = run.recording?.nextStep(after: row) ?? row + 1
    point = run.trajectory.point(row)
    loss = replay.context.loss
    learningRate = replay.context.learningRate
    gradient = replay.gradient
    batch = run.objective.batchPlace(of: settings.batch, step: row + 1, seed: settings.seed)
    let explanation = replay.explanation
    let whole = gradient.substitute == nil ? "∇f" : "g"
    let sampling =
      batch.map { "\(whole) of \($0.rows.count) \($0.rows.count == 1 ? "row" : "rows")" }
      ?? "\(whole) + noise"
    quantities =
      (explanation.usesGradient
        ? gradient.quantities(sampling: sampling, source: run.objective.substitute?.words) : [])
      + explanation.quantities
    move = explanation.move
    target = replay.target
    targetLoss =
      row < run.step && !run.isRecorded
      ? run.trajectory.loss(row + 1)
      : target.isFinite ? run.objective.evaluate(at: target).loss : .nan
    cost = replay.cost
    gauge = LearningRateGauge(
      of: run, at: row, verdict: scales.map { run.verdict(at: row, scales: $0) })
  }
}

/// The gradient that an optimizer was given in a step, and the stages that led to it.
public struct SeenGradient: Hashable, Sendable {
  /// ∇f, the gradient of the full loss.
  public let full: Point
  /// The full gradient by the objective's substitute rule, such as one typed by hand; nil where
  /// optimizers are given the loss's own.
  public let substitute: Point?
  /// The gradient of the batch, with its noise; nil if every step sees the full one.
  public let batch: Point?
  /// The gradient shortened to `max_norm`; nil if it was short enough or nothing is clipped.
  public let clipped: Point?
  /// The gradient with L2 weight decay; nil if there is none.
  public let decayed: Point?

  /// The gradient that the rule was given.
  public var gradient: Point { decayed ?? clipped ?? given }

  /// The gradient of the batch or, with the full batch, the full one that optimizers are given.
  public var given: Point { batch ?? substitute ?? full }

  /// The gradient that is not the loss's own full one, before it is clipped; nil if there is none.
  public var other: Point? { batch ?? substitute }

  /// The angle between the batch's gradient and the full one in degrees; nil if one of them is zero
  /// or not finite, or there is no batch.
  public var batchAngle: Double? { batch.flatMap { $0.angle(to: full) } }

  /// The angle between a substitute gradient and the loss's own in degrees; nil if one of them is
  /// zero or not finite, or there is no substitute.
  public var substituteAngle: Double? { substitute.flatMap { $0.angle(to: full) } }

  /// Every stage that changed something, as the first lines of a step's explanation.
  /// - Parameters:
  ///   - sampling: the right side of the formula of the batch's gradient.
  ///   - source: the words for the substitute gradient.
  func quantities(sampling: String, source: String?) -> [Quantity] {
    if other == nil && clipped == nil && decayed == nil { return [.vector("g", "∇f", full)] }
    var list: [Quantity] = [
      .vector("∇f", substitute == nil ? "full gradient" : "exact gradient", full)
    ]
    if let substitute { list.append(.vector("g", source ?? "", substitute)) }
    if let batch { list.append(.vector("g", sampling, batch)) }
    let before = other == nil ? "∇f" : "g"
    if let clipped { list.append(.vector("g", "\(before)·max_norm/|\(before)|", clipped)) }
    if let decayed {
      let last = clipped == nil ? before : "g"
      list.append(.vector("g", "\(last) + weight_decay·p", decayed))
    }
    return list
  }
}

extension SIMD2<Double> {
  /// The angle to another vector in degrees, between 0 and 180; nil if one is zero or not finite.
  func angle(to other: Self) -> Double? {
    guard let one = unit, let other = other.unit else { return nil }
    let cross = one.x * other.y - one.y * other.x
    return Double.atan2(y: abs(cross), x: one.dot(other)) * 180 / .pi
  }

  private var unit: Self? {
    let largest = magnitudes.max()
    guard isFinite, largest > 0 else { return nil }
    // Scaled first: the products of very small or large coordinates would be 0 or infinite.
    let scaled = self / largest
    return scaled / scaled.portableNorm
  }
}
