import Calculus
import Comparison
import Optimizers
import TestSupport
import Testing

@testable import Explorer

/// The reason for the direction of a step, in words.
struct StepStoryTests {
  private func story(_ spec: String, step: Int, start: Point = Point(5, 3)) throws -> String? {
    let state = try ExplorerState.paused(step: step) {
      $0.optimizers = [try OptimizerSpec(spec)]
      $0.start = start
    }
    return StepStory(Inspection(of: state.race.runs[0], at: step))?.sentence
  }

  @Test func descentGoesStraightDown() throws {
    #expect(try story("gd", step: 3) == "it goes straight downhill")
  }

  @Test func aStepThatOvershootsIsNotPraised() throws {
    let sentence = try #require(try story("gd:lr=0.6", step: 7))
    #expect(sentence.hasPrefix("it points straight downhill but overshoots: the loss rises to "))
  }

  @Test func momentumRemembers() throws {
    // Past the minimum it still goes left, although that is now uphill.
    let sentence = (8...14).compactMap { try? story("momentum:lr=0.02", step: $0) }
    #expect(
      sentence.contains {
        $0.hasPrefix("it continues left although downhill is")
          || $0.hasPrefix("it continues up and left although")
          || $0.hasPrefix("it continues down and left although")
      }, "\(sentence)")
    #expect(sentence.allSatisfy { $0.contains("b remembers earlier slopes") })
  }

  @Test func adaptiveRulesScaleTheirAxes() throws {
    let sentence = try #require(try story("adam", step: 1, start: Point(5, 1)))
    #expect(sentence.contains("times the rate of"))
    #expect(sentence.hasPrefix("y moves at") || sentence.hasPrefix("x moves at"))
  }

  /// It has one rate for both axes: only its memory turns it.
  @Test func momentumNeverMentionsRatesOfAxes() throws {
    for step in 0..<40 {
      #expect(try !(story("momentum", step: step) ?? "").contains("times the rate"))
    }
  }

  @Test(.slow) func aMemoryOfSquaresRemembersNoSlopes() throws {
    for step in 0..<20 {
      #expect(try !(story("rmsprop", step: step) ?? "").contains("remembers"))
    }
  }

  @Test func withoutAStepThereIsNoStory() throws {
    #expect(try story("gd", step: 0, start: Point(0, 0)) == nil)
  }
}
