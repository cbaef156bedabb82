import Comparison
import Optimizers

/// The clock of a race: the one place that turns its positions into steps of the runs.
extension Contest {
  /// The last step that a run has made by a position of the clock.
  func step(of run: Int, at position: Int) -> Int { race.runs[run].step(at: position, on: clock) }

  /// The same, but by steps the position itself: a run that has ended would be there by now.
  func dueStep(of run: Int, at position: Int) -> Int {
    clock == .steps ? position : step(of: run, at: position)
  }

  /// The most rows of all paths together. At 32 bytes a row they take at most 256 MB; runs at rest take
  /// next to nothing.
  static let rowLimit = 8_000_000

  /// The most steps of each run: a million for up to eight runs, 666,666 for twelve.
  var stepLimit: Int { min(Trajectory.stepLimit, Self.rowLimit / max(1, race.runs.count)) }

  /// The position at which the first run has made as many steps as can be stored.
  var storageLimit: Int { race.storageLimit(on: clock, steps: stepLimit) }

  /// The position up to which a budget lasts.
  func position(within budget: Budget) -> Int { race.position(within: budget, on: clock) }

  /// The position at which the next of some runs makes its next step, or has made its last one.
  /// - Parameter isForward: whether time runs forwards.
  func neighbour(of position: Int, runs: [Int], isForward: Bool) -> Int {
    if clock == .steps { return position + (isForward ? 1 : -1) }
    let positions = runs.compactMap { index -> Int? in
      let run = race.runs[index]
      let step = run.step(at: position, on: clock)
      if isForward {
        if run.end != nil, step == run.step { return nil }
        return max(run.spent(on: clock, upTo: step + 1), position + 1)
      }
      let spent = run.spent(on: clock, upTo: step)
      return spent < position ? spent : run.spent(on: clock, upTo: max(0, step - 1))
    }
    return (isForward ? positions.min() : positions.max()) ?? position
  }

  /// Measures the race by another clock.
  /// - Parameter position: the position on the screen, which becomes the one at which the selected
  ///   run, else the cheapest one, has made the same step.
  mutating func measure(by choice: RaceClock?, position: inout Int) {
    let new = scene.clock(choosing: choice)
    let steps = race.runs.indices.map { step(of: $0, at: position) }
    let known = race.runs.indices.map { step(of: $0, at: furthest) }
    func converted(_ steps: [Int]) -> Int {
      if let selection { return race.runs[selection].spent(on: new, upTo: steps[selection]) }
      // By steps the cheapest run has made the most; by what they cost it has spent the least.
      let spent = race.runs.indices.map { race.runs[$0].spent(on: new, upTo: steps[$0]) }
      return (new == .steps ? spent.max() : spent.min()) ?? 0
    }
    let isAtEnd = position >= furthest
    position = converted(steps)
    let last = isAtEnd ? position : max(position, converted(known))
    set(clock: new, choice: choice, furthest: last)
  }
}

/// What the pictures show of each run, and how the clock runs.
extension ExplorerState {
  /// What the race is measured by.
  public var clock: RaceClock { contest.clock }

  /// The step of a run that is on the screen: the last one that it has made by now, and that the
  /// position of the clock pays for.
  public func step(of run: Int) -> Int { contest.step(of: run, at: playback.position) }

  /// The last step of a run as far as the race has been run.
  func knownStep(of run: Int) -> Int { contest.step(of: run, at: contest.furthest) }

  /// Where playing stops; nil if nowhere.
  var positionLimit: Int? { playback.limit.map(contest.position) }

  /// How the clock runs while the race plays.
  var pace: Playback.Pace {
    scene.isLogarithmic(clock) ? .growing : .even(unit: scene.leastCost(on: clock))
  }

  /// The duration of a frame, in seconds.
  public var frameInterval: Double { playback.frameInterval(at: pace) }

  /// Shows a position of the clock, running the race up to it if necessary.
  mutating func show(_ position: Int) {
    let position = min(max(0, position), contest.storageLimit)
    contest.advance(to: position)
    let isKnown = contest.furthest >= position || race.hasEnded
    playback.goal = isKnown ? nil : position
    playback.position =
      isKnown && !race.hasEnded ? position : min(position, contest.furthest)
  }

  /// Shows a position to which the race is on its way, or where it is now.
  mutating func seek(to position: Int) {
    if isComingBack { comeBack(to: position) } else { show(position) }
  }

  /// Shows the last moment before the limit of playing.
  public mutating func showLast() {
    while let limit = positionLimit, min(limit, contest.storageLimit) > playback.position {
      let position = playback.position
      // The limit may be an estimate that becomes exact on the way.
      show(limit)
      if playback.position == position { return }
    }
  }

  /// The position after some more steps of the selected run, else of whichever run is next.
  func position(afterSteps count: Int) -> Int {
    if isComingBack {
      return max(0, playback.moment + count * scene.leastCost(on: clock))
    }
    let runs = selectedRuns
    var contest = contest
    var position = playback.position
    for _ in 0..<abs(count) {
      // What the next step costs may be known only when it has been made.
      contest.advance(to: position)
      position = contest.neighbour(of: position, runs: runs, isForward: count > 0)
    }
    return position
  }

  /// Measures the race by the next clock that makes a difference.
  mutating func switchClock() {
    let clocks = scene.clocks
    guard clocks.count > 1 else {
      notice = "axis: steps; all runs pay the same for a step"
      return
    }
    completeRace()
    let place = clocks.firstIndex(of: clock).map { ($0 + 1) % clocks.count } ?? 0
    let next = clocks[place]
    contest.measure(
      by: next == scene.standardClock ? nil : next, position: &playback.position)
    show(playback.position)
    sight.sweepSteps = nil
    notice = "axis: \(next.title)"
  }
}

extension RaceClock {
  /// The name on the screen.
  var title: String {
    switch self {
    case .steps: "steps"
    case .evaluations: "evaluations"
    case .rows: "rows seen"
    }
  }

  /// A moment in words: "step 34", "rows 1,200".
  func text(_ position: Int) -> String {
    switch self {
    case .steps: "step \(position)"
    case .evaluations: "evaluations \(position.grouped)"
    case .rows: "rows \(position.grouped)"
    }
  }
}
