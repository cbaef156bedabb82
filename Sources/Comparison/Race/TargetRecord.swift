import Optimizers

/// When each run of a race was under the target: kept beside the race, and continued with it.
///
///     var record = TargetRecord(scene)
///     record.follow(race)
///     record.since(run: 0, at: 60)  // 18
package struct TargetRecord: Sendable {
  package let target: LossTarget
  private var runs: [Stretches]

  package init(_ scene: Scene) {
    target = scene.target
    runs = Array(repeating: Stretches(), count: scene.settings.count)
  }

  /// Continues to the last steps of the runs.
  /// - Complexity: linear in the number of new steps.
  package mutating func follow(_ race: Race) {
    for (index, run) in race.runs.enumerated() where index < runs.count {
      runs[index].follow(run, target: target.loss)
    }
  }

  /// The first step of the stretch under the target that contains a step; nil if the run is above
  /// the target then.
  package func since(run: Int, at step: Int) -> Int? { runs[run].since(at: step) }

  /// The first step of the first stretch under the target, if it is not after a step.
  package func first(run: Int, by step: Int) -> Int? { runs[run].first(by: step) }

  /// The evaluations up to a step at which a run got under the target; nil for a run whose every
  /// step costs one gradient, and where they are not known.
  package func cost(run: Int, upTo step: Int) -> Cost? { runs[run].costs[step] }
}

/// The stretches of one run under the target.
private struct Stretches: Sendable {
  /// The steps at which the run got under the target, and above it again, in turn.
  private var turns: [Int] = []
  /// The number of rows that are known.
  private var count = 0
  /// The evaluations up to the steps at which it got under, if a step may cost more than one
  /// gradient.
  private(set) var costs: [Int: Cost] = [:]

  /// The number of rows whose mean decides whether a run of batches stays under.
  private static let memory = 10
  /// Longer runs are not repeated to count their evaluations, nor are more than a few stretches.
  private static let longestReplay = 20_000
  private static let mostReplays = 8

  private var isUnder: Bool { !turns.count.isMultiple(of: 2) }

  mutating func follow(_ run: Run, target: Double) {
    let path = run.trajectory
    let isNoisy = run.settings.isStochastic
    while count < path.count {
      let row = count
      count += 1
      if !isUnder {
        guard path.loss(row) <= target else { continue }
        turns.append(row)
        noteCost(of: run, at: row)
      } else if path.loss(row) > target {
        // A single sample may be unlucky: the mean of ten decides.
        if isNoisy, let since = turns.last, mean(path, from: since, to: row) <= target { continue }
        turns.append(row)
      }
    }
  }

  private func mean(_ path: Trajectory, from since: Int, to row: Int) -> Double {
    let rows = max(since, row - Stretches.memory + 1)...row
    return rows.reduce(0) { $0 + path.loss($1) } / Double(rows.count)
  }

  private mutating func noteCost(of run: Run, at row: Int) {
    var plain = Cost()
    plain.gradients = run.step
    guard run.cost != plain, row <= Stretches.longestReplay, costs.count < Stretches.mostReplays,
      var replay = try? Run(
        objective: run.objective, start: run.start, settings: run.settings)
    else { return }
    replay.advance(to: row)
    costs[row] = replay.cost
  }

  func since(at step: Int) -> Int? {
    // The number of turns up to the step.
    var (low, high) = (0, turns.count)
    while low < high {
      let middle = (low + high) / 2
      if turns[middle] <= step { low = middle + 1 } else { high = middle }
    }
    return low.isMultiple(of: 2) ? nil : turns[low - 1]
  }

  func first(by step: Int) -> Int? { turns.first.flatMap { $0 <= step ? $0 : nil } }
}
