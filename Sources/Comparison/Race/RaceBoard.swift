import Optimizers

/// The runs of a race at a moment of its clock, ranked: who is under the target since when, who has
/// stopped above it, and who has failed. Nothing after the moment counts.
package struct RaceBoard: Hashable, Sendable {
  /// What has become of a run.
  package enum Standing: Hashable, Sendable {
    /// The loss is under the target since a step, at a price.
    case under(since: Int, price: Price?)
    /// The run is on its way. `left` is the step at which it first was under the target, if it was,
    /// with its price.
    case onItsWay(left: Int?, price: Price?)
    /// The run is above the target and will not get under it: it hovers in its noise, has come to
    /// rest elsewhere, swings, or has left the map.
    case stopped(Verdict)
    /// The run has diverged, or its next step is undefined.
    case failed(Verdict)
  }

  /// What a run had spent by a step: by the clock of the race if that counts something else than
  /// steps; else the rows of its data or, if steps do not cost one gradient each, the evaluations.
  package enum Price: Hashable, Sendable {
    /// The rows of the data set that the evaluations have looked at, repeated ones included.
    case rows(Int)
    /// The evaluations of the loss, with or without its derivatives.
    case evaluations(Int)

    package var amount: Int {
      switch self {
      case .rows(let count), .evaluations(let count): count
      }
    }
  }

  package struct Entry: Hashable, Sendable {
    /// The index of the run.
    package let run: Int
    package let standing: Standing
  }

  package let target: LossTarget
  /// What the race is measured by.
  package let clock: RaceClock
  /// The runs that are under the target, the earliest first; then those on their way, those that
  /// have stopped and those that have failed, each in the order of the race, so that only an event
  /// moves a line.
  package let entries: [Entry]

  /// - Parameters:
  ///   - record: of this race, up to the moment.
  ///   - spending: the moment on the screen: what each run has spent by the clock.
  package init(
    _ scene: Scene, _ race: Race, record: TargetRecord, at spending: Int,
    on clock: RaceClock = .steps
  ) {
    target = record.target
    self.clock = clock
    entries = race.runs.indices
      .map { index in
        Entry(
          run: index,
          standing: Standing(
            index, of: race, in: scene, record: record,
            at: race.runs[index].step(at: spending, on: clock), on: clock))
      }
      .sorted {
        ($0.standing.rank(on: clock), $0.run) < ($1.standing.rank(on: clock), $1.run)
      }
  }
}

extension RaceBoard.Standing {
  fileprivate init(
    _ index: Int, of race: Race, in scene: Scene, record: TargetRecord, at step: Int,
    on clock: RaceClock
  ) {
    let run = race.runs[index]
    let verdict = run.verdict(at: step, scales: scene.scales)
    func price(_ step: Int) -> RaceBoard.Price? { RaceBoard.Price(of: run, upTo: step, on: clock) }
    if verdict.tone == .bad {
      self = .failed(verdict)
    } else if let since = record.since(run: index, at: step) {
      self = .under(since: since, price: price(since))
    } else if verdict.isFinal {
      self = .stopped(verdict)
    } else {
      let left = record.first(run: index, by: step)
      self = .onItsWay(left: left, price: left.flatMap(price))
    }
  }

  /// The order on the board: the earliest by the clock.
  fileprivate func rank(on clock: RaceClock) -> Int {
    switch self {
    case .under(let since, let price): clock == .steps ? since : price?.amount ?? since
    case .onItsWay: Int.max - 2
    case .stopped: Int.max - 1
    case .failed: Int.max
    }
  }
}

extension RaceBoard.Price {
  /// Nil if each step costs one gradient of a formula, and the race is measured by steps.
  fileprivate init?(of run: Run, upTo step: Int, on clock: RaceClock) {
    switch clock {
    case .rows: self = .rows(run.spent(on: .rows, upTo: step))
    case .evaluations: self = .evaluations(run.spent(on: .evaluations, upTo: step))
    case .steps where run.rowCount != nil: self = .rows(run.spent(on: .rows, upTo: step))
    case .steps where !run.hasSteadyCost:
      self = .evaluations(run.spent(on: .evaluations, upTo: step))
    case .steps: return nil
    }
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
    case .recorded(let progress): progress.isOver
    }
  }
}
