import Calculus
import Optimizers
import TestSupport
import Testing

/// Laws of the methods that use more than the gradient at their point.
@Suite struct ReferenceMethodTests {
  static let kinds = OptimizerKind.all.filter { !$0.takesBatches }

  /// With a line search and run to the end, if these are a choice.
  private func settings(of kind: OptimizerKind) -> [String: Double] {
    kind == .lbfgs ? ["strong_wolfe": 1, "tolerance_grad": 0, "tolerance_change": 0] : [:]
  }

  @Test(.slow, arguments: kinds)
  func theLossNeverRises(kind: OptimizerKind) throws {
    for (name, surface) in try GoldenSurface.all() {
      let path = try run(
        kind.name, settings(of: kind), lr: 1.0, on: surface.objective, from: surface.start,
        steps: 150
      ).trajectory
      let losses = path.map(\.loss)
      #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 >= $1 }, "\(kind) on \(name)")
    }
  }

  @Test(arguments: kinds.filter { $0 != .linesearch })
  func theyReachTheMinimumOfACurvedValley(kind: OptimizerKind) throws {
    let valley = try formula("(1 - x)^2 + 100*(y - x^2)^2")
    let path = try run(
      kind.name, settings(of: kind), lr: 1.0, on: valley, from: Point(-1.2, 1), steps: 110
    ).trajectory
    #expect((path[path.lastStep].point - Point(1, 1)).norm < 1e-6)
  }

  @Test(arguments: kinds)
  func theyDescendFromASaddle(kind: OptimizerKind) throws {
    let saddle = try formula("x^2/2 + y^4/4 - y^2/2")
    let path = try run(
      kind.name, settings(of: kind), lr: 1.0, on: saddle, from: Point(-1.5, 1e-3), steps: 150
    ).trajectory
    #expect(abs(path[path.lastStep].loss + 0.25) < 1e-9)
  }

  /// √x + y² is undefined where x < 0: a step there is cut. Newton's step along x is −2x for every
  /// x; half of it leads exactly to 0, where the loss is finite and the gradient is not.
  @Test(arguments: kinds.filter { $0 != .newton })
  func theyStayWhereTheLossIsDefined(kind: OptimizerKind) throws {
    let run = try run(
      kind.name, settings(of: kind), lr: 1.0, on: TestObjective.cliff, from: Point(0.3, 1),
      steps: 100)
    #expect(run.step > 3)
    #expect(run.trajectory[run.step].loss < 1)
    #expect(run.trajectory.allSatisfy { $0.point.x > 0 })
  }

  @Test(arguments: kinds, ["batch", "weight_decay", "max_norm"])
  func unsupportedSettingsAreRefusedByName(kind: OptimizerKind, name: String) {
    let error = #expect(throws: HyperparameterError.self) {
      try RunSettings(kind, learningRate: 1, hyperparameters: [name: 8])
    }
    #expect(error?.message == "\(kind.name) has no setting '\(name)'")
    #expect(throws: HyperparameterError.self) {
      try RunSettings(kind, learningRate: 1, batch: .samples(8))
    }
    #expect(throws: Never.self) { try RunSettings(kind, learningRate: 1, batch: .full) }
  }

  @Test func aSecondConditionWeakerThanTheFirstIsRefused() {
    let error = #expect(throws: HyperparameterError.self) {
      try RunSettings(.cg, learningRate: 1, hyperparameters: ["c1": 0.5])
    }
    #expect(error?.message == "cg: c1 = 0.5 is out of range; allowed is 0 < c1 < 0.1")
  }
}
