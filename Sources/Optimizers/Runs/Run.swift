import Calculus

/// One optimizer's way from a start, advanced step by step.
///
/// A value: a copy is a checkpoint and continues bit for bit as the original does. The same
/// objective, start and settings give the same trajectory, and settings that agree up to a step
/// give trajectories that agree up to that row; so going back and branching are replays.
public struct Run: Sendable {
  public private(set) var settings: RunSettings
  private var walk: Walk
  private var optimizer: any Optimizer
  private var counted: CountedObjective
  private var checkpoints = Checkpoints()

  /// - Throws: `StartError` where the start, its loss or its gradient is not finite.
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
    walk = Walk(start: start, evaluation: evaluation, settings: settings, stepLimit: stepLimit)
    optimizer = settings.makeOptimizer()
    counted = CountedObjective(objective, seenThrough: walk.source)
  }

  public var objective: any Objective { counted.objective }
  public var trajectory: Trajectory { walk.trajectory }
  /// Why it goes no further; nil while it can.
  public var end: Ending? { walk.end }
  public var start: Point { trajectory.point(0) }
  /// The number of steps made.
  public var step: Int { trajectory.lastStep }
  /// What the steps so far have cost.
  public var cost: Cost { counted.cost }

  /// The rate of a step, by plan and schedule.
  ///
  /// A schedule that looks at losses knows the rates up to that of the next step; of later ones it
  /// is told what they would be if no loss changed them.
  /// - Parameter number: 1 for the first step.
  public func learningRate(forStep number: Int) -> Double {
    guard settings.schedule.looksAtLosses else { return settings.learningRate(forStep: number) }
    return number <= step
      ? trajectory[max(number, 0)].learningRate
      : walk.rate(ofStep: number, of: settings.learningRate)
  }

  /// Makes one step; false where the run has ended instead.
  @discardableResult
  public mutating func advance() -> Bool {
    advance(to: step + 1)
    return end == nil
  }

  /// Makes steps until that many have been made, or the run ends.
  public mutating func advance(to step: Int) {
    guard step > self.step, end == nil else { return }
    walk.reserve(steps: step)
    while self.step < step && end == nil {
      if self.step == checkpoints.nextRow { checkpoints.add(optimizer) }
      walk.advance(
        to: min(step, checkpoints.nextRow), by: &optimizer, on: objective, settings: settings,
        counted: &counted)
    }
  }

  /// Changes the learning rate of all steps from now on.
  /// - Throws: `HyperparameterError` where the rate is negative or not finite.
  public mutating func changeLearningRate(to rate: Double) throws(HyperparameterError) {
    try settings.setLearningRate(settings.learningRate.branching(at: step, to: rate))
    walk.setFirstRate(settings.learningRate(forStep: 1))
  }

  /// The step that starts at a row, made again; the row is one of the trajectory.
  func replayed(at row: Int) -> Replay {
    // Where the run has ended, its optimizer has seen the step that was refused.
    let present =
      row == step && end == nil ? Checkpoints.Checkpoint(row: row, optimizer: optimizer) : nil
    let from =
      present ?? checkpoints.last(upTo: row)
      ?? Checkpoints.Checkpoint(row: 0, optimizer: settings.makeOptimizer())
    return Replay(
      from.optimizer, from: from.row, to: row, of: self, on: objective, source: walk.source)
  }
}
