import Canvas
import Comparison
import Lessons
import Optimizers

/// A picture that a lesson asks for: what is raced, how far it has run, and what is shown beside it.
public struct Stage: Sendable {
  public var scene: Scene
  public var playback: Playback
  public var focus: ExplorerState.Focus
  /// Changes the look as far as the lesson states it.
  public var adjust: @Sendable (inout Appearance) -> Void

  public init(
    scene: Scene, playback: Playback, focus: ExplorerState.Focus = ExplorerState.Focus(),
    adjust: @escaping @Sendable (inout Appearance) -> Void = { _ in }
  ) {
    self.scene = scene
    self.playback = playback
    self.focus = focus
    self.adjust = adjust
  }

  /// How far its run goes, at the end of which it is judged.
  public var limit: Budget { playback.limit ?? Budget(100, of: .steps) }

  /// The end of its run.
  public var end: Situation {
    Situation(of: scene, through: limit, on: focus.clock)
  }
}

/// The lesson that the explorer can open, and the pictures for it.
public struct LessonShelf: Sendable {
  /// The lesson of the key, if the program has one.
  public let lesson: @Sendable () -> Lesson?
  /// The picture of a command line; nil if it cannot be shown.
  public let stage: @Sendable (Lesson.Stage) -> Stage?

  public init(
    lesson: @escaping @Sendable () -> Lesson? = { nil },
    stage: @escaping @Sendable (Lesson.Stage) -> Stage? = { _ in nil }
  ) {
    self.lesson = lesson
    self.stage = stage
  }
}
