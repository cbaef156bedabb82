import Canvas
import Optimizers
import Testing

@testable import Explorer

struct StepStoryTests {
  private func sentence(_ optimizer: String, step: Int) throws -> String? {
    let state = try Pane(optimizer: optimizer, step: step).state()
    return StepStory(Inspection(of: state.race.runs[0], at: step))?.sentence
  }

  @Test func plainDescentGoesStraight() throws {
    #expect(try sentence("gd", step: 3) == "it goes straight downhill")
  }

  @Test func momentumUphillIsItsMemory() throws {
    let state = try Pane(optimizer: "momentum", step: 40).state()
    let run = state.race.runs[0]
    let uphill = try #require((0..<40).first { Inspection(of: run, at: $0).angle ?? 0 > 90 })
    let told = try #require(StepStory(Inspection(of: run, at: uphill))).sentence
    #expect(told.hasPrefix("it goes on ") && told.contains(" though downhill is "))
    #expect(told.hasSuffix(": b remembers earlier slopes"))
  }

  /// It has one rate for both axes: what turns it is what it remembers.
  @Test func momentumNeverTellsOfRatesOfAxes() throws {
    for step in 0..<40 {
      #expect(try !(sentence("momentum", step: step) ?? "").contains("times the rate"))
    }
  }

  @Test func whatRemembersOnlySquaresRemembersNoSlopes() throws {
    for step in 0..<20 {
      #expect(try !(sentence("rmsprop", step: step) ?? "").contains("remembers"))
    }
  }
}
