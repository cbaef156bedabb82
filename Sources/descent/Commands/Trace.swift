import ArgumentParser
import Calculus
import Comparison
import Optimizers

struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the trajectories as csv, json or a table.",
    discussion: """
      The columns are run,optimizer,step,x,y,loss,gradient_norm,lr. Step 0 is the start. Loss and \
      gradient norm are those of the full loss, in stochastic runs too; lr is the rate of the step \
      that led to the row. Numbers read back to the same double in csv and json, and are rounded \
      in a table. A run ends early only if the next point, its loss or its gradient is not finite; \
      a line on standard error says where. In json a run also has its schedule, unless that is \
      constant, and lr_changes, if its rate has a plan; gradient is what --gradient gives.

      With --rows or --evaluations all runs pay the same, however much a step costs; with --steps \
      as well, a run ends at whichever comes first. --cost adds the columns evaluations and, on data, \
      rows: what the run has spent up to the row.

      With --seeds it prints a summary of each optimizer instead: the losses of all seeds at the end, \
      how many seeds are under the target and when they first were, and in whose basin they are. \
      The csv has a row for each seed, with the columns \
      run,optimizer,seed,steps,x,y,loss,arrival,minimum_x,minimum_y; an optimizer that draws no \
      random numbers has one. Arrivals are steps or, with --rows or --evaluations, what was spent. \
      The default format is then table.

      EXAMPLES
        descent trace quadratic -o gd --lr 0.1 --start 5,3
        descent trace -f 'x^2 + 3y^2' -o momentum:lr=0.02,momentum=0.9 --steps 500
        descent trace beale -o adam --format json
        descent trace two-basins -o sgd --seeds 20 --steps 1000
        descent trace logistic-regression --rows 6000 --cost
      """)

  @OptionGroup var setup: SetupOptions

  @Option(
    parsing: .unconditional,
    help: """
      The number of steps (default: 100, or all that are recorded; with --rows or --evaluations, as many \
      as fit).
      """,
    transform: Values.steps)
  var steps: Int?

  @OptionGroup var spending: BudgetOptions

  @Flag(help: "Add what each run has spent by each step: evaluations and, on data, rows.")
  var cost = false

  @OptionGroup var many: SeedsOption
  @OptionGroup var goal: TargetOption

  @Option(help: "The output format (default: csv).")
  var format: OutputFormat?

  /// The number of steps unless something else is requested.
  private static let usualSteps = 100

  func run() throws {
    let budget = spending.budget
    let scene = try setup.scene(
      steps: budget == nil ? steps ?? Self.usualSteps : steps, target: goal.target)
    try spending.check(on: scene.surface)
    if let seeds = many.seeds {
      try many.check(in: scene)
      if budget != nil, steps != nil {
        throw Failure(
          .usage, "--seeds follows runs by one limit: give --steps, --rows or --evaluations")
      }
      let summary = try SeedSummary(
        of: scene, seeds: seeds, within: budget ?? Budget(steps ?? Self.usualSteps, of: .steps))
      return try TextOutput.print(summary.text(as: format ?? .table))
    }
    var race = scene.race
    if let budget {
      race.advance(within: budget, steps: steps ?? Trajectory.stepLimit)
    } else {
      race.advance(to: steps ?? scene.pictureSteps, title: "trace")
    }
    var output = TextOutput()
    switch format ?? .csv {
    case .csv: try race.writeCSV(to: &output, withCost: cost)
    case .json: try race.writeJSON(to: &output, scene: scene, withCost: cost)
    case .table: try output.write(race.table(of: scene, withCost: cost))
    }
    try output.finish()
    race.noteFailures(of: scene)
    if let budget { race.noteFullStorage(of: scene, within: budget, steps: steps) }
  }
}

extension Race {
  /// Writes to standard error that the optimizers are given another gradient than the exact one, and
  /// which runs failed or ended early, since which step, and why.
  func noteFailures(of scene: Scene) {
    scene.noteGradient()
    for (index, run) in runs.enumerated() {
      let verdict = run.verdict(scales: scene.scales)
      let end = verdict.isRefusal ? nil : run.refusal
      guard verdict.step != nil || end != nil else { continue }
      let since = verdict.step.map { " from step \($0) on" } ?? ""
      note(
        "run \(index + 1) (\(scene.labels[index].nameOrText(of: run.settings))): \(verdict.name)\(since):"
          + " \(verdict.sentence)" + (end.map { "; \($0)" } ?? ""))
    }
  }
}

extension Scene {
  /// Writes to standard error which gradient the optimizers are given, if not the exact one.
  func noteGradient() {
    guard let label = setup.givenGradient.label else { return }
    note("the optimizers are given \(label): \(setup.givenGradient.text)")
  }
}

extension Race {
  /// Writes to standard error which runs ended because no more steps can be stored.
  fileprivate func noteFullStorage(of scene: Scene, within budget: Budget, steps: Int?) {
    for (index, run) in runs.enumerated()
    where run.step == Trajectory.stepLimit && steps == nil && !run.hasUsedUp(budget) {
      note(
        "run \(index + 1) (\(scene.labels[index].nameOrText(of: run.settings))): it ended at the limit"
          + " of \(Trajectory.stepLimit) steps")
    }
  }
}

extension Verdict {
  /// Whether its sentence already says where the run ended.
  fileprivate var isRefusal: Bool {
    if case .undefined = self { true } else { false }
  }
}

extension Run {
  /// Why it ended early, if it did.
  fileprivate var refusal: String? {
    guard case .notFinite(let refused)? = end else { return nil }
    let what =
      switch refused.evaluation {
      case nil: "the point"
      case let evaluation? where !evaluation.loss.isFinite: "the loss"
      default: "the gradient"
      }
    return "it ended before step \(step + 1), where \(what) is not finite"
  }
}
