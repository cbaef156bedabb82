import Calculus
import Optimizers
import Testing

@Suite struct CautiousTests {
  static let kinds = OptimizerKind.all.filter { $0.allHyperparameters.contains(.cautious) }

  /// The values that give a rule momentum, without weight decay.
  private func values(of kind: OptimizerKind) -> [String: Double] {
    var values = ["cautious": 1.0]
    if kind.hyperparameters.contains(where: { $0.name == "momentum" }) { values["momentum"] = 0.9 }
    if kind.hyperparameters.contains(where: { $0.name == "weight_decay" }) {
      values["weight_decay"] = 0
    }
    return values
  }

  @Test func everyRuleWithMomentumCanBeCautious() {
    let names = Set(Self.kinds.map(\.name))
    #expect(names.isSuperset(of: ["gd", "momentum", "nesterov", "adam", "lion", "sam", "prodigy"]))
    #expect(names.isDisjoint(with: ["adagrad", "signsgd", "rprop", "schedulefree", "newton"]))
  }

  @Test(arguments: kinds)
  func noCoordinateMovesAgainstItsGradient(kind: OptimizerKind) throws {
    var values = values(of: kind)
    let steps = 300
    let cautious = try run(kind.name, values, lr: 0.3, steps: steps)
    for step in 0..<steps {
      let move = cautious.trajectory[step + 1].point - cautious.trajectory[step].point
      let gradient = Point(2, 4) * cautious.trajectory[step].point
      let uphill = move * gradient
      #expect(uphill.x <= 0 && uphill.y <= 0, "\(kind) step \(step)")
    }
    values["cautious"] = 0
    #expect(try bits(run(kind.name, values, lr: 0.3, steps: steps)) != bits(cautious))
  }

  /// From (1, 0.001) momentum soon crosses the valley of y while x is still on its way: y is
  /// masked, and x moves twice as far.
  @Test func theRemainingCoordinateIsLengthened() throws {
    let objective = TestObjective.quadratic(1, 30)
    let plain = try run("momentum", lr: 0.05, on: objective, from: Point(1, 0.001), steps: 2)
    let cautious = try run(
      "momentum", ["cautious": 1], lr: 0.05, on: objective, from: Point(1, 0.001), steps: 2)
    #expect(cautious.trajectory[1].point == plain.trajectory[1].point)
    let (start, free, masked) = (
      plain.trajectory[1].point, plain.trajectory[2].point, cautious.trajectory[2].point
    )
    #expect(free.y != start.y && masked.y == start.y)
    #expect(abs((masked.x - start.x) - 2 * (free.x - start.x)) < 1e-15)
  }

  @Test func decoupledDecayIsNotMasked() throws {
    let flat = TestObjective(
      loss: { _ in 0 }, gradient: { _ in .zero }, curvature: { _ in Hessian(xx: 0, xy: 0, yy: 0) })
    let path = try run(
      "adamw", ["cautious": 1, "weight_decay": 0.5], lr: 0.1, on: flat, from: Point(4, -2), steps: 1
    ).trajectory
    #expect((path[1].point - 0.95 * Point(4, -2)).norm < 1e-15)
  }

  @Test(arguments: ["gd", "sgd", "minibatch", "rmsprop", "sam"])
  func withoutMomentumItIsRefused(name: String) throws {
    let error = #expect(throws: HyperparameterError.self) {
      try RunSettings(kind(name), learningRate: 1, hyperparameters: ["cautious": 1])
    }
    #expect(error?.message == "\(name): cautious = true needs momentum > 0")
    #expect(error?.hint == "give momentum=0.9, or leave cautious out")
  }

  @Test func noStableLimitIsClaimed() throws {
    for name in ["cautious", "lookahead"] {
      let settings = try RunSettings(.momentum, learningRate: 1, hyperparameters: [name: 1])
      #expect(settings.stableLearningRate(curvature: 4) == nil)
    }
  }
}
