import Calculus
import Optimizers
import Testing

@Suite struct LookaheadTests {
  static let kinds = OptimizerKind.all.filter { $0.allHyperparameters.contains(.lookahead) }

  @Test func rulesThatAveragePointsTakeNoLookahead() {
    let others = OptimizerKind.all.filter { !Self.kinds.contains($0) }.map(\.name)
    #expect(
      others == [
        "schedulefree", "schedulefree_adamw", "linesearch", "cg", "newton", "bfgs", "lbfgs",
        "nelder_mead",
      ])
  }

  @Test(arguments: kinds)
  func followingAllTheWayIsTheRuleItself(kind: OptimizerKind) throws {
    let objective = TestObjective.quadratic(2, 4, noise: 0.3)
    let ahead = try run(
      kind.name, ["lookahead": 1, "lookahead_alpha": 1], lr: 0.02, on: objective, seed: 2, steps: 40
    )
    let plain = try run(kind.name, lr: 0.02, on: objective, seed: 2, steps: 40)
    // slow + 1·(fast − slow) is rounded.
    #expect(
      zip(ahead.trajectory, plain.trajectory).allSatisfy { ($0.point - $1.point).norm < 1e-9 })
    #expect(ahead.cost == plain.cost)
  }

  @Test func everyStepHalfwayIsHalfTheRate() throws {
    let values = ["lookahead": 1.0, "lookahead_k": 1, "lookahead_alpha": 0.5]
    let ahead = try run("gd", values, lr: 0.2, steps: 60).trajectory
    let plain = try run("gd", lr: 0.1, steps: 60).trajectory
    #expect(zip(ahead, plain).allSatisfy { ($0.point - $1.point).norm < 1e-14 })
  }

  /// Rows 1 to 4 are those of the rule; row 5 is halfway between the start and the rule's.
  @Test func theFifthRowIsTheSlowPoint() throws {
    let ahead = try run("adam", ["lookahead": 1], lr: 0.1, steps: 5)
    let plain = try run("adam", lr: 0.1, steps: 5)
    #expect(bits(ahead).prefix(5) == bits(plain).prefix(5))
    let middle = (Point(5, 3) + plain.trajectory[5].point) / 2
    #expect((ahead.trajectory[5].point - middle).norm < 1e-15)
  }

  /// A copy, a replay and a repeated step agree to the bit, although the memory consists of two
  /// rules.
  @Test(arguments: ["momentum", "prodigy", "rprop"])
  func stepsAreInspectedExactly(name: String) throws {
    let objective = TestObjective.quadratic(2, 4, noise: 0.3)
    var values = ["lookahead": 1.0]
    if name != "rprop" { values["cautious"] = 1 }
    var original = try run(name, values, lr: 0.02, on: objective, seed: 3, steps: 311)
    var copy = original
    original.advance(to: 400)
    copy.advance(to: 400)
    #expect(bits(copy) == bits(original))
    for row in [0, 3, 4, 5, 256, 309, 399] {
      let inspection = Inspection(of: original, at: row)
      #expect(inspection.target == original.trajectory.point(row + 1))
      let moved = try #require(inspection.moved)
      #expect((moved - inspection.target).norm < 1e-12)
    }
  }
}
