import Calculus
import Optimizers
import Testing

@Suite struct LineSearchTests {
  /// From (5, 3) with g = (10, 12): 1·g overshoots to a loss of 187, ½·g leads to (0, −3).
  @Test func theStepIsHalvedUntilItPays() throws {
    let run = try run("linesearch", lr: 1.0, steps: 1)
    #expect(run.trajectory[1].point == Point(0, -3))
    #expect(run.cost.gradients == 1 && run.cost.losses == 2 && run.cost.hessians == 0)
  }

  @Test func aStepThatPaysAtOnceIsGradientDescent() throws {
    let searched = try run("linesearch", lr: 0.1, steps: 100)
    #expect(try bits(searched) == bits(run("gd", lr: 0.1, steps: 100)))
    #expect(searched.cost.losses == 100)
  }

  @Test func itStandsStillIfNothingPays() throws {
    let path = try run("linesearch", lr: 1.0, from: .zero, steps: 5).trajectory
    #expect(path.allSatisfy { $0.point == .zero })
  }
}
