import Calculus

/// Runs that repeat a recording: they are raced, shown and measured as all others are, but nothing in
/// them can be changed.
extension Run {
  /// Makes a run that repeats a recording: its row k is where the recorded run was at step k.
  ///
  /// Its losses are the recorded ones if there are any, else those of the surface. Gradient norms are
  /// those of the surface. Where the surface has no loss or no gradient, the last one remains.
  ///
  /// Nil if there is no row, or no loss at any of the points.
  /// - Parameters:
  ///   - recording: the recording.
  ///   - objective: the loss of the surface.
  public init?(_ recording: Recording, on objective: any Objective) {
    guard recording.count > 0 else { return nil }
    let tape = Tape(recording, on: objective)
    guard tape.hasLoss,
      let settings = try? RunSettings(
        .recorded(recording), learningRate: LearningRatePlan(tape.rate))
    else { return nil }
    self.init(playing: tape, on: objective, settings: settings)
  }

  /// Whether the run repeats a recording.
  public var isRecorded: Bool { recording != nil }

  /// The loss of the surface where the run is at a step. It differs from `trajectory`'s loss if the
  /// run has recorded its own.
  public func surfaceLoss(at step: Int) -> Double {
    objective.evaluate(at: trajectory.point(step)).loss
  }

  /// Whether the losses of the run are its own, not those of the surface.
  public var hasOwnLosses: Bool { recording?.losses != nil }
}

extension Race {
  /// Makes a race of optimizers and of recorded runs, which follow them.
  /// - Parameters:
  ///   - objective: the loss.
  ///   - start: where the optimizers begin.
  ///   - settings: the optimizers.
  ///   - recorded: runs made from recordings on the same objective.
  /// - Throws: `StartError` if there are optimizers, and the start, its loss or its gradient is not
  ///   finite.
  public init(
    objective: any Objective, start: Point, settings: [RunSettings], recorded: [Run]
  ) throws(StartError) {
    try self.init(objective: objective, start: start, settings: settings)
    append(recorded)
  }

  /// Plays on the recorded runs of an earlier race on the same loss, so that they need not be played
  /// from their start, as far as the recordings of this one continue theirs.
  public mutating func keepRecorded(of former: consuming Race) {
    var known = former.takeRecorded()
    let fresh = takeRecorded()
    _ = consume former
    append(Self.played(fresh, after: &known))
  }

  /// Takes the recorded runs of another race on the same loss, and plays them on from where they are
  /// here.
  public mutating func follow(_ next: Race) {
    var known = takeRecorded()
    append(Self.played(next.runs.filter(\.isRecorded), after: &known))
  }

  private static func played(_ fresh: [Run], after known: inout [Run]) -> [Run] {
    fresh.map { run in
      guard let recording = run.recording,
        let index = known.firstIndex(where: { $0.recording?.name == recording.name })
      else { return run }
      // Taken out, so that its rows are not copied when some are added.
      var former = known.remove(at: index)
      return former.play(recording) ? former : run
    }
  }
}

extension OptimizerKind {
  /// The optimizer of a recorded run, of which no more is known than its name.
  static func recorded(_ recording: Recording) -> OptimizerKind {
    let isNumber = Int(recording.name) != nil
    let name = recording.optimizer ?? (isNumber ? "recorded" : recording.name)
    let known = OptimizerKind.named(name)
    return OptimizerKind(
      name: known?.name ?? name, title: known?.title ?? name, rule: "p = the recorded point",
      family: .gradient, make: { _ in RecordedStep(target: nil) })
  }
}

/// The step of a recorded run, for the inspector: it is known where it leads, not why.
struct RecordedStep: Optimizer {
  static var costsOneGradient: Bool { true }

  /// Nil to stay.
  let target: Point?

  mutating func proposal(for step: StepContext, using objective: inout CountedObjective) -> Point {
    target ?? step.point
  }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation([], move: "recorded")
  }
}
