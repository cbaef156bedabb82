import Canvas
import Explorer
import Input
import Landscape
import LossCommand
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Events and time in, frames out, until the user leaves.
struct Loop {
  var state: ExplorerState
  let screen: Screen
  private var painter = Painter()
  private var pointer = Pointer()
  private var recorder: Recorder?
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var drawn: ContinuousClock.Instant
  /// Watches the file of the surface, if it has one.
  private var watch: FileWatch?
  private var lastLook: ContinuousClock.Instant
  /// Watches the file of the lesson, if it has one.
  private var lessonWatch: LessonWatch?
  /// Watches the files of recorded runs, if they are followed.
  private var runsWatch: RunsWatch?
  /// What is done of the lesson, if that is remembered.
  private var progress: LessonProgress?
  /// The changes of the loss's source that the screen shows.
  private var seenChanges = 0
  /// The command line that was copied last, to be printed for the shell.
  private var commandLine: String?

  /// The interval between looks at the surface's file, in seconds.
  private static let lookInterval = 0.5

  /// - Parameter recorder: records the screen from the first frame.
  init(
    state: ExplorerState, screen: Screen, recorder: Recorder? = nil, lessonFile: String? = nil,
    progress: LessonProgress? = nil
  ) {
    self.state = state
    self.screen = screen
    self.recorder = recorder
    start = clock.now
    drawn = start
    lastLook = start
    lessonWatch = lessonFile.map { LessonWatch(path: $0) }
    self.progress = progress
    watch = state.surfaceFile.map { FileWatch(path: $0, surface: state.scene.surface) }
    if state.home.followsRuns { runsWatch = RunsWatch(state.home) }
  }

  /// How long background work runs before the next look for a key, in seconds.
  private static let slice = 0.003
  /// The interval at which the screen shows background work, in seconds.
  private static let workInterval = 0.05

  /// The interval between looks at answers that are waited for, in seconds.
  private static let answerInterval = 0.002

  /// Runs until the user leaves, and returns the command line that was shown last, if any.
  /// - Throws: if a recording could not be written to its end.
  consuming func run() throws(Failure) -> String? {
    var last = clock.now
    if let files = runsWatch?.catchUp() { state.follow(files) }
    draw()
    while true {
      do throws(Failure) {
        try failOpening()
      } catch {
        // It would only show the waiting, and stand in the way of the next try.
        recorder?.discard()
        throw error
      }
      let isWorking = state.hasWork || runsWatch?.isBehind == true
      var event = screen.nextEvent(waiting: isWorking ? 0 : patience(since: last))
      let isTimeUp = event == nil && !isWorking
      var isChanged = false
      // All waiting events are handled before drawing: a slow terminal drops frames, never keys.
      while let next = event {
        if take(next) {
          try finishRecording()
          return commandLine
        }
        isChanged = true
        if case .resume = next { last = clock.now }
        event = screen.nextEvent(waiting: 0)
      }
      // Also before a change is drawn, so that the first results are in the same frame.
      let hasWorked = state.hasWork
      if hasWorked {
        let end = clock.now + .seconds(Loop.slice)
        state.work { clock.now < end }
      }
      let now = clock.now
      // Only after the time of a frame: otherwise typing would change the speed of the race.
      if isTimeUp || now - last >= .seconds(state.frameInterval) {
        isChanged = state.advance(seconds: Loop.seconds(now - last)) || isChanged
        last = now
      }
      if hasWorked, now - drawn >= .seconds(Loop.workInterval) || !state.hasWork {
        isChanged = true
      }
      if let source = state.source, source.changes != seenChanges,
        now - drawn >= .seconds(Loop.workInterval)
      {
        seenChanges = source.changes
        isChanged = true
      }
      isChanged = lookAtFile() || isChanged
      if isChanged { draw() }
    }
  }

  /// - Throws: the reason why there will be nothing to show: what a command would say.
  private func failOpening() throws(Failure) {
    guard let opening = state.opening else { return }
    if let refusal = opening.refusal { throw Failure(refusal) }
    guard let function = state.scene.function as? CommandFunction, let fault = function.fault,
      function.source?.answerCount == 0
    else { return }
    throw Failure(fault)
  }

  /// Acts on an event; true if it ends the explorer.
  private mutating func take(_ event: Event) -> Bool {
    if case .end(let signal?) = event { end(bySignal: signal) }
    if case .mouse(let mouse) = event {
      return pointer.meanings(of: mouse).contains { isEnd(state.handle($0)) }
    }
    return isEnd(state.handle(event))
  }

