import Canvas
import Comparison
import Explorer
import Input
import Landscape
import Lessons
import SurfaceCatalog

/// Plays a step of a lesson as a student would who knows the keys, without a screen.
struct Rehearsal {
  private(set) var state: ExplorerState
  private var painter = Painter()

  /// The window in which lessons are rehearsed.
  private static let size = Size(width: 80, height: 24)

  /// Opens a lesson at a step. The picture of an earlier step stays where the step has none.
  init?(of lesson: Lesson, at place: Lesson.Place, size: Size = Rehearsal.size) {
    guard let surface = SurfaceCatalog.surface(named: "quadratic"),
      let scene = try? Scene(Setup(surface: surface))
    else { return nil }
    state = ExplorerState(
      scene: scene, playback: Playback(isPlaying: false),
      appearance: Look(options: ViewOptions.none, preferences: Preferences()).appearance(
        depth: .indexed256),
      size: size, catalog: SurfaceSource.catalog)
    if let former = lesson.places.last(where: { $0 < place && lesson[$0].stage != nil }),
      lesson[place].stage == nil
    {
      state.open(lesson, at: former)
    }
    state.open(lesson, at: place)
    settle()
  }

  /// The picture, on which some keys depend.
  private mutating func draw() {
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
    for _ in 0..<240 where state.playback.isPlaying { _ = state.advance(seconds: 0.25) }
    settle()
  }

  /// Shows another picture and lets it play to its end, as an attempt at the task.
  mutating func show(_ stage: Stage) {
    state.showForTask(stage)
    play()
    if !state.isTaskDone { press(.end) }
  }

  private mutating func settle() {
    draw()
    while state.hasWork { state.work { true } }
  }
}
