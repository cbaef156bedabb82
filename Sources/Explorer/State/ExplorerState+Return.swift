import Comparison
import Optimizers

/// A race that was changed late is run again from its start. It comes back to its step in the background,
/// so that keys are answered meanwhile; another change begins it anew.
extension ExplorerState {
  /// Whether the race is on its way to the step on which it was changed.
  var isComingBack: Bool { playback.goal != nil && source == nil }

  /// Shows a position of a race that has just begun, or as much of the way there as has been run.
  mutating func comeBack(to position: Int) {
    guard source == nil else { return show(position) }
    let position = min(max(0, position), contest.storageLimit)
    let isThere = contest.furthest >= position || race.hasEnded
    playback.goal = isThere ? nil : position
    playback.position = isThere ? position : contest.furthest
  }

  mutating func workOnRace(while shouldContinue: () -> Bool) {
    while isComingBack, shouldContinue() { advanceRace() }
  }

  /// Brings the race to its step at once.
  mutating func completeRace() {
    while isComingBack { advanceRace() }
  }

  private mutating func advanceRace() {
    guard let goal = playback.goal else { return }
    contest.advance(to: min(goal, contest.furthest + contest.stretch))
    comeBack(to: goal)
    if !isComingBack { followLesson() }
  }

  /// What the title line says on the way, beside the step on the screen: " → 300000, catching up"; nil if
  /// the race is where it was.
  var returnText: String? {
    guard isComingBack, let goal = playback.goal else { return nil }
    let arrow = appearance.isASCII ? "->" : "→"
    return " \(arrow) \(clock == .steps ? "\(goal)" : goal.grouped), catching up"
  }
}
