import Calculus
import Optimizers
import Testing

/// Settings that make one rule of another.
@Suite struct ReductionTests {
  private func distance(_ one: Run, _ other: Run) -> Double {
    zip(one.trajectory, other.trajectory).map { ($0.point - $1.point).norm }.max() ?? .infinity
  }

  @Test func qhmWithoutItsAverageIsGradientDescent() throws {
    let plain = try run("gd", lr: 0.1, steps: 80)
    #expect(try distance(run("qhm", ["nu": 0], lr: 0.1, steps: 80), plain) < 1e-13)
  }

  @Test func qhmOfItsAverageAloneIsMomentumWithASmallerRate() throws {
    let momentum = try run("momentum", ["momentum": 0.75], lr: 0.025, steps: 80)
    let qhm = try run("qhm", ["momentum": 0.75, "nu": 1], lr: 0.1, steps: 80)
    #expect(distance(qhm, momentum) < 1e-13)
  }

  @Test func qhadamOfItsAveragesAloneIsAdam() throws {
    let adam = try run("adam", lr: 0.05, steps: 80)
    #expect(try distance(run("qhadam", ["nu1": 1], lr: 0.05, steps: 80), adam) < 1e-13)
  }

  @Test func theSwitchesOfAdamAreItsVariants() throws {
    #expect(
      try bits(run("adam", ["amsgrad": 1], lr: 0.05, steps: 80))
        == bits(run("amsgrad", lr: 0.05, steps: 80)))
    #expect(
      try bits(run("adamw", ["weight_decay": 0], lr: 0.05, steps: 80))
        == bits(run("adam", lr: 0.05, steps: 80)))
  }

  @Test func signumWithoutMemoryIsSignSGD() throws {
    #expect(
      try bits(run("signum", ["beta": 0], lr: 0.03, steps: 80))
        == bits(run("signsgd", lr: 0.03, steps: 80)))
  }

  @Test func asgdWithoutDecayIsGradientDescent() throws {
    #expect(
      try bits(run("asgd", ["lambd": 0], lr: 0.1, steps: 80))
        == bits(run("gd", lr: 0.1, steps: 80)))
  }

  @Test func signMethodsStandStillOnAnAxisWithoutSlope() throws {
    for name in ["signsgd", "signum", "lion", "rprop"] {
      let path = try run(name, lr: 0.03, from: Point(0, 3), steps: 50).trajectory
      #expect(path.allSatisfy { $0.point.x == 0 }, "\(name)")
      #expect(path[1].point.y < 3)
    }
  }

  @Test func rpropGrowsItsStepsByAFifthAndHalvesThem() throws {
    let path = try run("rprop", lr: 1.0, from: Point(5, 100), steps: 5).trajectory
    let moves = (1...5).map { path[$0].point.x - path[$0 - 1].point.x }
    // 5, 4, 2.8, 1.36, −0.368: past the minimum it waits one step, then returns with half the
    // length.
    let expected = [-1, -1.2, -1.44, -1.728, 0]
    #expect(zip(moves, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  /// The lengths end between bounds that close in on the final rate.
  @Test func adaBoundEndsAsGradientDescentWithMomentum() throws {
    let values = ["gamma": 1e9, "final_lr": 0.1, "beta1": 0.0]
    let path = try run("adabound", values, lr: 0.01, steps: 60)
    #expect(try distance(path, run("gd", lr: 0.1, steps: 60)) < 1e-8)
  }

  @Test func theSlowdownOfAdagradIsHarmonic() throws {
    let slope = TestObjective(
      loss: { $0.x + $0.y }, gradient: { _ in Point(1, 1) },
      curvature: { _ in Hessian(xx: 0, xy: 0, yy: 0) })
    let path = try run("adagrad", ["lr_decay": 1], lr: 1.0, on: slope, steps: 4).trajectory
    for step in 1...4 {
      // g/√(t·g²), and again over t.
      let expected = 1 / (Double(step) * Double(step).squareRoot())
      #expect(abs(path[step - 1].point.x - path[step].point.x - expected) < 1e-9)
    }
  }
}
