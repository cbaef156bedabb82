import Calculus
import Optimizers
import Testing

/// Settings that make another rule of the newer ones.
@Suite struct ModernRuleTests {
  private func distance(_ one: Run, _ other: Run) -> Double {
    zip(one.trajectory, other.trajectory).map { ($0.point - $1.point).norm }.max() ?? .infinity
  }

  @Test func scheduleFreeWithoutItsAverageIsGradientDescent() throws {
    let free = try run("schedulefree", ["beta1": 0], lr: 0.1, steps: 80)
    #expect(try bits(free) == bits(run("gd", lr: 0.1, steps: 80)))
  }

  @Test func scheduleFreeAdamWWithoutItsAverageIsAdamWithoutMomentum() throws {
    let free = try run("schedulefree_adamw", ["beta1": 0], lr: 0.05, steps: 80)
    #expect(try distance(free, run("adam", ["beta1": 0], lr: 0.05, steps: 80)) < 1e-13)
  }

  /// With beta1 = 1 the point is the mean of all z, so on a slope of 1 it has moved by lr·(t +
  /// 1)/2.
  @Test func scheduleFreeOfItsAverageAloneIsTheMeanOfItsSteps() throws {
    let path = try run(
      "schedulefree", ["beta1": 1], lr: 0.1, on: formula("x + y"), from: .zero, steps: 30
    ).trajectory
    for step in 1...30 {
      #expect(abs(path[step].point.x + 0.1 * Double(step + 1) / 2) < 1e-13)
    }
  }

  @Test func ademamixWithoutItsSlowAverageIsAdam() throws {
    let mixed = try run("ademamix", ["alpha": 0], lr: 0.05, steps: 80)
    #expect(try distance(mixed, run("adam", lr: 0.05, steps: 80)) < 1e-13)
  }

  /// Its bounds may be beyond the doubles, and 0 times infinity is no bound.
  @Test(arguments: [1e308, 0.1]) func adaboundHasBoundsForAllSettings(finalRate: Double) throws {
    let schedule = try Schedule(.named("onecycle")!, values: ["max_lr": .number(1)])
    let path = try run(
      "adabound", ["final_lr": finalRate, "gamma": 1e-20], lr: 0.001, schedule: schedule, steps: 20
    ).trajectory
    #expect(path.lastStep == 20 && path.allSatisfy { $0.loss.isFinite })
    #expect(path[20].loss < path[0].loss)
  }

  @Test func adoptMeasuresBeforeItMoves() throws {
    let path = try run("adopt", lr: 0.05, steps: 2).trajectory
    #expect(path[1].point == Point(5, 3))
    // The second step is (1 − beta1)·g/√g² = 0.1 along each axis.
    #expect((path[2].point - Point(4.995, 2.995)).norm < 1e-15)
  }

  /// Without averages it divides by the curvature: Newton's method along each axis, one step after
  /// the clipped first one.
  @Test func sophiaWithoutAveragesIsDiagonalNewton() throws {
    let values = [
      "beta1": 0, "beta2": 0, "gamma": 1, "clip_threshold": 10, "update_interval": 1,
      "weight_decay": 0.0,
    ]
    let run = try run("sophia", values, lr: 1.0, steps: 2)
    #expect(run.trajectory[1].point == Point(-5, -7))
    #expect(run.trajectory[2].point == .zero)
    #expect(run.cost.gradients == 2 && run.cost.hessians == 2)
  }

  @Test func sophiaUsesAHessianEveryIntervalOfSteps() throws {
    #expect(try run("sophia", lr: 0.02, steps: 41).cost.hessians == 5)
  }

  /// The path is the same for any factor of the loss, starting from an estimate that is far too
  /// small.
  @Test func prodigyFindsItsLearningRate() throws {
    for scale in [1e-6, 1, 1e6] {
      let path = try run(
        "prodigy", lr: 1.0, on: TestObjective.quadratic(2 * scale, 4 * scale), steps: 400
      ).trajectory
      #expect(path[400].point.norm < 0.01)
    }
  }
}
