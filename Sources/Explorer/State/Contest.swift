import Comparison
import Landscape
import Optimizers

/// What is raced: a scene, its race as far as it was run, and the changes that undo takes back.
///
/// Scene, race, ghosts and selection always belong together: they change only as one.
struct Contest: Sendable {
  private(set) var scene: Scene
  /// The scene's race, run at least up to the step that is shown.
  private(set) var race: Race
  /// For each run the path that the last change of its settings replaced.
  private(set) var ghosts: [Trajectory?]
  /// The run that keys act upon; nil for all.
  var selection: Int? {
    didSet { if let selection, !race.runs.indices.contains(selection) { self.selection = nil } }
  }
  /// Whether a new learning rate acts from the present step on, instead of from the start.
  var isBranching = false
  private(set) var history = History()

  init(_ scene: Scene, selection: Int? = nil, step: Int = 0) {
    self.scene = scene
    race = scene.race
    ghosts = Array(repeating: nil, count: race.runs.count)
    if let selection, race.runs.indices.contains(selection) { self.selection = selection }
    advance(to: step)
  }

  /// Runs the race up to a step.
  mutating func advance(to step: Int) { race.advance(to: step) }

  /// Makes the next turn of a dial a change of its own for undo.
  mutating func endTurning() { history.endTurning() }

  /// The replaced paths that stay in sight as ghosts.
  enum Ghosts {
    case none
    /// Those of these runs; the other runs keep the ghosts that they have.
    case of([Int])
    /// Those of these runs, and no others.
    case only([Int])
  }

  /// Races another setup up to a step. Undo brings the present one back.
  /// - Parameters:
  ///   - dial: what is being turned: all turns of it that follow each other are one change.
  ///   - viewport: what is seen of the surface; the whole of another domain.
  ///   - replaced: the runs that have the same places before and after the change.
  ///   - isAfresh: whether everything is seen again and nothing selected.
  /// - Throws: `SetupError` where the setup cannot be raced; then nothing has changed.
  mutating func change(
    to setup: Setup, of dial: Dial.ID?, at step: Int, viewport: inout Domain,
    leaving replaced: Ghosts, isAfresh: Bool
  ) throws(SetupError) {
    guard setup != scene.setup else { return }
    let scene = try Scene(setup, after: scene)
    let before = Moment(scene: self.scene, selection: selection, viewport: viewport)
    let ghosts = ghosts(replaced, of: dial, at: step)
    let hasSameRuns = scene.settings.map(\.kind) == self.scene.settings.map(\.kind)
    if isAfresh || scene.domain != self.scene.domain { viewport = scene.domain }
    race(scene, upTo: step)
    if hasSameRuns { self.ghosts = ghosts }
    if isAfresh || !hasSameRuns { selection = nil }
    history.record(before, turning: dial)
  }

  private mutating func race(_ scene: Scene, upTo step: Int) {
    self.scene = scene
    race = scene.race
    race.advance(to: step)
    ghosts = Array(repeating: nil, count: race.runs.count)
  }

  /// How many steps a branch's ghost continues, to show where the way not taken leads.
  private static let ghostLength = 200

  private func ghosts(_ replaced: Ghosts, of dial: Dial.ID?, at step: Int) -> [Trajectory?] {
    var result = Array(repeating: Trajectory?.none, count: race.runs.count)
    switch replaced {
    case .none: break
    case .of(let runs):
      result = ghosts
      for run in runs { result[run] = ghost(of: run, dial: dial, at: step) }
    case .only(let runs):
      for run in runs { result[run] = ghost(of: run, dial: dial, at: step) }
    }
    return result
  }

  /// The path that a change of a run replaces; while a dial is being turned the one from before the
  /// first turn stays, as it is what undo brings back.
  private func ghost(of run: Int, dial: Dial.ID?, at step: Int) -> Trajectory? {
    if history.isTurning(dial), let ghost = ghosts[run] { return ghost }
    var former = race.runs[run]
    guard isBranching else { return former.trajectory }
    // A branch that was only just made has no path of its own to be compared with.
    let isNew = former.settings.learningRate.changes.last?.step == step
    if isNew, let ghost = ghosts[run] { return ghost }
    former.advance(to: step + Self.ghostLength)
    return former.trajectory
  }

  /// Brings back what was raced before the last change.
  /// - Returns: what that was, in a few words; nil where there is nothing to undo.
  mutating func undo(at step: Int, viewport: inout Domain) -> String? {
    let present = Moment(scene: scene, selection: selection, viewport: viewport)
    return history.undo(from: present).map { restore($0, at: step, viewport: &viewport) }
  }

  /// Brings back what was undone last.
  /// - Returns: what that was, in a few words; nil where there is nothing to redo.
  mutating func redo(at step: Int, viewport: inout Domain) -> String? {
    let present = Moment(scene: scene, selection: selection, viewport: viewport)
    return history.redo(from: present).map { restore($0, at: step, viewport: &viewport) }
  }

  private mutating func restore(_ moment: Moment, at step: Int, viewport: inout Domain) -> String {
    let difference = moment.scene.difference(from: scene)
    // Zooming is no change, but what was seen of another surface comes back with it.
    if moment.scene.domain != scene.domain || moment.scene.surface.id != scene.surface.id {
      viewport = moment.viewport
    }
    race(moment.scene, upTo: step)
    selection = moment.selection
    return difference
  }
}
