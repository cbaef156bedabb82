import Calculus
import Optimizers
import Testing

@Suite struct SAMTests {
  @Test func withoutARadiusItIsItsBaseRule() throws {
    var values = ["momentum": 0.8, "weight_decay": 0.05]
    let plain = try run("gd", values, lr: 0.05, steps: 60)
    values["rho"] = 0
    #expect(try bits(run("sam", values, lr: 0.05, steps: 60)) == bits(plain))
  }

  /// On ½x² the uphill point is further out by rho: x ← x − lr·(x + rho).
  @Test func aStepFollowsTheGradientUphill() throws {
    let path = try run(
      "sam", ["rho": 0.5], lr: 0.1, on: TestObjective.quadratic(1, 1), from: Point(2, 0), steps: 1
    ).trajectory
    #expect((path[1].point - Point(2 - 0.1 * 2.5, 0)).norm < 1e-15)
  }

  /// Noise that depends only on the step is in both gradients, so they differ only by the loss: on
  /// a slope not at all.
  @Test func bothGradientsAreOfTheSameBatch() throws {
    let slope = TestObjective(
      noise: 2, loss: { $0.x }, gradient: { _ in Point(1, 0) },
      curvature: { _ in Hessian(xx: 0, xy: 0, yy: 0) })
    let sam = try run("sam", ["rho": 3], lr: 0.1, on: slope, batch: .samples(1), seed: 4, steps: 40)
    let sgd = try run("gd", lr: 0.1, on: slope, batch: .samples(1), seed: 4, steps: 40)
    #expect(bits(sam) == bits(sgd))
    #expect(sam.cost.gradients == 2 * sgd.cost.gradients)
  }

  @Test func bothGradientsAreClipped() throws {
    let path = try run("sam", ["rho": 0.5, "max_norm": 1], lr: 0.1, steps: 30).trajectory
    let steps = zip(path, path.dropFirst()).map { ($1.point - $0.point).norm }
    #expect(steps.allSatisfy { $0 <= 0.1 + 1e-15 })
  }

  @Test func aFlatPlaceIsAPlaceToRest() throws {
    let path = try run("sam", lr: 0.1, from: .zero, steps: 3).trajectory
    #expect(path.allSatisfy { $0.point == .zero })
  }

  /// A narrow dent in the side of a wide bowl: plain descent rests in it; with a radius larger than
  /// the dent, SAM stays out of it by as much.
  @Test func itStaysOutOfABasinNarrowerThanItsRadius() throws {
    let basins = try formula("x^2/4 + y^2 - 0.3*exp(-50*(x - 1)^2)")
    let start = Point(1.05, 0.1)
    let gd = try run("gd", lr: 0.01, on: basins, from: start, steps: 3000).trajectory
    let sam = try run(
      "sam", ["rho": 0.4], lr: 0.01, on: basins, from: start, steps: 3000
    ).trajectory
    #expect(gd[3000].point.x > 0.9)
    #expect(abs(sam[3000].point.x - 0.58) < 0.01)
  }
}
