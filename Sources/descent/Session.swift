import Canvas
import Comparison
import Explorer
import Lessons
import Terminal

/// The explorer on a terminal, from the first frame to the last.
struct Session {
  let stage: Stage
  let options: ViewOptions
  /// The file to record into, if any.
  let record: String?
  /// The file of the lesson, which is watched.
  var file: String?
  var progress: LessonProgress?

  /// Opens the screen, runs until the user leaves, and prints the command line that was shown last.
  /// - Parameter prepare: changes the first state.
  func run(_ prepare: (inout ExplorerState) -> Void) throws {
    // Everything that can fail has been tried before the terminal is touched.
    let scene = stage.scene
    let (preferences, problem) = Preferences.stored()
    let look = Look(options: options, preferences: preferences)
    let screen: Screen
    do throws(ScreenError) {
      screen = try Screen(color: look.color)
    } catch {
      throw Failure(error)
    }
    defer { screen.close() }
    // Only now, so that no file is left behind if the screen cannot be opened.
    let recording = record.map { Export(.recording, path: $0) }
    let recorder = try recording.map { try begin($0, title: scene.surface.name) }
    var appearance = look.appearance(on: screen.capabilities)
    appearance.cellSize = screen.cellSize
    var focus = stage.focus
    // The texts of a lesson are about its own axis.
    if progress == nil { focus.clock = focus.clock ?? preferences.axis }
    var state = ExplorerState(
      scene: scene, playback: stage.playback, appearance: appearance, size: screen.size,
      catalog: SurfaceSource.catalog, keymap: preferences.keymap, focus: focus,
      notice: screen.note)
    prepare(&state)
    if let problem { state.showText(problem.line, title: "preferences are not read") }
    if let recording { state.reportDone(recording) }
    let loop = Loop(
      state: state, screen: screen, recorder: recorder, lessonFile: file, progress: progress)
    let commandLine = try loop.run()
    screen.close()
    if let commandLine { try TextOutput.print(commandLine + "\n") }
  }

  private func begin(_ recording: Export, title: String) throws(Failure) -> Recorder {
    do throws(Export.Refusal) {
      return try Recorder.begin(recording, title: title)
    } catch {
      switch error {
      case .fileExists:
        throw Failure(.cannotWrite, "\(recording.path.escaped) exists; name another file")
      case .failed(let reason):
        throw Failure(.cannotWrite, "\(recording.path.escaped) cannot be written: \(reason)")
      }
    }
  }
}

extension Failure {
  init(_ error: ScreenError) { self.init(.noTerminal, "\(error)") }
}
