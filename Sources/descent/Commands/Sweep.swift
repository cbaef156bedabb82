import ArgumentParser
import Comparison
import Experiments
import Optimizers

struct Sweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the final loss against the learning rate, or the steps against a parameter.",
    discussion: """
      Every optimizer runs with every learning rate of a range. The columns are \
      run,optimizer,lr,steps,final_loss,best_loss,best_step,verdict: steps is the number of steps \
      made, final_loss the loss after them, and best_loss the lowest loss on the way, reached at \
      best_step. A diverging run ends early only when its numbers are no longer finite. json and \
      table also give the best rate (the lowest final loss; among equal ones, the one reached \
      first) and the two rates between which each optimizer begins to diverge.

      With --rows or --evaluations every run pays the same, however much a step of it costs; with \
      --steps as well, a run ends at whichever comes first.

      The range replaces --lr and the lr of a spec; a rate that changes during the run \
      (lr=0.1/0.01@40) keeps its ratios. The default range is 1e-4:1 if the rates that suit the \
      surface lie well within it; otherwise it reaches from two decades below the lowest of them \
      to two decades above the highest, with ten rates per decade near them and one far from them.

      With --over, each optimizer runs with every value of a parameter of the surface until it is \
      under the target to stay: for as long again as it took and 200 steps, or to its end. Its rate keeps the ratio \
      to the automatic one that it has at the parameter's present value, or is the best one with \
      --tuned. The columns are run,optimizer,parameter,value,lr,arrival,steps,verdict: arrival is the \
      step since which the run is under the target, or what it had spent by then; empty if it is not, \
      after --steps (default 20000). json and table also say how arrivals grow: exponent is that of \
      a power law, within a decade of the present value.

      EXAMPLES
        descent sweep rosenbrock -o gd -o momentum -o adam --steps 500 --format table
        descent sweep ill-conditioned --lr-range 1e-3:10 --points 81 > sweep.csv
        descent sweep logistic-regression --rows 6000 --format table
        descent sweep ill-conditioned -o gd -o adam --over kappa=50:400:4 --target 0.01 --format table
      """)

  @OptionGroup var setup: SetupOptions

  @Option(
    parsing: .unconditional,
    help:
      "The number of steps of each run (default: 100; with --rows or --evaluations, as many as fit).",
    transform: Values.steps)
  var steps: Int?

  @OptionGroup var spending: BudgetOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The lowest and the highest learning rate (default: around those that suit the surface).",
      valueName: "low:high"),
    transform: Values.rateRange)
  var lrRange: RateRange?

  @Option(
    parsing: .unconditional,
    help: "The number of learning rates, in equal ratios (default: 41 from LOW to HIGH).",
    transform: Values.points)
  var points: Int?

  @OptionGroup var law: LawOptions

  @Option(help: "The output format.")
  var format = OutputFormat.csv

  func run() throws {
    try law.check(hasRates: lrRange != nil || points != nil)
    if let over = law.over { return try printLaw(over: over) }
    let budget = spending.budget
    let scene = try setup.scene(steps: steps ?? (budget == nil ? 100 : nil), runs: .never)
    try spending.check(on: scene.surface)
    let rates =
      lrRange.map { $0.with(points: points ?? $0.points).rates }
      ?? scene.sweptRates(points: points)
    var sweep: LearningRateSweep
    do throws(SweepError) {
      sweep = try scene.sweep(
        rates: rates, steps: steps ?? (budget == nil ? 100 : Trajectory.stepLimit), budget: budget)
    } catch {
      throw Failure(error)
    }
    sweep.complete(title: "sweep")
    scene.noteGradient()
    switch format {
    case .csv: try TextOutput.print(sweep.csv)
    case .json: try TextOutput.print(sweep.json(of: scene).text + "\n")
    case .table: try TextOutput.print(sweep.table(of: scene))
    }
  }

  private func printLaw(over span: Values.ParameterSpan) throws {
    if spending.budget != nil, steps != nil {
      throw Failure(
        .usage, "--over follows runs by one limit: give --steps, --rows or --evaluations")
    }
    let scene = try setup.scene(steps: steps, target: law.goal.target, runs: .never)
    try spending.check(on: scene.surface)
    let range = try law.range(span, on: scene.surface)
    var sweep = scene.parameterSweep(
      over: range, within: spending.budget ?? steps.map { Budget($0, of: .steps) },
      isTuned: law.tuned)
    sweep.complete(title: "sweep")
    scene.noteGradient()
    let value = scene.surface.values(scene.parameters)[range.name] ?? 0
    switch format {
    case .csv: try TextOutput.print(sweep.csv)
    case .json: try TextOutput.print(sweep.json(of: scene, around: value).text + "\n")
    case .table: try TextOutput.print(sweep.table(of: scene, around: value))
    }
  }
}

