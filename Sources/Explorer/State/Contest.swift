import Comparison
import Landscape
import Optimizers

/// The subject of the explorer: a scene, its race so far, and the changes that undo takes back.
///
/// Scene, race, ghosts and selection belong together and change only together.
struct Contest: Sendable {
  private(set) var scene: Scene
  /// The scene's race, run at least up to the step on the screen.
  private(set) var race: Race
  /// When each run was under the target, as far as the race has been run.
  private(set) var record: TargetRecord
  /// The path of each run before the last change of its settings.
  private(set) var ghosts: [Ghost?]
  /// The run that keys act on; nil for all runs.
  var selection: Int? {
    didSet { if let selection, !race.runs.indices.contains(selection) { self.selection = nil } }
  }
  /// The clock that was chosen; nil to follow the surface.
  private(set) var chosenClock: RaceClock?
  /// What the race is measured by.
  private(set) var clock: RaceClock
  /// How far the race has been run, by the clock.
  private(set) var furthest = 0
  /// Whether a new learning rate applies from the current step, instead of from the start.
  var isBranching = false
  private(set) var history = History()
  /// What was known of the loss when the scene was measured; nil if the scene is one of before.
  private var knowledge: Knowledge?

  init(_ scene: Scene, selection: Int? = nil, clock: RaceClock? = nil) {
    self.scene = scene
    race = scene.race
    chosenClock = clock
    self.clock = scene.clock(choosing: clock)
    record = TargetRecord(scene)
    ghosts = Array(repeating: nil, count: race.runs.count)
    knowledge = scene.isOpening ? nil : Knowledge(scene)
    if let selection, race.runs.indices.contains(selection) { self.selection = selection }
  }

  /// Runs the race up to a position of the clock, or as far as the losses are known.
  mutating func advance(to position: Int) {
    guard let source = scene.function.source else { return run(to: position) }
    // As far as all is known, in few copies: of a stretch with a gap the first half is tried.
    var count = position - furthest
    while furthest < position {
      count = min(count, position - furthest)
      let (gaps, before) = (source.gaps, furthest)
      var ahead = self
      ahead.run(to: furthest + count)
      guard source.gaps == gaps else {
        // What was computed with gaps is dropped, and tried again when answers have come.
        if count == 1 { return }
        count = (count + 1) / 2
        continue
      }
      self = ahead
      if furthest == before { return }
    }
  }

  /// About as many steps take a few milliseconds.
  private static let stepsAtOnce = 8000

  /// How far the race can be run before the next look for a key, by the clock.
  var stretch: Int {
    // A step on a data set takes longer the more rows there are.
    let cost = max(1, race.runs.count) * (1 + (scene.function.rowCount ?? 0) / 32)
    return max(1, Self.stepsAtOnce / cost) * scene.leastCost(on: clock)
  }

  private mutating func run(to position: Int) {
    race.advance(to: position, on: clock)
    record.follow(race)
    furthest = max(furthest, position)
    // Nothing happens after the last step of all.
    if race.hasEnded {
      furthest = min(furthest, race.runs.map { $0.spent(on: clock, upTo: $0.step) }.max() ?? 0)
    }
  }

  /// Whether the loss is known better, or is another, than when the scene was measured.
  var isOutdated: Bool {
    scene.function.source != nil && !scene.isOpening && knowledge != Knowledge(scene)
  }

  /// Measures the scene again, with what is known of the loss now. If all was asked anew, the race begins
  /// anew, too; else it goes on, at the same rates.
  /// - Returns: whether that was done; false if too little is known for it yet.
  /// - Throws: `SetupError` if the loss has become one that cannot be raced.
  mutating func renew(upTo position: Int) throws(SetupError) -> Bool {
    let known = Knowledge(scene)
    let gaps = scene.function.source?.gaps
    let next: Scene
    do throws(SetupError) {
      next = try Scene(scene.setup)
    } catch {
      if gaps != scene.function.source?.gaps { return false }
      knowledge = known
      throw error
    }
    if gaps != scene.function.source?.gaps { return false }
    if knowledge?.generation == known.generation {
      scene = next
      if record.target != next.target {
        record = TargetRecord(next)
        record.follow(race)
      }
    } else {
      let selection = selection
      race(next, upTo: position)
      self.selection = selection
    }
    knowledge = known
    return true
  }

