import Optimizers

/// The runs of a race at a step, ranked: who is under the target since when, who has stopped above
/// it, and who has failed. Nothing after the step counts.
package struct RaceBoard: Hashable, Sendable {
  /// What has become of a run.
  package enum Standing: Hashable, Sendable {
    /// The loss is under the target since a step, at a price.
    case under(since: Int, price: Price?)
    /// The run is on its way. `left` is the step at which it first was under the target, if it was.
    case onItsWay(left: Int?)
    /// The run is above the target and will not get under it: it hovers in its noise, has come to
    /// rest elsewhere, swings, or has left the map.
    case stopped(Verdict)
    /// The run has diverged, or its next step is undefined.
    case failed(Verdict)
  }

  /// What a run has spent, if that is not one full gradient for each step.
  package enum Price: Hashable, Sendable {
    /// The rows of the data set that the gradients have seen, repeated ones included.
    case rows(Int)
    /// The evaluations of the loss, with or without its derivatives.
    case evaluations(Int)
  }

  package struct Entry: Hashable, Sendable {
    /// The index of the run.
    package let run: Int
    package let standing: Standing
  }

  package let target: LossTarget
  /// The runs that are under the target, the earliest first; then those on their way, those that
  /// have stopped and those that have failed, each in the order of the race, so that only an event
  /// moves a line.
  package let entries: [Entry]

  /// - Parameters:
  ///   - record: of this race, up to the step.
  ///   - step: the step on the screen.
  package init(_ scene: Scene, _ race: Race, record: TargetRecord, at step: Int) {
    target = record.target
    entries = race.runs.indices
      .map { index in
        Entry(
          run: index,
          standing: Standing(index, of: race, in: scene, record: record, at: step))
      }
      .sorted { ($0.standing.rank, $0.run) < ($1.standing.rank, $1.run) }
  }
}

extension RaceBoard.Standing {
  fileprivate init(
    _ index: Int, of race: Race, in scene: Scene, record: TargetRecord, at step: Int
  ) {
    let run = race.runs[index]
    let last = min(step, run.step)
    let verdict = run.verdict(at: step, scales: scene.scales)
    if verdict.tone == .bad {
      self = .failed(verdict)
    } else if let since = record.since(run: index, at: last) {
      let price = RaceBoard.Price(of: run, upTo: since, in: scene, record: record, index: index)
      self = .under(since: since, price: price)
    } else if verdict.isFinal {
      self = .stopped(verdict)
    } else {
      self = .onItsWay(left: record.first(run: index, by: last))
    }
  }

  /// The order on the board.
  fileprivate var rank: Int {
    switch self {
    case .under(let since, _): since
    case .onItsWay: Int.max - 2
    case .stopped: Int.max - 1
    case .failed: Int.max
    }
  }
}

extension RaceBoard.Price {
  /// Nil if each step costs one gradient of a formula.
  fileprivate init?(
    of run: Run, upTo step: Int, in scene: Scene, record: TargetRecord, index: Int
  ) {
    let cost = record.cost(run: index, upTo: step)
    guard let data = scene.surface.data else {
      guard let cost else { return nil }
      self = .evaluations(cost.gradients + cost.losses + cost.hessians)
      return
    }
    let rows =
      switch run.settings.batch {
      case .full: data.rowCount
      case .samples(let count): min(count, data.rowCount)
      }
    // Losses and Hessians are of all rows, whatever the batch.
    let others = cost.map { $0.losses + $0.hessians } ?? 0
    self = .rows((cost?.gradients ?? step) * rows + others * data.rowCount)
  }
}

extension Verdict {
  /// Whether the run is not expected to get lower by itself.
  fileprivate var isFinal: Bool {
    switch self {
    case .undefined, .diverged, .saddle, .maximum, .plateau, .globalMinimum, .localMinimum,
      .minimum, .leftMap, .oscillating, .hovering:
      true
    case .crawling, .descending: false
    }
  }
}
