import Calculus
import Optimizers
import Testing

@Suite struct PolyakTests {
  /// On |p|² a step is f/|g|²·g = p/2.
  @Test func itHalvesTheDistanceToTheMiddleOfABowl() throws {
    let path = try run("polyak", lr: 1.0, on: formula("x^2 + y^2"), steps: 20).trajectory
    for step in 1...20 { #expect(path[step].point == path[step - 1].point / 2) }
  }

  @Test func theObjectiveGivesTheLowestLoss() throws {
    let raised = try formula("x^2 + y^2 + 8", lowestLoss: 8)
    let path = try run("polyak", lr: 1.0, on: raised, steps: 10).trajectory
    #expect((path[10].point - Point(5, 3) / 1024).norm < 1e-12)
    let told = try run("polyak", ["f_min": 8], lr: 1.0, on: formula("x^2 + y^2 + 8"), steps: 10)
    #expect(bits(told) == (try bits(run("polyak", lr: 1.0, on: raised, steps: 10))))
  }

  @Test func aGivenLossTakesPrecedence() throws {
    let raised = try formula("x^2 + y^2 + 8", lowestLoss: 0)
    let given = try run("polyak", ["f_min": 8], lr: 1.0, on: raised, steps: 10)
    #expect((given.trajectory[10].point - Point(5, 3) / 1024).norm < 1e-12)
  }

  @Test func belowTheLossToReachItStandsStill() throws {
    let path = try run("polyak", ["f_min": 50], lr: 1.0, steps: 5).trajectory
    #expect(path.allSatisfy { $0.point == Point(5, 3) })
  }
}