  /// Measures the race by another clock.
  mutating func set(clock: RaceClock, choice: RaceClock?, furthest: Int) {
    (self.clock, chosenClock, self.furthest) = (clock, choice, furthest)
  }

  /// Makes the next turn of a dial a separate change for undo.
  mutating func endTurning() { history.endTurning() }

  /// The replaced paths that stay visible as ghosts.
  enum Ghosts {
    case none
    /// Ghosts of these runs; the other runs keep the ghosts that they have.
    case of([Int])
    /// Ghosts of these runs only.
    case only([Int])
  }

  /// Races another setup up to a position of its clock, or the first stretch of the way there. Undo
  /// restores the current one.
  /// - Parameters:
  ///   - dial: the dial being turned: consecutive turns of one dial are one change.
  ///   - viewport: the visible part of the surface; reset if the domain changes.
  ///   - replaced: runs that keep their places through the change.
  ///   - startsOver: whether the whole map is shown again, with nothing selected.
  /// - Returns: false if the answers that the change needs are not known yet; then nothing has changed.
  /// - Throws: `SetupError` if the setup cannot be raced; then nothing has changed.
  mutating func change(
    to setup: Setup, of dial: Dial.ID?, at position: Int, viewport: inout Domain,
    leaving replaced: Ghosts, startsOver: Bool
  ) throws(SetupError) -> Bool {
    guard setup != scene.setup || scene.isOpening else { return true }
    let source = setup.surface.function(setup.parameters).source
    let gaps = source?.gaps
    let scene: Scene
    do throws(SetupError) {
      scene = try Scene(setup, after: self.scene)
    } catch {
      if gaps != source?.gaps { return false }
      throw error
    }
    if gaps != source?.gaps { return false }
    if self.scene.isOpening {
      race(scene, upTo: position)
      return true
    }
    let before = Moment(scene: self.scene, selection: selection, viewport: viewport)
    let ghosts = ghosts(replaced, of: dial, at: position)
    let hasSameRuns =
      scene.race.runs.map(\.settings.kind) == self.scene.race.runs.map(\.settings.kind)
    if startsOver || scene.domain != self.scene.domain { viewport = scene.domain }
    begin(scene, goal: position)
    if hasSameRuns { self.ghosts = ghosts }
    if startsOver || !hasSameRuns { selection = nil }
    history.record(before, turning: dial)
    return true
  }

  /// Races another scene a stretch of the way to a position of its clock.
  private mutating func begin(_ scene: Scene, goal position: Int) {
    race(scene, upTo: 0)
    // The step of a branch by another clock follows from what the steps before it have cost.
    let isWhole = scene.function.source != nil || isBranching && clock != .steps
    advance(to: isWhole ? position : min(position, stretch))
  }

  private mutating func race(_ scene: Scene, upTo position: Int) {
    var former = scene.race
    swap(&race, &former)
    let isSameProgram = knowledge?.generation == Knowledge(scene).generation
    // A long recording need not be played again.
    if scene.hasLoss(of: self.scene), isSameProgram { race.keepRecorded(of: former) }
    self.scene = scene
    knowledge = Knowledge(scene)
    record = TargetRecord(scene)
    clock = scene.clock(choosing: chosenClock)
    furthest = 0
    advance(to: position)
    ghosts = Array(repeating: nil, count: race.runs.count)
  }

  /// Races the same optimizers beside what recorded runs are now. That is no change to undo.
  /// - Throws: `SetupError` if no optimizer can start where the runs begin.
  mutating func follow(_ recordings: [Recording], at position: Int) throws(SetupError) {
    var setup = scene.setup
    setup.recordings = recordings
    let next = try Scene(setup, after: scene)
    let (steps, selection) = (race.runs.map(\.step), selection)
    let kinds = race.runs.map(\.settings.kind)
    guard next.settings == scene.settings, next.start == scene.start, next.noise == scene.noise
    else { return race(next, upTo: position) }
    scene = next
    race.follow(next.race)
    // A run that starts anew is one that was never seen.
    let isContinued =
      steps.count == race.runs.count && zip(steps, race.runs).allSatisfy { $0 <= $1.step }
    if !isContinued || record.target != next.target { record = TargetRecord(next) }
    if !isContinued { ghosts = Array(repeating: nil, count: race.runs.count) }
    furthest = min(furthest, position)
    advance(to: position)
    // Others may have taken its place.
    let isSame = kinds == Array(race.runs.map(\.settings.kind).prefix(kinds.count))
    self.selection = isSame ? selection : nil
  }

