import Calculus
import Optimizers
import TestSupport
import Testing

@Suite struct InspectionTests {
  /// A bowl with noise, a curved valley and a saddle.
  private static func objectives() throws -> [any Objective] {
    [
      TestObjective.quadratic(2, 4, noise: 0.3), try formula("(1 - x)^2 + 10*(y - x^2)^2"),
      TestObjective.saddle,
    ]
  }

  @Test(.slow, arguments: OptimizerKind.all)
  func itIsTheStepOfTheRun(kind: OptimizerKind) throws {
    for objective in try Self.objectives() {
      let run = try run(kind.name, lr: 0.003, on: objective, from: Point(-1.2, 1), steps: 40)
      #expect(run.step == 40)
      for row in 0..<40 {
        let inspection = Inspection(of: run, at: row)
        #expect(inspection.target == run.trajectory.point(row + 1))
        #expect(inspection.point == run.trajectory.point(row))
        #expect(inspection.loss == run.trajectory.loss(row))
        #expect(inspection.gradient.full == objective.evaluate(at: inspection.point).gradient)
        #expect(inspection.learningRate == 0.003)
      }
    }
  }

  @Test(arguments: OptimizerKind.all)
  func theNextStepIsKnownBeforeItIsMade(kind: OptimizerKind) throws {
    let objective = TestObjective.quadratic(2, 4, noise: 0.3)
    var run = try run(kind.name, lr: 0.02, on: objective, steps: 0)
    for row in 0..<30 {
      let before = Inspection(of: run, at: row)
      run.advance()
      #expect(before.target == run.trajectory.point(row + 1))
      #expect(Inspection(of: run, at: row) == before)
    }
  }

  /// The step follows from the quantities that are shown.
  @Test(.slow, arguments: OptimizerKind.all)
  func itsQuantitiesMakeTheStep(kind: OptimizerKind) throws {
    let values = kind.takesBatches ? ["weight_decay": 0.1, "max_norm": 3] : [:]
    for objective in try Self.objectives() {
      let run = try run(
        kind.name, values, lr: 0.003, on: objective, from: Point(-1.2, 1), steps: 40)
      for row in 0..<run.step {
        let inspection = Inspection(of: run, at: row)
        let moved = try #require(inspection.moved, "\(inspection.move)")
        #expect(moved == inspection.target, "\(kind.name) \(row) \(inspection.move)")
      }
    }
  }

  @Test(arguments: OptimizerKind.all)
  func everyQuantityIsNamed(kind: OptimizerKind) throws {
    let inspection = Inspection(of: try run(kind.name, lr: 0.02, steps: 3), at: 2)
    #expect(!inspection.quantities.isEmpty && !inspection.move.isEmpty)
    #expect(inspection.quantities.allSatisfy { !$0.symbol.isEmpty })
    #expect(inspection.formulas.last == "Δ = \(inspection.move)")
  }

