import Calculus
import Optimizers
import Testing

/// CG and BFGS, which take the same steps on a quadratic if their line search is exact.
@Suite struct ConjugateGradientTests {
  static let exactSearch = ["c1": 1e-9, "c2": 1e-8]

  @Test(arguments: ["cg", "bfgs"], [0.01, 1, 30])
  func aQuadraticIsSolvedInTwoStepsByExactLineSearches(name: String, lr: Double) throws {
    for text in ["x^2 + 2*y^2", "((x + y)^2 + 20*(x - y)^2)/4", "50*x^2 + x*y + y^2"] {
      let path = try run(
        name, Self.exactSearch, lr: LearningRatePlan(lr), on: formula(text), from: Point(-4, -3),
        steps: 2
      ).trajectory
      #expect(path[2].loss < 1e-13 * path[0].loss, "\(text)")
    }
  }

  @Test func onAQuadraticTheyTakeTheSameSteps() throws {
    let quadratic = try formula("((x + y)^2 + 20*(x - y)^2)/4")
    let (cg, bfgs) = (
      try run("cg", Self.exactSearch, lr: 1.0, on: quadratic, from: Point(-4, -3), steps: 2),
      try run("bfgs", Self.exactSearch, lr: 1.0, on: quadratic, from: Point(-4, -3), steps: 2)
    )
    for step in 1...2 {
      #expect((cg.trajectory[step].point - bfgs.trajectory[step].point).norm < 1e-6)
    }
  }

  /// An accepted trial's gradient is the next step's, and is counted once.
  @Test(arguments: ["cg", "bfgs"])
  func aTrialIsCountedOnce(name: String) throws {
    // From 3 with g = 6: the first trial is 1·6/6 = 1 beyond 2, where the slope is 2/3 of the first.
    let one = try run(
      name, ["c1": 0.1, "c2": 0.8], lr: 1.0, on: formula("x^2 + y^2"), from: Point(3, 0), steps: 1)
    #expect(one.trajectory[1].point == Point(2, 0))
    #expect(one.cost.gradients == 2 && one.cost.losses == 0)
  }

  @Test(arguments: ["cg", "bfgs"])
  func theyAreCheapInGradients(name: String) throws {
    let valley = try formula("(1 - x)^2 + 100*(y - x^2)^2")
    var run = try run(name, lr: 1.0, on: valley, from: Point(-1.2, 1), steps: 0)
    while run.trajectory[run.step].loss > 1e-10 && run.step < 200 { run.advance() }
    #expect(run.cost.gradients < 150)
  }
}