  /// Does what the state asks for; true if that ends the explorer.
  private mutating func isEnd(_ effect: ExplorerState.Effect?) -> Bool {
    switch effect {
    case .quit: return true
    case .interrupt: end(bySignal: SIGINT)
    case .suspend: screen.suspend()
    // The text is on the screen as well, for terminals that take nothing.
    case .copy(let text):
      _ = screen.copy(text)
      commandLine = text
    case .export(let export): write(export)
    case .stopRecording: stopRecording()
    case nil: break
    }
    return false
  }

  private mutating func end(bySignal signal: Int32) -> Never {
    var fault: String?
    do throws(Failure) { try finishRecording() } catch { fault = error.message }
    screen.close()
    if let fault { note("error: \(fault)") }
    Screen.endProcess(bySignal: signal)
  }

  private mutating func draw() {
    let drawing = painter.drawing(of: state, images: screen.isReadyForImage ? .any : .shown)
    screen.draw(drawing.frame)
    pointer.targets = drawing.targets
    state.see(drawing.shown)
    drawn = clock.now
    record(drawing)
    if let done = state.progress?.done { progress?.update(done) }
  }

  private mutating func write(_ export: Export) {
    do throws(Export.Refusal) {
      if export.kind == .recording {
        recorder = try Recorder.begin(export, title: state.scene.surface.name)
      } else {
        // The prompt for the name is not part of the picture.
        try export.write(state, frame: painter.drawing(of: state.withoutPanel).frame)
      }
      state.reportDone(export)
    } catch {
      state.report(error, of: export)
    }
  }

  private mutating func record(_ drawing: Drawing) {
    guard recorder != nil else { return }
    let (seconds, depth) = (Loop.seconds(drawn - start), state.appearance.depth)
    // Players know no images.
    let hasImages = !drawing.frame.underlays.isEmpty
    let frame = hasImages ? painter.drawing(of: state).frame : drawing.frame
    do throws(Failure) {
      try recorder?.add(frame, at: seconds, depth: depth)
    } catch {
      stopRecording(fault: error.message)
      // To show the message; nothing is recorded any more.
      draw()
    }
  }

  private mutating func stopRecording(fault: String? = nil) {
    guard let path = recorder?.path else { return }
    var fault = fault
    do throws(Failure) { try finishRecording() } catch { fault = fault ?? error.message }
    state.reportRecording(writtenTo: path, fault: fault.map { "\(path.escaped): \($0)" })
  }

  private mutating func finishRecording() throws(Failure) {
    guard var finished = recorder else { return }
    recorder = nil
    try finished.finish()
  }

  /// How long to wait for events, in seconds; nil without limit.
  private func patience(since last: ContinuousClock.Instant) -> Double? {
    let now = clock.now
    var times: [Double] = []
    if state.playback.isPlaying {
      times.append(state.frameInterval - Loop.seconds(now - last))
    }
    if let source = state.source, source.openCount > 0 || source.changes != seenChanges {
      times.append(Loop.answerInterval)
    }
    if isWatching { times.append(Loop.lookInterval - Loop.seconds(now - lastLook)) }
    return times.min().map { max(0, $0) }
  }

  /// Whether the surface on the screen is that of the file.
  private var isWatchingSurface: Bool { watch != nil && state.surfaceFile == watch?.path }

  private var isWatching: Bool {
    isWatchingSurface || lessonWatch != nil || runsWatch != nil
  }

  /// Looks at the files if it is time; true if one was saved.
  private mutating func lookAtFile() -> Bool {
    var isChanged = false
    let isDue = Loop.seconds(clock.now - lastLook) >= Loop.lookInterval
    // A long stretch is read piece by piece, between two looks for keys.
    if isDue || runsWatch?.isBehind == true, let files = runsWatch?.look() {
      state.follow(files)
      isChanged = true
    }
    guard isWatching, isDue else { return isChanged }
    lastLook = clock.now
    if let result = lessonWatch?.look() {
      state.reload(lesson: result)
      isChanged = true
    }
    if isWatchingSurface, let news = watch?.look(at: state.scene.setup) {
      state.reload(news.surface, recordings: news.recordings)
      // It may name other files of runs.
      runsWatch?.watch(state.home)
      isChanged = true
    }
    return isChanged
  }

  private static func seconds(_ duration: Duration) -> Double {
    duration / .seconds(1)
  }
}
