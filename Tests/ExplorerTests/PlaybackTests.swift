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