extension Failure {
  fileprivate init(_ error: SweepError) {
    switch error {
    case .start(let error): self.init(error)
    case .rate(let error): self.init(.usage, "\(error)")
    }
  }
}

extension LearningRateSweep {
  /// One row per run, optimizer by optimizer, rates ascending.
  var csv: String {
    var text = "run,optimizer,lr,steps,final_loss,best_loss,best_step,verdict\n"
    for (index, curve) in curves.enumerated() {
      for case let point? in curve.points {
        text +=
          "\(index + 1),\(curve.settings.kind.name),\(point.learningRate.field),\(point.steps),"
          + "\(point.finalLoss.field),\(point.bestLoss.field),\(point.bestStep),"
          + "\(point.verdict.name)\n"
      }
    }
    return text
  }

  func json(of scene: Scene) -> JSON {
    .object([
      "surface": .string(scene.surface.title),
      "start": .array([.number(scene.start.x), .number(scene.start.y)]),
      (budget?.clock ?? .steps).rawValue: .integer(budget?.amount ?? steps),
      "runs": .array(curves.map(\.json)),
    ]).adding(scene.gradientMember)
  }

  /// A row per rate with every optimizer's final loss, and a summary per optimizer. Runs that differ
  /// only in their rates share a column.
  func table(of scene: Scene) -> String {
    let columns = scene.sweptRuns.map { runs in
      let curve = self.curves[runs[0]]
      let name =
        runs.count > 1
        ? curve.settings.kind.name : scene.labels[runs[0]].nameOrText(of: curve.settings)
      return (name: name, curve: curve)
    }
    let curves = columns.map(\.curve)
    var losses = Table(
      [("lr", .right)] + columns.flatMap { [($0.name, .right), ("", .left)] })
    for (index, rate) in rates.enumerated() {
      losses.rows.append(
        [rate.text(digits: 4)]
          + curves.flatMap { curve in
            guard let point = curve.points[index] else { return ["", ""] }
            return [
              point.finalLoss.text(digits: 5), point == curve.best ? "best" : point.mark,
            ]
          })
    }
    var summary = Table([
      ("optimizer", .left), ("best lr", .right), ("final loss", .right), ("best loss", .right),
      ("good up to", .right), ("diverges from", .right),
    ])
    for (name, curve) in columns {
      let best = curve.best
      summary.rows.append([
        name, best?.learningRate.text(digits: 4) ?? "-",
        best?.finalLoss.text(digits: 5) ?? "-", best?.bestLoss.text(digits: 5) ?? "-",
        curve.edge.map { $0.lastGood?.text(digits: 4) ?? "-" } ?? "all",
        curve.edge?.firstDiverged.text(digits: 4) ?? "-",
      ])
    }
    return losses.text + "\n" + summary.text
  }
}

extension SweepCurve {
  fileprivate var json: JSON {
    let edge: JSON =
      edge.map { edge in
        .object([
          "last_good": .number(edge.lastGood ?? .nan),
          "first_diverged": .number(edge.firstDiverged),
        ])
      } ?? .number(.nan)
    return .object([
      "optimizer": .string(settings.kind.name),
      "hyperparameters": settings.json,
      "best_lr": .number(best?.learningRate ?? .nan),
      "edge": edge,
      "points": .array(points.compactMap { $0?.json }),
    ])
  }
}

extension SweepPoint {
  /// The verdict in a word, if the run did not go well.
  fileprivate var mark: String { isGood ? "" : verdict.name }

  fileprivate var json: JSON {
    .object([
      "lr": .number(learningRate), "steps": .integer(steps), "final_loss": .number(finalLoss),
      "best_loss": .number(bestLoss), "best_step": .integer(bestStep),
      "verdict": .string(verdict.name),
    ])
  }
}
