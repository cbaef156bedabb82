import ArgumentParser
import Comparison
import Experiments
import Optimizers

struct Sweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the final loss against the learning rate.",
    discussion: """
      Every optimizer runs with every learning rate of a range. The columns are \
      run,optimizer,lr,steps,final_loss,best_loss,best_step,verdict: steps are those made, \
      final_loss is the loss behind them and best_loss the lowest on the way, at best_step. A run \
      that diverges ends early only where its numbers are no longer finite. json and table also \
      tell the best rate (the lowest final loss; of equal ones the one that was there first) and \
      between which two rates each optimizer begins to diverge.

      The range takes the place of --lr and of the lr in a spec; a rate that changes on the way \
      (lr=0.1/0.01@40) keeps its ratios. Without a range it is 1e-4:1 where the rates that \
      suit the surface lie well within that; else it reaches from two decades below the lowest of \
      them to two above the highest, ten rates to a decade near them and one far from them.

      EXAMPLES
        descent sweep rosenbrock -o gd -o momentum -o adam --steps 500 --format table
        descent sweep ill-conditioned --lr-range 1e-3:10 --points 81 > sweep.csv
      """)

  @OptionGroup var setup: SetupOptions

  @Option(
    parsing: .unconditional, help: "How many steps each run makes.", transform: Values.steps)
  var steps = 100

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "From which learning rate to which; 1e-4:1, or around those that suit the surface.",
      valueName: "low:high"),
    transform: Values.rateRange)
  var lrRange: RateRange?

  @Option(
    parsing: .unconditional, help: "How many learning rates, in equal ratios; 41 from LOW to HIGH.",
    transform: Values.points)
  var points: Int?

  @Option(help: "csv, json or table.")
  var format = OutputFormat.csv

  func run() throws {
    let scene = try setup.scene(steps: steps)
    let rates =
      lrRange.map { $0.with(points: points ?? $0.points).rates }
      ?? scene.sweptRates(points: points)
    var sweep: LearningRateSweep
    do throws(SweepError) {
      sweep = try LearningRateSweep(
        objective: scene.objective, start: scene.start, settings: scene.settings,
        rates: rates, steps: steps, scales: scene.scales)
    } catch {
      throw Failure(error)
    }
    sweep.complete(title: "sweep")
    switch format {
    case .csv: try TextOutput.print(sweep.csv)
    case .json: try TextOutput.print(sweep.json(of: scene).text + "\n")
    case .table: try TextOutput.print(sweep.table)
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
