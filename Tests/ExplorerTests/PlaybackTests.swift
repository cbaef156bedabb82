import Optimizers
import Testing

@testable import Explorer

/// The clock: which step is shown as time passes.
struct PlaybackTests {
  /// Steps that are due after some seconds each.
  private func steps(_ playback: Playback, limit: Int? = nil, after seconds: Double...) -> [Int] {
    var playback = playback
    return seconds.map {
      playback.position = playback.target(after: $0, limit: limit)
      return playback.position
    }
  }

  @Test func atMostAQuarterOfASecondIsMadeUpFor() throws {
    #expect(Playback().speed == 30)
    #expect(steps(Playback(), after: 0.21) == [6])
    for pause in [0.26, 1, 3600] {
      #expect(steps(Playback(), after: pause) == [7], "\(pause) s")
    }
    var state = try ExplorerState.paused()
    try state.type(" ")
    let hasChanged = state.advance(seconds: 3600)
    #expect(hasChanged && state.playback.position == 7)
  }

  @Test func partsOfAStepAddUp() {
    #expect(steps(Playback(), after: 0.025, 0.025, 0.025, 0.025, 0.025) == [0, 1, 2, 3, 3])
    #expect(steps(Playback(position: 8), after: -1, 0) == [8, 8])
  }

  /// At the end of a race that is limited, playing begins again; before it and in the middle of what is
  /// known it goes on.
  @Test func playingFromTheEndBeginsAgain() throws {
    var state = try ExplorerState.paused(step: 10)
    state.playback.limit = Budget(10, of: .steps)
    try state.type(" ")
    #expect(state.playback.isPlaying && state.playback.position == 0)
    try state.type(" ")
    #expect(!state.playback.isPlaying && state.playback.position == 0, "pausing leaves the step")
    var middle = try ExplorerState.paused(step: 10)
    middle.playback.limit = Budget(20, of: .steps)
    try middle.type(" ")
    #expect(middle.playback.isPlaying && middle.playback.position == 10)
    var playing = try ExplorerState.paused(step: 10)
    playing.playback.limit = Budget(10, of: .steps)
    playing.playback.isPlaying = true
    try playing.type(" ")
    #expect(!playing.playback.isPlaying && playing.playback.position == 10)
  }

  @Test func playingStopsAtTheLimit() {
    #expect(steps(Playback(position: 8), limit: 10, after: 0.1, 0.1) == [10, 10])
  }

  @Test func anotherSpeedBeginsWithAWholeStep() {
    var playback = Playback()
    #expect(playback.target(after: 0.03) == 0)
    playback.changeSpeed(by: -1)
    #expect(playback.speed == 20)
    // The nine tenths of a step that were due at the former speed are forgotten.
    #expect(playback.target(after: 0.04) == 0)
    playback.changeSpeed(by: -99)
    #expect(playback.speed == 1)
    playback.changeSpeed(by: 99)
    #expect(playback.speed == 10_000 && playback.frameInterval(at: .even(unit: 1)) == 1.0 / 60)
  }
}
