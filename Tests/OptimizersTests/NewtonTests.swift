import Calculus
import Optimizers
import Testing

@Suite struct NewtonTests {
  @Test(arguments: [
    "x^2 + 2*y^2", "((x + y)^2 + 20*(x - y)^2)/4", "1e6*x^2 + x*y + y^2", "x^2 - 1.9*x*y + y^2",
    "(x - 3)^2/1e4 + (y + 2*x)^2",
  ])
  func aQuadraticIsSolvedInOneStep(text: String) throws {
    let quadratic = try formula(text)
    let run = try run("newton", lr: 1.0, on: quadratic, from: Point(-4, -3), steps: 1)
    // Only rounding is left, and its square in the loss.
    #expect(run.trajectory[1].loss < 1e-20 * run.trajectory[0].loss)
    #expect(run.cost.gradients == 1 && run.cost.losses == 1 && run.cost.hessians == 1)
  }

  @Test func itLeavesASaddleAlongTheNegativeCurvature() throws {
    let path = try run(
      "newton", lr: 1.0, on: formula("x^2 - y^2"), from: Point(-1.5, 1e-3), steps: 12
    ).trajectory
    // Along y each step is y + |2|⁻¹·2y = 2y.
    for step in 1...12 {
      let expected = 1e-3 * Double(1 << step)
      #expect(abs(path[step].point.y / expected - 1) < 1e-12)
      #expect(path[step].point.x == 0)
    }
  }

  @Test func exactlyOnTheRidgeItFollowsTheRidge() throws {
    let saddle = try formula("x^2/2 + y^4/4 - y^2/2")
    let path = try run("newton", lr: 1.0, on: saddle, from: Point(-1.5, 0), steps: 5).trajectory
    #expect(path[5].point == .zero)
  }

  @Test func withoutCurvatureItIsGradientDescent() throws {
    let path = try run("newton", lr: 0.5, on: formula("2*x + y"), from: .zero, steps: 4).trajectory
    #expect(path[4].point == Point(-4, -2))
  }
}
