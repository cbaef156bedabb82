import Calculus
import Comparison
import Optimizers
import Testing

@testable import Explorer

/// Why a step went where it went, in words.
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

  @Test func aStepThatGoesTooFarIsNotPraised() throws {
    let told = try #require(try story("gd:lr=0.6", step: 7))
    #expect(told.hasPrefix("it points straight downhill but goes too far: the loss rises to "))
  }

  @Test func momentumRemembers() throws {
    // Past the minimum it still goes left, though that is uphill by now.
    let told = (8...14).compactMap { try? story("momentum:lr=0.02", step: $0) }
    #expect(
      told.contains {
        $0.hasPrefix("it goes on left though downhill is")
          || $0.hasPrefix("it goes on up and left though")
          || $0.hasPrefix("it goes on down and left though")
      }, "\(told)")
    #expect(told.allSatisfy { $0.contains("b remembers earlier slopes") })
  }

  @Test func adaptiveRulesScaleTheirAxes() throws {
    let told = try #require(try story("adam", step: 1, start: Point(5, 1)))
    #expect(told.contains("times the rate of"))
    #expect(told.hasPrefix("y moves at") || told.hasPrefix("x moves at"))
  }

  /// It has one rate for both axes: what turns it is what it remembers.
  @Test func momentumNeverTellsOfRatesOfAxes() throws {
    for step in 0..<40 {
      #expect(try !(story("momentum", step: step) ?? "").contains("times the rate"))
    }
  }

  @Test func whatRemembersOnlySquaresRemembersNoSlopes() throws {
    for step in 0..<20 {
      #expect(try !(story("rmsprop", step: step) ?? "").contains("remembers"))
    }
  }

  @Test func withoutAStepThereIsNothingToTell() throws {
    #expect(try story("gd", step: 0, start: Point(0, 0)) == nil)
  }
}
