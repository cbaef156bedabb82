import Calculus
import Optimizers
import Testing

@Suite struct NelderMeadTests {
  /// On x + 2y the corners are (0, 0), (1, 0), (0, 1); the reflection (1, −1) has −1, the expansion
  /// (1.5, −2) has −2.5.
  @Test func aTriangleIsReflectedAndExpanded() throws {
    let run = try run("nelder_mead", lr: 1.0, on: formula("x + 2*y"), from: .zero, steps: 1)
    #expect(run.trajectory[1].point == Point(1.5, -2))
    #expect(run.cost.losses == 5 && run.cost.gradients == 0 && run.cost.hessians == 0)
  }

  @Test func theLearningRateIsTheSizeOfTheFirstTriangleAlone() throws {
    let plan = LearningRatePlan(0.5).branching(at: 3, to: 7)
    let changed = try run("nelder_mead", lr: plan, steps: 30)
    let plain = try run("nelder_mead", lr: 0.5, steps: 30)
    #expect(changed.trajectory.map(\.point) == plain.trajectory.map(\.point))
  }
}
