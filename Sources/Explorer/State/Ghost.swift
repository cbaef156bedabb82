import Calculus
import Optimizers

/// The path of a run before the last change of its settings, as far as it is drawn: every point of its
/// last 4,096 steps and at most as many of those before, so that it stays small beside the race.
public struct Ghost: Hashable, Sendable {
  /// The points, from the start to the last step.
  public let points: [Point]
  /// The number of steps of the path.
  public let lastStep: Int

  init(of path: Trajectory) {
    lastStep = path.lastStep
    points = [path.point(0)] + TrailSamples(last: lastStep).map(path.point)
  }
}
