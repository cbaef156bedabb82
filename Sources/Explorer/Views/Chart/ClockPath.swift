import Comparison
import Optimizers

extension ClockAxis {
  /// The axis of the chart: as long as the race has been run.
  init(_ state: ExplorerState) {
    self.init(
      upTo: max(state.contest.furthest, state.playback.moment), in: state.scene, on: state.clock)
  }
}

/// The steps of a run as positions of the clock.
struct ClockPath: Sendable {
  /// The position at which a step is paid for.
  let position: @Sendable (Int) -> Int
  /// The last step at a position.
  let step: @Sendable (Int) -> Int

  /// By steps.
  static let steps = ClockPath(position: { $0 }, step: { $0 })
}

extension ClockPath {
  init(of run: Run, on clock: RaceClock) {
    if clock == .steps {
      self = .steps
    } else {
      self.init(
        position: { run.spent(on: clock, upTo: $0) }, step: { run.foreseenStep(at: $0, on: clock) })
    }
  }
}
