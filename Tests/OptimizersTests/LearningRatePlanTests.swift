import Optimizers
import Testing

@Suite struct LearningRatePlanTests {
  let plan = LearningRatePlan(
    0.1, changes: [.init(step: 60, rate: 0.3), .init(step: 40, rate: 0.01)])

  @Test func aChangeActsOnTheStepAfterTheRowItNames() {
    #expect(plan.rate(forStep: 1) == 0.1)
    #expect(plan.rate(forStep: 40) == 0.1)
    #expect(plan.rate(forStep: 41) == 0.01)
    #expect(plan.rate(forStep: 60) == 0.01)
    #expect(plan.rate(forStep: 61) == 0.3)
    #expect(plan.rate(forStep: 1_000_000) == 0.3)
  }

  @Test func changesAreInOrderAndTheLaterOfTwoForAStepCounts() {
    let twice = LearningRatePlan(
      1, changes: [.init(step: 9, rate: 2), .init(step: 3, rate: 3), .init(step: 9, rate: 4)])
    #expect(twice.changes == [.init(step: 3, rate: 3), .init(step: 9, rate: 4)])
  }

  @Test func branchingDropsLaterChanges() {
    #expect(
      plan.branching(at: 50, to: 0.7).changes
        == [.init(step: 40, rate: 0.01), .init(step: 50, rate: 0.7)])
    #expect(plan.branching(at: 40, to: 0.7).changes == [.init(step: 40, rate: 0.7)])
    #expect(plan.branching(at: 0, to: 0.7) == LearningRatePlan(0.7))
  }

  @Test func scalingScalesEveryRate() {
    #expect(plan.scaled(by: 2).rates == [0.2, 0.02, 0.6])
  }
}
