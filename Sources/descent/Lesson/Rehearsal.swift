import Canvas
import Explorer
import Input
import Landscape
import Lessons

/// Plays a step of a lesson as a student would who knows the keys, without a screen.
struct Rehearsal {
  private(set) var state: ExplorerState

  /// The window in which lessons are rehearsed.
  private static let size = Size(width: 120, height: 40)

  /// Opens a lesson at a step. The picture of an earlier step stays where the step has none.
  init?(of lesson: Lesson, at place: Lesson.Place, size: Size = Rehearsal.size) {
    let arguments = lesson.places.last { $0 <= place && lesson[$0].stage != nil }
    guard let stage = try? LessonSource.stage(arguments.flatMap { lesson[$0].stage } ?? .init(arguments: [])),
      let scene = try? stage.scene
    else { return nil }
    state = ExplorerState(
      scene: scene, playback: stage.playback,
      appearance: Look(options: ViewOptions.none, preferences: Preferences()).appearance(
        depth: .indexed256),
      size: size, catalog: SurfaceSource.catalog)
    state.open(lesson, at: place)
    draw()
  }

  /// The picture, on which some keys depend.
  private mutating func draw() {
    var painter = Painter()
    state.see(painter.drawing(of: state).shown)
  }

  /// Presses a key, and lets the work that follows from it end.
  mutating func press(_ key: Key) {
    _ = state.handle(.key(key))
    settle()
  }

  /// Presses keys by their names; a word that is no name is typed.
  mutating func press(_ keys: [String]) {
    for word in keys {
      if let key = Key(sign: word) {
        press(key)
      } else {
        for character in word { press(.character(character)) }
      }
    }
    play()
  }

  /// Lets a race that plays come to its end, for at most a minute.
  mutating func play() {
    for _ in 0..<600 where state.playback.isPlaying { _ = state.advance(seconds: 0.1) }
    settle()
  }

  /// Shows another picture and lets it play to its end, as an attempt at the task.
  mutating func show(_ stage: Stage) {
    state.showForTask(stage)
    play()
    for _ in 0..<1 where !state.isTaskDone { press(.end) }
  }

  private mutating func settle() {
    draw()
    while state.hasWork { state.work { true } }
  }
}
