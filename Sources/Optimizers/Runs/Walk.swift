import Calculus

/// The moving part of a run: the path so far and the last point with its loss and gradient.
///
/// The optimizer and the objective are generic arguments, so that the loop over the steps looks up
/// their types once instead of at every step; for the usual ones it is compiled by itself.
struct Walk: Sendable {
  private(set) var trajectory: Trajectory
  private(set) var end: Ending?
  private var point: Point
  private var evaluation: Evaluation
  let source: GradientSource
  private(set) var ledger: CostLedger
  /// The schedule, with the losses it has seen so far.
  private var schedule: Schedule
  private let stepLimit: Int

  init(
    start: Point, evaluation: Evaluation, settings: RunSettings, objective: any Objective,
    ledger: CostLedger, stepLimit: Int
  ) {
    self.ledger = ledger
    trajectory = Trajectory(
      start: start, evaluation: evaluation, learningRate: settings.learningRate(forStep: 1))
    self.point = start
    self.evaluation = evaluation
    self.stepLimit = stepLimit
    source = GradientSource(settings, on: objective)
    schedule = settings.schedule
  }

  /// The start of a recorded run.
  init(at tape: Tape, settings: RunSettings, objective: any Objective, ledger: CostLedger) {
    let evaluation = Evaluation(
      loss: tape.evaluation.loss, gradient: Point(tape.evaluation.gradientNorm, 0))
    self.init(
      start: tape.point, evaluation: evaluation, settings: settings, objective: objective,
      ledger: ledger, stepLimit: Trajectory.stepLimit)
    reopen(upTo: tape.recording.lastStep)
  }

  /// Makes steps until their number is reached, or there is an end.
  @_specialize(where Rule == SGD, Loss == FormulaObjective)
  @_specialize(where Rule == Adam, Loss == FormulaObjective)
  mutating func advance<Rule: Optimizer, Loss: Objective>(
    to step: Int, by optimizer: inout Rule, on objective: Loss, settings: RunSettings,
    counted: inout CountedObjective
  ) {
    let isCounted = !Rule.costsOneGradient
    let steadyRate = settings.steadyRate
    while trajectory.lastStep < step && end == nil {
      guard trajectory.lastStep < stepLimit else {
        end = .storageFull
        return
      }
      let number = trajectory.count
      let rate = steadyRate ?? rate(ofStep: number, of: settings.learningRate)
      if Rule.usesOneGradient { counted.countGradient() }
      let context = StepContext(
        number: number, point: point, loss: evaluation.loss,
        gradient: source.gradient(at: point, evaluation: evaluation, step: number, on: objective),
        learningRate: rate, baseRate: settings.learningRate.initial)
      let proposal = optimizer.proposal(for: context, using: &counted)
      guard proposal.isFinite else {
        end = .notFinite(RefusedStep(point: proposal, evaluation: nil))
        return
      }
      accept(proposal, objective.evaluate(at: proposal), rate: rate)
      if isCounted && end == nil { ledger.enter(step: number, total: counted.cost) }
      if schedule.looksAtLosses && end == nil {
        schedule.see(loss: evaluation.loss, base: settings.learningRate.rate(forStep: number))
      }
    }
  }

  /// Repeats recorded steps until their number is reached, or the recording is over.
  mutating func advance(to step: Int, along tape: inout Tape, on objective: any Objective) {
    let last = tape.recording.lastStep
    while trajectory.lastStep < min(step, last) {
      tape.play(to: trajectory.count, on: objective)
      trajectory.append(
        tape.point, loss: tape.evaluation.loss, gradientNorm: tape.evaluation.gradientNorm,
        learningRate: tape.rate)
    }
    reopen(upTo: last)
  }

  /// Lets a recorded run go on to its last step.
  mutating func reopen(upTo last: Int) { end = trajectory.lastStep < last ? nil : .recordingOver }

  /// The rate of the next step, or of a later one if no loss changes it before then.
  func rate(ofStep number: Int, of plan: LearningRatePlan) -> Double {
    schedule.rate(base: plan.rate(forStep: number), stepsDone: number - 1)
  }

  @inline(__always)
  private mutating func accept(_ proposal: Point, _ new: Evaluation, rate: Double) {
    let gradientNorm = new.gradient.portableNorm
    guard new.loss.isFinite, gradientNorm.isFinite else {
      end = .notFinite(RefusedStep(point: proposal, evaluation: new))
      return
    }
    trajectory.append(
      proposal, loss: new.loss, gradientNorm: gradientNorm, learningRate: rate)
    point = proposal
    evaluation = new
  }

  mutating func setFirstRate(_ rate: Double) { trajectory.setFirstRate(rate) }
}
