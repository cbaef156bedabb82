import Calculus
import Experiments
import Landscape
import Optimizers

/// A run with one value of a parameter, until it is known when it is under the target to stay.
struct ParameterRun: Sendable {
  /// The index of the optimizer.
  let index: Int
  private var run: Run
  private var record: TargetRecord
  private let scales: SurfaceScales
  private(set) var isDone = false

  /// The steps that a run is watched at least after it came under the target.
  private static let patience = 200
  /// The longest part of a run between two looks at the target.
  private static let slice = 250

  init(index: Int, run: Run, target: LossTarget, scales: SurfaceScales) {
    self.index = index
    self.run = run
    self.scales = scales
    record = TargetRecord(target, runs: 1)
    record.follow([run])
  }

  /// Makes some steps: as many in each slice, whatever the number of threads, because the end of the
  /// run depends on when it is looked at.
  mutating func advance(within limit: Budget) {
    guard !isDone else { return }
    let slice = min(max(run.objective.stepsInSlice / 4, 1), Self.slice)
    let last = run.hasSteadyCost ? run.foreseenStep(at: limit.amount, on: limit.clock) : .max
    run.advance(to: min(run.step + slice, last))
    record.follow([run])
    let hasStayed = since.map { run.step >= 2 * $0 + Self.patience } ?? false
    isDone = hasStayed || run.end != nil || run.hasUsedUp(limit)
  }

  /// The step since which the run has been under the target.
  private var since: Int? { record.since(run: 0, at: run.step) }

  /// The same, unless the run has left the target before and may well do so again: then it must have
  /// been under for a quarter of the time.
  private var settled: Int? {
    guard let since else { return nil }
    let hasLeft = record.first(run: 0, by: run.step) != since
    return hasLeft && run.step - since < since / 4 ? nil : since
  }

  func point(for value: Double, within limit: Budget) -> ParameterPoint {
    let arrival = settled.map { run.spent(on: limit.clock, upTo: $0) }
    return ParameterPoint(
      value: value, learningRate: run.settings.learningRate.initial,
      arrival: arrival.flatMap { $0 <= limit.amount ? $0 : nil }, steps: run.step,
      verdict: run.verdict(scales: scales))
  }
}
