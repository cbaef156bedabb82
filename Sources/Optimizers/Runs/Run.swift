import Calculus

/// One optimizer's path from a start, advanced step by step.
///
/// Gradient descent on x² + y², where each step removes a fifth of the distance:
///
///     var run = try Run(
///       objective: FormulaObjective(try Formula("x^2 + y^2").compiled()), start: Point(5, 3),
///       settings: RunSettings(.gd, learningRate: 0.1))
///     run.advance(to: 2)
///     run.trajectory[2].point  // (3.2, 1.92)
///
/// A run is a value: a copy is a checkpoint and continues bit for bit as the original does. The same
/// objective, start and settings give the same trajectory, and settings that agree up to a step
/// give trajectories that agree up to that row; so going back and branching are replays.
public struct Run: Sendable {
  /// The optimizer, its learning rates and the rest that determines the run.
  public private(set) var settings: RunSettings
  private var walk: Walk
  private var optimizer: any Optimizer
  private var counted: CountedObjective
  private var checkpoints = Checkpoints()
  /// What is played, if the run repeats a recording.
  private var tape: Tape?

  /// Makes a run at its start.
  /// - Throws: `StartError` if the start, its loss or its gradient is not finite.
  public init(objective: any Objective, start: Point, settings: RunSettings) throws(StartError) {
    try self.init(
      objective: objective, start: start, settings: settings, stepLimit: Trajectory.stepLimit)
  }

  init(objective: any Objective, start: Point, settings: RunSettings, stepLimit: Int)
    throws(StartError)
  {
    let evaluation = objective.evaluate(at: start)
    guard start.isFinite, evaluation.isFinite, evaluation.gradient.portableNorm.isFinite else {
      throw StartError(point: start, evaluation: evaluation)
    }
    self.settings = settings
    optimizer = settings.makeOptimizer()
    walk = Walk(
      start: start, evaluation: evaluation, settings: settings, objective: objective,
      ledger: CostLedger(
        batch: settings.batch, rowCount: objective.dataRowCount,
        isSteady: type(of: optimizer).costsOneGradient),
      stepLimit: stepLimit)
    counted = CountedObjective(objective, seenThrough: walk.source)
  }

  init(playing tape: Tape, on objective: any Objective, settings: RunSettings) {
    self.settings = settings
    self.tape = tape
    optimizer = RecordedStep(target: nil)
    walk = Walk(
      at: tape, settings: settings, objective: objective,
      ledger: CostLedger(
        batch: settings.batch, rowCount: objective.dataRowCount, isSteady: true))
    counted = CountedObjective(objective, seenThrough: walk.source)
  }

  /// What the run repeats; nil if an optimizer makes its steps.
  public var recording: Recording? { tape?.recording }

  /// Plays another recording from the present step on; false, and nothing changes, if it does not
  /// continue the run's.
  mutating func play(_ recording: Recording) -> Bool {
    guard tape?.continued(by: recording) == true else { return false }
    walk.reopen(upTo: recording.lastStep)
    return true
  }

  /// The loss that is minimized.
  public var objective: any Objective { counted.objective }
  /// The path so far.
  public var trajectory: Trajectory { walk.trajectory }
  /// The reason why the run makes no further step; nil while it can.
  public var end: Ending? { walk.end }
  /// The point where the run starts.
  public var start: Point { trajectory.point(0) }
  /// The number of steps made.
  public var step: Int { trajectory.lastStep }
  /// The evaluations of the steps so far.
  public var cost: Cost { counted.cost }
  /// What each step has cost.
  var ledger: CostLedger { walk.ledger }
  /// Whether every step costs one gradient, known before it is made.
  public var hasSteadyCost: Bool { ledger.isSteady }

  /// The rate of a step, by plan and schedule.
  ///
  /// A schedule that depends on losses knows the rates up to that of the next step; later rates
  /// assume that no loss changes them.
  /// - Parameter number: 1 for the first step.
  public func learningRate(forStep number: Int) -> Double {
    if let tape { return tape.recording.rate(ofStep: number) ?? 0 }
    guard settings.schedule.looksAtLosses else { return settings.learningRate(forStep: number) }
    return number <= step
      ? trajectory[max(number, 0)].learningRate
      : walk.rate(ofStep: number, of: settings.learningRate)
  }

  /// Makes one step; false if the run has ended instead.
  @discardableResult
  public mutating func advance() -> Bool {
    advance(to: step + 1)
    return end == nil
  }

  /// Makes steps until their number is reached, or the run ends.
  /// - Parameter step: the number of steps from the start.
  public mutating func advance(to step: Int) {
    guard step > self.step, end == nil else { return }
    guard tape == nil else {
      walk.advance(to: step, along: &tape!, on: objective)
      return
    }
    while self.step < step && end == nil {
      if self.step == checkpoints.nextRow { checkpoints.add(optimizer) }
      walk.advance(
        to: min(step, checkpoints.nextRow), by: &optimizer, on: objective, settings: settings,
        counted: &counted)
    }
  }

  /// Changes the learning rate of all further steps.
  /// - Throws: `HyperparameterError` if the rate is negative or not finite.
  public mutating func changeLearningRate(to rate: Double) throws(HyperparameterError) {
    try settings.setLearningRate(settings.learningRate.branching(at: step, to: rate))
    walk.setFirstRate(settings.learningRate(forStep: 1))
  }

  /// Repeats the step that starts at a row of the trajectory.
  func replayed(at row: Int) -> Replay {
    if let tape {
      let target = tape.recording.point(atStep: tape.recording.nextStep(after: row) ?? row)
      return Replay(
        RecordedStep(target: target), from: row, to: row, of: self, on: objective,
        source: walk.source)
    }
    // If the run has ended, its optimizer has seen the refused step.
    let present =
      row == step && end == nil ? Checkpoints.Checkpoint(row: row, optimizer: optimizer) : nil
    let from =
      present ?? checkpoints.last(upTo: row)
      ?? Checkpoints.Checkpoint(row: 0, optimizer: settings.makeOptimizer())
    return Replay(
      from.optimizer, from: from.row, to: row, of: self, on: objective, source: walk.source)
  }
}

/// The reason why a run makes no further step.
public enum Ending: Hashable, Sendable {
  /// The next point, its loss or its gradient is not finite; it is not in the trajectory.
  case notFinite(RefusedStep)
  /// The trajectory is full: it stores `Trajectory.stepLimit` steps.
  case storageFull
  /// All that was recorded of the run has been played.
  case recordingOver
}

/// A step that was proposed but not made.
public struct RefusedStep: Hashable, Sendable {
  /// The proposed point.
  public let point: Point
  /// The loss and gradient there; nil if the point itself is not finite.
  public let evaluation: Evaluation?
}

/// A start where the loss or its gradient is not finite.
public struct StartError: Error, Hashable, Sendable {
  /// The start.
  public let point: Point
  /// The loss and gradient there.
  public let evaluation: Evaluation
}
