import Calculus
import Optimizers
import Testing

@testable import Experiments

struct SeedTrialsTests {
  private let start = Point(4, 3)

  private func trials(threads: Int = 1, steps: Int = 100) throws -> SeedTrials {
    try SeedTrials(
      objective: Problem("x^2 + 2y^2").objective(noise: 1), start: start,
      settings: RunSettings(.sgd, learningRate: 0.1, seed: 99), seeds: 7..<12, limit: steps,
      threads: threads)
  }

  private func losses(_ trials: SeedTrials) -> [[Double]] {
    trials.runs.map { run in (0...run.step).map { run.trajectory.loss($0) } }
  }

  @Test func eachRunIsThatOfItsSeed() throws {
    var trials = try trials()
    trials.complete()
    #expect(trials.runs.map(\.settings.seed) == [7, 8, 9, 10, 11])
    for run in trials.runs {
      var alone = try Run(
        objective: Problem("x^2 + 2y^2").objective(noise: 1), start: start, settings: run.settings)
      alone.advance(to: 100)
      #expect((0...100).allSatisfy { alone.trajectory[$0] == run.trajectory[$0] })
    }
    #expect(Set(losses(trials)).count == 5)
  }

  @Test func threadsAndSlicesChangeNothing() throws {
    var whole = try trials()
    whole.complete()
    var sliced = try trials(threads: 3)
    sliced.sliceLength = 35
    var slices = 0
    while !sliced.isComplete {
      sliced.advance()
      slices += 1
      #expect(sliced.runs.allSatisfy { $0.step == sliced.position }, "in lock-step")
    }
    #expect(slices == 15)
    #expect(losses(sliced) == losses(whole))
  }

  @Test func theyCanBeContinued() throws {
    var trials = try trials(steps: 40)
    trials.complete()
    #expect(trials.isComplete && trials.position == 40 && trials.completed == 200)
    trials.limit = 100
    #expect(!trials.isComplete)
    trials.complete()
    var whole = try self.trials()
    whole.complete()
    #expect(losses(trials) == losses(whole))
  }

  /// SAM asks for two gradients a step.
  @Test func byAnotherClockEachMakesThePaidSteps() throws {
    var trials = try SeedTrials(
      objective: Problem("x^2 + 2y^2").objective(noise: 1), start: start,
      settings: RunSettings(.sam, learningRate: 0.1, batch: .samples(1)), seeds: 0..<3,
      limit: 41, clock: .evaluations)
    trials.complete()
    #expect(trials.position == 41)
    #expect(trials.runs.allSatisfy { $0.step(at: 41, on: .evaluations) == 20 })
  }
}
