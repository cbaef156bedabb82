import Calculus
import Optimizers
import Testing

@Suite struct SGDTests {
  @Test func gradientDescentHasItsClosedFormOnAQuadratic() throws {
    let path = try run("gd", lr: 0.1, steps: 100).trajectory
    var factor = Point(1, 1)
    for row in 1...100 {
      factor *= Point(0.8, 0.6)
      #expect(abs(path[row].point.x / (5 * factor.x) - 1) < 1e-13)
      #expect(abs(path[row].point.y / (3 * factor.y) - 1) < 1e-13)
    }
  }

  @Test(arguments: [(0.499, true), (0.501, false)])
  func gradientDescentConvergesBelowTheStableLimitOnly(rate: Double, converges: Bool) throws {
    let end = try run("gd", lr: LearningRatePlan(rate), steps: 5000).trajectory.last
    #expect(try (#require(end).loss < 1e-6) == converges)
    #expect(try (#require(end).loss > 1e6) == !converges)
  }

  /// A choice of momentum and the largest stable rate on a curvature of 4.
  struct Limit: Sendable {
    let name: String
    let values: [String: Double]
    let rate: Double
  }

  static let limits = [
    Limit(name: "gd", values: [:], rate: 0.5),
    Limit(name: "gd", values: ["weight_decay": 1], rate: 0.4),
    Limit(name: "momentum", values: ["momentum": 0.9], rate: 0.95),
    Limit(name: "momentum", values: ["momentum": 0.5], rate: 0.75),
    Limit(name: "momentum", values: ["momentum": 0.5, "dampening": 0.25], rate: 1),
    Limit(name: "nesterov", values: ["momentum": 0.9], rate: 3.8 / 2.8 / 4),
    Limit(name: "nesterov", values: ["momentum": 0.4], rate: 2.8 / 1.8 / 4),
  ]

  @Test(arguments: limits)
  func theStableLimitIsWhereRunsBeginToDiverge(_ limit: Limit) throws {
    let (name, values) = (limit.name, limit.values)
    let settings = try RunSettings(kind(name), learningRate: 0.1, hyperparameters: values)
    #expect(try abs(#require(settings.stableLearningRate(curvature: 4)) / limit.rate - 1) < 1e-15)
    let below = try run(name, values, lr: LearningRatePlan(limit.rate * 0.99), steps: 5000)
    let above = try run(name, values, lr: LearningRatePlan(limit.rate * 1.01), steps: 5000)
    #expect(try #require(below.trajectory.last).loss < 1e-6)
    #expect(try #require(above.trajectory.last).loss > 1e6)
  }

  @Test func momentumOfZeroIsGradientDescent() throws {
    let plain = try run("gd", lr: 0.1, steps: 50)
    #expect(try bits(run("momentum", ["momentum": 0], lr: 0.1, steps: 50)) == bits(plain))
  }

  /// There is no dampening at the first step: PyTorch's buffer starts as the gradient itself.
  @Test func theFirstStepIsNotDampened() throws {
    let path = try run("momentum", ["dampening": 0.5], lr: 0.1, steps: 2).trajectory
    #expect(path[1].point == Point(5, 3) - 0.1 * Point(10, 12))
    let buffer = 0.9 * Point(10, 12) + 0.5 * Point(2, 4) * path[1].point
    #expect(path[2].point == path[1].point - 0.1 * buffer)
  }

  /// A rate cut to a tenth shortens the very next step, because it is not part of the buffer.
  @Test func aCutOfTheLearningRateActsAtOnceOnMomentum() throws {
    let plan = LearningRatePlan(0.01, changes: [.init(step: 30, rate: 0.001)])
    let uncut = try run("momentum", lr: 0.01, steps: 31).trajectory
    let cut = try run("momentum", lr: plan, steps: 31).trajectory
    let ratio = (cut[31].point - cut[30].point) / (uncut[31].point - uncut[30].point)
    #expect(cut[30] == uncut[30])
    #expect(abs(ratio.x - 0.1) < 1e-12 && abs(ratio.y - 0.1) < 1e-12)
  }
}
