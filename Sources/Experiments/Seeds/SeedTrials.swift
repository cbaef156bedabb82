import Calculus
import Optimizers

/// One stochastic optimizer with many seeds: what of its path is the rule, and what is chance?
///
///     let sgd = try RunSettings(.sgd, learningRate: 0.1)
///     var trials = try SeedTrials(
///       objective: objective, start: Point(1.6, 1.4), settings: sgd, seeds: 0..<20, limit: 1000)
///     trials.complete()
///     trials.runs.count { $0.trajectory.point(1000).x < 0 }  // 20
///
/// All runs keep to one clock, and can be continued: raise `limit`. By rows or evaluations, each seed
/// makes the steps that are paid for.
public struct SeedTrials: Experiment {
  /// The runs, in the order of the seeds.
  public private(set) var runs: [Run]
  /// What the runs are measured by.
  public let clock: RaceClock
  /// The position of the clock to which the runs are to be made.
  public var limit: Int
  /// The position to which all runs have been made, except those that have ended.
  public private(set) var position = 0
  /// The number of threads that work on a slice; at least 1.
  public var threads: Int
  /// The number of steps in a slice; it changes nothing in the result.
  var sliceLength: Int

  /// Makes runs at their start.
  /// - Parameters:
  ///   - objective: the loss.
  ///   - start: the point where every run begins.
  ///   - settings: the optimizer; its seed is replaced.
  ///   - seeds: the seeds of the runs.
  ///   - limit: the position of the clock to which each run is to be made.
  ///   - clock: what the runs are measured by.
  ///   - threads: the number of threads that work on a slice; at least 1.
  /// - Throws: `StartError` if the loss or its gradient is not finite at the start.
  public init(
    objective: any Objective, start: Point, settings: RunSettings, seeds: some Sequence<UInt64>,
    limit: Int, clock: RaceClock = .steps, threads: Int = Threads.available
  ) throws(StartError) {
    runs = []
    for seed in seeds {
      var settings = settings
      settings.seed = seed
      runs.append(try Run(objective: objective, start: start, settings: settings))
    }
    self.limit = limit
    self.clock = clock
    self.threads = threads
    sliceLength = objective.stepsInSlice
  }

  /// What all runs are to spend together, by the clock.
  public var total: Int { runs.count * limit }

  /// What they have spent, where a run that has ended counts as if it went on.
  public var completed: Int { runs.count * min(position, limit) }

  /// Makes the next steps of all runs, about a millisecond's work.
  public mutating func advance() {
    guard position < limit else { return }
    let steps = max(1, sliceLength / max(1, runs.count))
    let next = min(position + steps * costOfStep, limit)
    let clock = clock
    runs.concurrentUpdate(threads: threads) { $0.advance(to: next, on: clock) }
    position = next
  }

  /// About what a step costs, by the clock; at least 1.
  private var costOfStep: Int {
    guard let run = runs.first else { return 1 }
    let steps = max(1, run.step)
    return max(1, run.spent(on: clock, upTo: steps) / steps)
  }
}