  /// How many steps the ghost of a branch continues, to show where the old path would have led.
  private static let ghostLength = 200

  private func ghosts(_ replaced: Ghosts, of dial: Dial.ID?, at position: Int) -> [Ghost?] {
    var result = Array(repeating: Ghost?.none, count: race.runs.count)
    switch replaced {
    case .none: break
    case .of(let runs):
      result = ghosts
      for run in runs { result[run] = ghost(of: run, dial: dial, at: position) }
    case .only(let runs):
      for run in runs { result[run] = ghost(of: run, dial: dial, at: position) }
    }
    return result
  }

  /// The path that a change of a run replaces. While a dial is being turned, the path from before
  /// the first turn stays, because undo restores that one.
  private func ghost(of run: Int, dial: Dial.ID?, at position: Int) -> Ghost? {
    if history.isTurning(dial), let ghost = ghosts[run] { return ghost }
    // Nor is a path worth comparing that has not come to the step on the screen.
    if furthest < position, !race.hasEnded { return ghosts[run] }
    var former = race.runs[run]
    guard isBranching else { return Ghost(of: former.trajectory) }
    let step = dueStep(of: run, at: position)
    // A branch made at this very step has no path of its own to compare.
    let isNew = former.settings.learningRate.changes.last?.step == step
    if isNew, let ghost = ghosts[run] { return ghost }
    former.advance(to: step + Self.ghostLength)
    return Ghost(of: former.trajectory)
  }

  /// Restores what was raced before the last change.
  /// - Parameter runs: the setup with the recorded runs as they are now, if they are followed.
  /// - Returns: a short description of it; nil if there is nothing to undo.
  mutating func undo(at position: Int, viewport: inout Domain, runs: Setup) -> String? {
    let present = Moment(scene: scene, selection: selection, viewport: viewport)
    return history.undo(from: present).map {
      restore($0, at: position, viewport: &viewport, runs: runs)
    }
  }

  /// Restores what was undone last.
  /// - Parameter runs: the setup with the recorded runs as they are now, if they are followed.
  /// - Returns: a short description of it; nil if there is nothing to redo.
  mutating func redo(at position: Int, viewport: inout Domain, runs: Setup) -> String? {
    let present = Moment(scene: scene, selection: selection, viewport: viewport)
    return history.redo(from: present).map {
      restore($0, at: position, viewport: &viewport, runs: runs)
    }
  }

  private mutating func restore(
    _ moment: Moment, at position: Int, viewport: inout Domain, runs: Setup
  ) -> String {
    let difference = moment.scene.difference(from: scene)
    // Zooming is not a change, but another surface returns with its own viewport.
    if moment.scene.domain != scene.domain || moment.scene.surface.id != scene.surface.id {
      viewport = moment.viewport
    }
    begin(moment.scene.following(runs), goal: position)
    // It may have been measured when less was known.
    knowledge = nil
    selection = moment.selection
    return difference
  }
}

extension Scene {
  /// The scene with the recorded runs as they are in a later setup, if they are of the same files.
  fileprivate func following(_ later: Setup) -> Scene {
    guard setup.followsRuns, later.hasRunFiles(of: setup), later.recordings != setup.recordings
    else { return self }
    var setup = setup
    setup.recordings = later.recordings
    return (try? Scene(setup, after: self)) ?? self
  }
}

/// How much was known of a loss that takes time.
private struct Knowledge: Hashable, Sendable {
  let detail: Int
  let generation: Int

  /// Of a loss that takes none, all is known.
  init(_ scene: Scene) {
    detail = scene.function.source?.detail ?? 0
    generation = scene.function.source?.generation ?? 0
  }
}
