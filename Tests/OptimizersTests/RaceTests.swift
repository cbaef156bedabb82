import Calculus
import Optimizers
import Testing

@Suite struct RaceTests {
  private func race(_ names: [String], on objective: TestObjective) throws -> Race {
    let settings = try names.map {
      try RunSettings(kind($0), learningRate: 0.05, seed: 5)
    }
    return try Race(objective: objective, start: Point(5, 3), settings: settings)
  }

  @Test func addingARunChangesNoOther() throws {
    let noisy = TestObjective.quadratic(2, 4, noise: 0.4)
    var few = try race(["sgd", "minibatch"], on: noisy)
    var many = try race(["adam", "sgd", "gd", "minibatch", "sgd"], on: noisy)
    few.advance(to: 200)
    many.advance(to: 200)
    #expect(bits(few.runs[0]) == bits(many.runs[1]))
    #expect(bits(few.runs[1]) == bits(many.runs[3]))
    #expect(bits(many.runs[4]) == bits(many.runs[1]))
  }

  @Test func theStridesOfAdvancingDoNotMatter() throws {
    let noisy = TestObjective.quadratic(2, 4, noise: 0.4)
    var slow = try race(["sgd", "adam"], on: noisy)
    var fast = slow
    for step in 1...60 { slow.advance(to: step) }
    fast.advance(to: 60)
    #expect(slow.runs.map(bits) == fast.runs.map(bits))
    #expect(slow.step == 60 && fast.step == 60)
  }

  /// A long race runs on several threads.
  @Test func aLongRaceIsItsRunsOneByOne() throws {
    let noisy = TestObjective.quadratic(2, 4, noise: 0.4)
    var race = try race(["sgd", "adam", "momentum", "linesearch", "gd"], on: noisy)
    var runs = race.runs
    race.advance(to: 3000)
    for index in runs.indices { runs[index].advance(to: 3000) }
    #expect(race.runs.map(bits) == runs.map(bits))
    #expect(race.step == 3000)
  }

  @Test func anEndedRunStaysWhereItIs() throws {
    var race = try Race(
      objective: TestObjective.bowl, start: Point(5, 3),
      settings: [
        RunSettings(.gd, learningRate: 50), RunSettings(.gd, learningRate: 0.1),
      ])
    race.advance(to: 2000)
    #expect(race.runs[0].step < 2000 && race.runs[0].end != nil)
    #expect(race.runs[1].step == 2000)
    #expect(!race.hasEnded)
  }
}