  @Test func adamStartsFromTheGradientItself() throws {
    let run = try run("adam", lr: 0.1, steps: 0)
    let inspection = Inspection(of: run, at: 0)
    let gradient = Point(10, 12)
    #expect(inspection.vector("g") == gradient)
    #expect(inspection.vector("m") == (1 - 0.9) * gradient)
    #expect(inspection.vector("v") == (1 - 0.999) * gradient * gradient)
    #expect(inspection.number("β₁ᵗ") == 0.9 && inspection.number("β₂ᵗ") == 0.999)
    #expect(inspection.vector("m̂")?.isWithin(1e-14, of: gradient) == true)
    #expect(inspection.vector("v̂")?.isWithin(1e-12, of: gradient * gradient) == true)
    #expect(inspection.step.isWithin(1e-8, of: Point(-0.1, -0.1)))
    // (−1, −1) against −(10, 12).
    #expect(abs(try #require(inspection.angle) - 5.194428907734806) < 1e-6)
    #expect(
      inspection.formulas == [
        "g = ∇f", "m = β₁·m + (1−β₁)·g", "v = β₂·v + (1−β₂)·g²",
        "m̂ = m/(1−β₁ᵗ)", "v̂ = v/(1−β₂ᵗ)", "u = m̂/(√v̂ + ε)",
        "Δ = −lr·u",
      ])
  }

  /// Betas of a half, no eps, and a slope of 4, then 8, then 0 regardless of the step: by hand.
  @Test func adamAveragesAsByHand() throws {
    let slopes = TestObjective(
      loss: { _ in 0 }, gradient: { Point($0.x > -0.5 ? 4 : $0.x > -1.2 ? 8 : 0, 1) },
      curvature: { _ in Hessian(xx: 0, xy: 0, yy: 0) })
    let values = ["beta1": 0.5, "beta2": 0.5, "eps": 0]
    let run = try run("adam", values, lr: 1.0, on: slopes, from: .zero, steps: 3)
    let steps = (0..<3).map { Inspection(of: run, at: $0) }
    #expect(steps.map { $0.vector("g")?.x } == [4, 8, 0])
    #expect(steps.map { $0.vector("m")?.x } == [2, 5, 2.5])
    #expect(steps.map { $0.vector("v")?.x } == [8, 36, 18])
    #expect(steps.map { $0.number("β₁ᵗ") } == [0.5, 0.25, 0.125])
    #expect(steps.map { $0.vector("m̂")?.x } == [4, 5 / 0.75, 2.5 / 0.875])
    #expect(steps.map { $0.vector("v̂")?.x } == [16, 48, 18 / 0.875])
    let root = (18.0 / 0.875).squareRoot()
    #expect(abs(try #require(steps[2].vector("u")).x - 2.5 / 0.875 / root) < 1e-15)
  }

  @Test func momentumRemembers() throws {
    // On ½x² from 8 with lr = ½ and momentum = ½, p is 8, 4, 0, −2.
    let objective = TestObjective.quadratic(1, 1)
    let run = try run(
      "momentum", ["momentum": 0.5], lr: 0.5, on: objective, from: Point(8, 0), steps: 3)
    let steps = (0..<3).map { Inspection(of: run, at: $0) }
    #expect(steps.map { $0.vector("g")?.x } == [8, 4, 0])
    #expect(steps.map { $0.vector("b")?.x } == [8, 8, 4])
    #expect(steps.map(\.step.x) == [-4, -4, -2])
    #expect(
      steps.map { $0.formulas[1] } == ["b = g at the first step"]
        + Array(repeating: "b = momentum·b + g", count: 2))
  }

  @Test func aBatchOfAFormulaIsTheNoiseOfItsStep() throws {
    let objective = TestObjective.quadratic(2, 4, noise: 0.6)
    let run = try run(
      "sgd", lr: 0.1, on: objective, batch: .samples(4), seed: 11, steps: 30)
    for row in [0, 7, 29] {
      let inspection = Inspection(of: run, at: row)
      let noise = 0.3 * SampleNoise.normal(seed: 11, step: row + 1)
      #expect(inspection.gradient.batch == inspection.gradient.full + noise)
      #expect(inspection.vector("g") == inspection.gradient.batch)
      #expect(inspection.vector("∇f") == inspection.gradient.full)
      #expect(inspection.gradient.batchAngle != nil && inspection.batch == nil)
    }
  }

  @Test func aBatchOfADataSetIsItsRows() throws {
    let run = try DataObjectiveTests.run("minibatch", batch: .samples(8), seed: 3, steps: 12)
    let objective = try DataObjectiveTests.objective()
    var seen: [Int] = []
    for row in 0..<10 {
      let inspection = Inspection(of: run, at: row)
      let place = try #require(inspection.batch)
      #expect(place.rows == objective.rows(ofBatch: 8, step: row + 1, seed: 3))
      #expect(place.epoch == row / 5 + 1 && place.batch == row % 5 + 1)
      #expect(place.batchCount == 5 && place.rowCount == 37)
      let rows = objective.loss.evaluate(at: inspection.point, rows: place.rows)
      #expect(inspection.gradient.batch == rows.gradient)
      let full = objective.evaluate(at: inspection.point).gradient
      #expect(inspection.gradient.full == full)
      #expect(try #require(inspection.gradient.batchAngle) > 0)
      #expect(inspection.target == run.trajectory.point(row + 1))
      #expect(inspection.quantities[1].formula == "∇f of \(place.rows.count) rows")
      if place.epoch == 1 { seen += place.rows }
    }
    #expect(seen.sorted() == Array(0..<37))
  }

  @Test func aFullBatchIsAnEpochAStep() throws {
    let run = try DataObjectiveTests.run("gd", steps: 4)
    let place = try #require(Inspection(of: run, at: 2).batch)
    #expect(place.epoch == 3 && place.batch == 1 && place.batchCount == 1)
    #expect(place.rows == Array(0..<37))
    #expect(Inspection(of: run, at: 2).gradient.batch == nil)
  }

  @Test func clippingAndDecayAreStages() throws {
    let values = ["max_norm": 1.0, "weight_decay": 0.1]
    let run = try run("gd", values, lr: 1.0, from: Point(3, 2), steps: 1)
    let inspection = Inspection(of: run, at: 0)
    #expect(inspection.gradient.full == Point(6, 8) && inspection.gradient.batch == nil)
    #expect(inspection.gradient.clipped?.isWithin(1e-15, of: Point(0.6, 0.8)) == true)
    #expect(inspection.gradient.decayed?.isWithin(1e-15, of: Point(0.9, 1)) == true)
    #expect(
      inspection.formulas == [
        "∇f = full gradient", "g = ∇f·max_norm/|∇f|", "g = g + weight_decay·p", "Δ = −lr·g",
      ])
    let short = try OptimizersTests.run("gd", ["max_norm": 100], lr: 0.1, steps: 1)
    #expect(Inspection(of: short, at: 0).formulas.first == "g = ∇f")
  }

  @Test func theRefusedStepOfAnEndedRunIsShown() throws {
    for name in ["gd", "prodigy", "momentum", "lbfgs"] {
      let run = try run(name, lr: 1e300, steps: 3000)
      guard case .notFinite(let refused)? = run.end else { continue }
      let inspection = Inspection(of: run, at: .max)
      #expect(inspection.row == run.step)
      #expect(same(inspection.target, refused.point))
    }
    let run = try run("gd", lr: 1.0, on: TestObjective.cliff, from: Point(0.2, 0), steps: 9)
    #expect(Inspection(of: run, at: 0).target.x < 0 && run.step == 0)
  }

  @Test func aChangedRateActsInItsStep() throws {
    let plan = LearningRatePlan(0.1, changes: [.init(step: 5, rate: 0.01)])
    let run = try run("gd", lr: plan, steps: 8)
    #expect(Inspection(of: run, at: 4).learningRate == 0.1)
    #expect(Inspection(of: run, at: 5).learningRate == 0.01)
    #expect(Inspection(of: run, at: 5).effectiveRates.isWithin(1e-12, of: Point(0.01, 0.01)))
    #expect(Inspection(of: run, at: 5).gauge == LearningRateGauge(of: run, at: 5))
  }

  @Test func trialsOfALineSearchAreCounted() throws {
    let run = try run("linesearch", lr: 8.0, on: TestObjective.quadratic(1, 1), steps: 0)
    let inspection = Inspection(of: run, at: 0)
    // 8, 4 and 2 do not pay.
    #expect(inspection.number("t") == 1 && inspection.cost.losses == 4)
    #expect(inspection.cost.gradients == 1)
  }

  @Test func aRecursiveQuantityKnowsTheShareItKeeps() {
    func share(_ symbol: String, _ formula: String) -> String? {
      Quantity(symbol, formula, .number(0)).keptShare
    }
    #expect(share("b", "momentum·b + g") == "momentum")
    #expect(share("m", "β₁·m + (1−β₁)·g") == "β₁")
    #expect(share("v", "β₂·v + (1−β₂)·g²") == "β₂")
    #expect(share("c", "β₁·m + (1−β₁)·g") == nil)
    #expect(share("s", "s + g²") == nil)
    #expect(share("g", "∇f") == nil)
  }

  @Test func anglesAreThoseOfThePlane() throws {
    let right = try Inspection(of: run("gd", lr: 0.1, steps: 1), at: 0)
    #expect(try #require(right.angle) < 1e-5)
    let still = try Inspection(of: run("gd", lr: 0.1, from: .zero, steps: 1), at: 0)
    #expect(still.angle == nil)
  }
}

extension SIMD2<Double> {
  func isWithin(_ tolerance: Double, of other: Self) -> Bool {
    (self - other).norm <= tolerance * Swift.max(1, other.norm)
  }
}

/// Equal, or both not a number.
private func same(_ one: Point, _ other: Point) -> Bool {
  (0..<2).allSatisfy { one[$0] == other[$0] || (one[$0].isNaN && other[$0].isNaN) }
}
