import Canvas
import Explorer
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Events and time in, frames out, until someone wants to leave.
struct Loop {
  var state: ExplorerState
  let screen: Screen
  private var painter = Explorer.Painter()
  private var recorder: Recorder?
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  init(state: ExplorerState, screen: Screen) {
    self.state = state
    self.screen = screen
    start = clock.now
  }

  consuming func run() {
    var last = clock.now
    draw()
    while true {
      var event = screen.nextEvent(waiting: state.playback.isPlaying ? wait(since: last) : nil)
      let isTimeUp = event == nil
      var isChanged = false
      // All that waits is taken before anything is drawn: a slow terminal drops frames, never keys.
      while let next = event {
        if take(next) { return }
        isChanged = true
        if case .resume = next { last = clock.now }
        event = screen.nextEvent(waiting: 0)
      }
      let now = clock.now
      // A frame's time must have passed, or typing would speed the race up or slow it down.
      if isTimeUp || now - last >= .seconds(state.playback.frameInterval) {
        isChanged = state.advance(seconds: Loop.seconds(now - last)) || isChanged
        last = now
      }
      if isChanged { draw() }
    }
  }

  /// Acts on an event; true where it ends the explorer.
  private mutating func take(_ event: Event) -> Bool {
    if case .end(let signal?) = event { end(bySignal: signal) }
    switch state.handle(event) {
    case .quit:
      stopRecording()
      return true
    case .interrupt: end(bySignal: SIGINT)
    case .suspend: screen.suspend()
    // The text is on the screen as well, for terminals that take nothing.
    case .copy(let text): _ = screen.copy(text)
    case .export(let export): write(export)
    case .stopRecording: stopRecording()
    case nil: break
    }
    return false
  }

  private mutating func end(bySignal signal: Int32) -> Never {
    stopRecording()
    screen.close()
    Screen.endProcess(bySignal: signal)
  }

  private mutating func draw() {
    let frame = painter.frame(of: state)
    screen.draw(frame)
    let seconds = Loop.seconds(clock.now - start)
    recorder?.add(frame, at: seconds, depth: state.appearance.depth)
    if recorder?.isFull == true { stopRecording() }
  }

  private mutating func write(_ export: Export) {
    guard export.kind == .recording else {
      // What asked for the name is not part of the picture.
      var shown = state
      _ = shown.handle(.key(.escape))
      return state.report(export.write(state, frame: painter.frame(of: shown)), of: export)
    }
    let (begun, outcome) = Recorder.begin(
      export, size: state.size, title: "descent \(state.scene.surface.name)")
    recorder = begun
    state.report(outcome, of: export)
  }

  private mutating func stopRecording() {
    guard let finished = recorder else { return }
    recorder = nil
    state.reportRecording(writtenTo: finished.export.path, fault: finished.finish())
  }

  private func wait(since last: ContinuousClock.Instant) -> Double {
    max(0, state.playback.frameInterval - Loop.seconds(clock.now - last))
  }

  private static func seconds(_ duration: Duration) -> Double {
    duration / .seconds(1)
  }
}
