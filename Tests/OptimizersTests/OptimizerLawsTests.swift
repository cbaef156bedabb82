import Calculus
import Optimizers
import Testing

/// Laws of every optimizer in the table.
@Suite struct OptimizerLawsTests {
  @Test(arguments: OptimizerKind.all)
  func aMovedSurfaceMovesThePath(kind: OptimizerKind) throws {
    // Powers of two, so that moving causes no rounding at the start.
    let shift = Point(8, -16)
    // Decay is towards the origin, wherever the surface is.
    let decays = kind.hyperparameters.map(\.name).filter { ["weight_decay", "lambd"].contains($0) }
    let values = Dictionary(uniqueKeysWithValues: decays.map { ($0, 0.0) })
    let still = try run(kind.name, values, lr: 0.02, steps: 60)
    let moved = try run(
      kind.name, values, lr: 0.02, on: TestObjective.quadratic(2, 4, center: shift),
      from: Point(5, 3) + shift, steps: 60)
    let distances = zip(still.trajectory, moved.trajectory).map {
      ($0.point + shift - $1.point).norm
    }
    #expect(distances.allSatisfy { $0 < 1e-11 })
  }

  @Test(arguments: OptimizerKind.all)
  func aCopyContinuesBitForBit(kind: OptimizerKind) throws {
    let objective = TestObjective.quadratic(2, 4, noise: 0.3)
    var original = try run(kind.name, lr: 0.02, on: objective, seed: 3, steps: 37)
    var copy = original
    original.advance(to: 100)
    copy.advance(to: 100)
    #expect(bits(copy) == bits(original))
    #expect(copy.cost == original.cost)
  }

  @Test(arguments: OptimizerKind.all.filter(\.takesBatches))
  func withoutNoiseABatchIsTheFullBatch(kind: OptimizerKind) throws {
    let sampled = try run(kind.name, lr: 0.02, batch: .samples(1), seed: 9, steps: 60)
    #expect(try bits(sampled) == bits(run(kind.name, lr: 0.02, batch: .full, steps: 60)))
  }

  @Test(arguments: OptimizerKind.all.filter(\.followsRate))
  func aReplayWithALaterChangeAgreesUpToIt(kind: OptimizerKind) throws {
    let plan = LearningRatePlan(0.02).branching(at: 25, to: 0.002)
    let objective = TestObjective.quadratic(2, 4, noise: 0.3)
    let plain = try run(kind.name, lr: 0.02, on: objective, steps: 50)
    let branched = try run(kind.name, lr: plan, on: objective, steps: 50)
    #expect(bits(plain).prefix(26) == bits(branched).prefix(26))
    // ASGD has already computed the length of its next step.
    let first = kind == .asgd ? 27 : 26
    #expect(plain.trajectory[first].point != branched.trajectory[first].point)
    #expect(branched.trajectory[26].learningRate == 0.002)
  }

  @Test(arguments: OptimizerKind.all.filter(\.followsRate))
  func aLearningRateOfZeroStandsStill(kind: OptimizerKind) throws {
    let path = try run(kind.name, lr: 0.0, steps: 10).trajectory
    #expect(path.allSatisfy { $0.point == Point(5, 3) })
  }

  @Test(arguments: OptimizerKind.all.filter { $0.takesBatches && $0.name != "sophia" })
  func everyStepCostsOneGradient(kind: OptimizerKind) throws {
    let cost = try run(kind.name, lr: 0.02, steps: 12).cost
    #expect(cost.gradients == (kind == .sam ? 24 : 12) && cost.losses == 0 && cost.hessians == 0)
  }

  @Test(arguments: OptimizerKind.all)
  func itIsDescribed(kind: OptimizerKind) {
    #expect(OptimizerKind.named(kind.name.uppercased()) == kind)
    #expect(OptimizerKind.named(kind.name.replacing("_", with: "-")) == kind)
    #expect(!kind.title.isEmpty && !kind.rule.isEmpty)
    #expect(kind.allHyperparameters.allSatisfy { !$0.meaning.isEmpty })
    #expect(Set(kind.allHyperparameters.map(\.name)).count == kind.allHyperparameters.count)
  }
}
