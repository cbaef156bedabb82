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
  private let clock = ContinuousClock()

  init(state: ExplorerState, screen: Screen) {
    self.state = state
    self.screen = screen
  }

  consuming func run() {
    var last = clock.now
    screen.draw(painter.frame(of: state))
    while true {
      let event = screen.nextEvent(waiting: state.playback.isPlaying ? wait(since: last) : nil)
      var isChanged = false
      if let event {
        if case .end(let signal?) = event {
          screen.close()
          Screen.endProcess(bySignal: signal)
        }
        switch state.handle(event) {
        case .quit: return
        case .interrupt:
          screen.close()
          Screen.endProcess(bySignal: SIGINT)
        case .suspend:
          screen.suspend()
          last = clock.now
        // The text is on the screen as well, for terminals that take nothing.
        case .copy(let text): _ = screen.copy(text)
        case .export(let export):
          state.report(export.write(state, frame: painter.frame(of: state)), of: export)
        case .stopRecording: break
        case nil: break
        }
        isChanged = true
      }
      let now = clock.now
      // A frame's time must have passed, or typing would speed the race up or slow it down.
      if event == nil || now - last >= .seconds(state.playback.frameInterval) {
        isChanged = state.advance(seconds: Loop.seconds(now - last)) || isChanged
        last = now
      }
      if isChanged { screen.draw(painter.frame(of: state)) }
    }
  }

  private func wait(since last: ContinuousClock.Instant) -> Double {
    max(0, state.playback.frameInterval - Loop.seconds(clock.now - last))
  }

  private static func seconds(_ duration: Duration) -> Double {
    duration / .seconds(1)
  }
}
