import Optimizers

/// When each run of a race was under the target: kept beside the race, and continued with it.
///
///     var record = TargetRecord(scene)
///     record.follow(race)
///     record.since(run: 0, at: 60)  // 18
package struct TargetRecord: Sendable {
  package let target: LossTarget
  private var runs: [Stretches]

  package init(_ scene: Scene) { self.init(scene.target, runs: scene.race.runs.count) }

  /// Knows nothing yet of a number of runs.
  init(_ target: LossTarget, runs count: Int) {
    self.target = target
    runs = Array(repeating: Stretches(), count: count)
  }

  /// Continues to the last steps of the runs.
  /// - Complexity: linear in the number of new steps.
  package mutating func follow(_ race: Race) { follow(race.runs) }

  /// Continues to the last steps of some runs.
  mutating func follow(_ others: [Run]) {
    for (index, run) in others.enumerated() where index < runs.count {
      runs[index].follow(run, target: target)
    }
  }

  /// The first step of the stretch under the target that contains a step; nil if the run is above
  /// the target then.
  package func since(run: Int, at step: Int) -> Int? { runs[run].since(at: step) }

  /// The first step of the first stretch under the target, if it is not after a step.
  package func first(run: Int, by step: Int) -> Int? { runs[run].first(by: step) }
}

/// The stretches of one run under the target.
private struct Stretches: Sendable {
  /// The steps at which the run got under the target, and above it again, in turn.
  private var turns: [Int] = []
  /// The number of rows that are known.
  private var count = 0

  /// The sum of the losses whose mean decides whether a run of batches stays under.
  private var sum = 0.0

  /// The number of steps whose mean loss decides whether a run of batches stays under: those of a pass
  /// through the data, and at least this many.
  private static let memory = 10

  private var isUnder: Bool { !turns.count.isMultiple(of: 2) }

  mutating func follow(_ run: Run, target: LossTarget) {
    let path = run.trajectory
    let memory = run.memory(atLeast: Stretches.memory)
    // The noise of single rows of data may be about as high as the target: it is left by leaving it as
    // far behind again.
    let exit = target.loss + (memory > 1 && run.rowCount != nil ? target.excess ?? 0 : 0)
    while count < path.count {
      let row = count
      count += 1
      let loss = path.loss(row)
      if !isUnder {
        guard loss <= target.loss else { continue }
        turns.append(row)
        sum = 0
      }
      // A single sample may be unlucky.
      let since = turns.last ?? row
      sum += loss - (row - since >= memory ? path.loss(row - memory) : 0)
      if loss > exit, sum > exit * Double(min(row - since + 1, memory)) { turns.append(row) }
    }
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

extension Run {
  /// The number of steps whose mean counts: 1 where every gradient is exact.
  fileprivate func memory(atLeast least: Int) -> Int {
    // The loss of a batch, as a rule.
    if hasOwnLosses { return least }
    guard case .samples(let size) = settings.batch else { return 1 }
    guard let rowCount else { return least }
    return size < rowCount ? max(least, (rowCount + size - 1) / size) : 1
  }
}
