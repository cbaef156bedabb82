import Canvas
import Landscape
import Optimizers

/// The path of a run as it is painted: up to the present, or one that a change of settings replaced.
struct RunPath: Sendable {
  let trajectory: Trajectory
  /// The last row that is painted.
  let last: Int
  let look: TrailLook
  /// Whether it was replaced: sparse dots below everything that moves.
  let isGhost: Bool

  /// Up to a step, in shades that brighten towards it.
  init(_ trajectory: Trajectory, upTo step: Int, look: TrailLook) {
    self.trajectory = trajectory
    last = min(step, trajectory.lastStep)
    self.look = look
    isGhost = false
  }

  init(ghost: Trajectory, look: TrailLook) {
    trajectory = ghost
    last = ghost.lastStep
    self.look = look
    isGhost = true
  }

  /// How the step that leads to a row is drawn.
  func stroke(at row: Int) -> Stroke {
    isGhost ? look.ghost : look.stroke(at: Double(row) / Double(last))
  }
}

extension RunPath {
  /// The paths of some runs, the lowest first: all former ones below all present ones.
  /// - Parameter runs: the topmost first.
  static func all(of state: ExplorerState, runs: [Int], theme: Theme) -> [RunPath] {
    let former = runs.reversed().compactMap { run in
      state.ghosts[run].map { RunPath(ghost: $0, look: theme.trail(run)) }
    }
    let present = runs.reversed().map { run in
      RunPath(
        state.race.runs[run].trajectory, upTo: state.playback.step,
        look: theme.trail(run, isOnTop: run == state.selection))
    }
    return former + present
  }
}
