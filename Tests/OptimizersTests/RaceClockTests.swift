import Calculus
import Optimizers
import TestSupport
import Testing

/// What steps cost, against calls of the objective that are counted by hand.
struct RaceClockTests {
  /// Counts the calls; runs of one test make them one after the other.
  final class Counter: @unchecked Sendable {
    var evaluations = 0
    var hessians = 0
    var rowsOfBatches = 0
  }

  /// An objective that counts what is asked of it.
  struct Counting: Objective {
    let base: any Objective
    let counter: Counter

    func evaluate(at point: Point) -> Evaluation {
      counter.evaluations += 1
      return base.evaluate(at: point)
    }

    func hessian(at point: Point) -> Hessian {
      counter.hessians += 1
      return base.hessian(at: point)
    }

    func batchGradient(
      at point: Point, full: Evaluation, batch: Batch, step: Int, seed: UInt64
    ) -> Point {
      let rows = base.batchPlace(of: batch, step: step, seed: seed)?.rows
      counter.rowsOfBatches += rows?.count ?? 0
      return base.batchGradient(at: point, full: full, batch: batch, step: step, seed: seed)
    }

    func batchPlace(of batch: Batch, step: Int, seed: UInt64) -> BatchPlace? {
      base.batchPlace(of: batch, step: step, seed: seed)
    }

    var lowestLoss: Double? { base.lowestLoss }
  }

  static let variants: [(OptimizerKind, [String: Double])] =
    OptimizerKind.all.map { ($0, [:]) } + [
      (.lbfgs, ["strong_wolfe": 1]), (.adam, ["lookahead": 1]), (.adam, ["cautious": 1]),
      (.sophia, ["update_interval": 3]),
    ]

  /// The gradients of the steps themselves, which a rule need not ask for.
  private func ownGradients(_ kind: OptimizerKind, _ values: [String: Double], step: Int) -> Int {
    switch kind {
    case .nelderMead: 0
    // The search that led to a point has computed its gradient.
    case .bfgs, .cg: step == 1 ? 1 : 0
    case .lbfgs where values["strong_wolfe"] == 1: step == 1 ? 1 : 0
    default: 1
    }
  }

  @Test(arguments: variants)
  func evaluationsAreThoseCountedByHand(kind: OptimizerKind, values: [String: Double]) throws {
    let counter = Counter()
    let objective = Counting(base: try formula("(1 - x)^2 + 5(y - x^2)^2"), counter: counter)
    var run = try run(
      kind.name, values, lr: 0.01, on: objective, from: Point(-1, 1.5), steps: 0)
    var counts = [0]
    for step in 1...60 {
      (counter.evaluations, counter.hessians) = (0, 0)
      run.advance(to: step)
      try #require(run.step == step)
      // The run itself looks at the loss where the step leads.
      let asked = counter.evaluations - 1 + counter.hessians
      counts.append(counts[step - 1] + asked + ownGradients(kind, values, step: step))
    }
    #expect((0...60).map { run.spent(on: .evaluations, upTo: $0) } == counts)
    #expect(run.spent(on: .evaluations, upTo: 60) == run.cost.evaluations)
    // A formula has no rows.
    #expect((0...60).map { run.spent(on: .rows, upTo: $0) } == counts)
    #expect((0...60).map { run.spent(on: .steps, upTo: $0) } == Array(0...60))
  }

  @Test(arguments: variants.filter { $0.0.takesBatches }, [8, 1])
  func rowsAreThoseOfTheBatches(
    _ variant: (kind: OptimizerKind, values: [String: Double]), size: Int
  ) throws {
    let counter = Counter()
    let objective = Counting(base: try DataObjectiveTests.objective(), counter: counter)
    var run = try run(
      variant.kind.name, variant.values, lr: 0.02, on: objective, from: Point(2, -1),
      batch: .samples(size), steps: 0)
    var counts = [0]
    for step in 1...100 {
      (counter.rowsOfBatches, counter.hessians) = (0, 0)
      run.advance(to: step)
      counts.append(counts[step - 1] + counter.rowsOfBatches + 37 * counter.hessians)
    }
    #expect((0...100).map { run.spent(on: .rows, upTo: $0) } == counts)
  }

  @Test(arguments: OptimizerKind.all.filter { !$0.takesBatches })
  func lossesAndHessiansAreOfAllRows(kind: OptimizerKind) throws {
    let run = try run(
      kind.name, lr: 0.1, on: DataObjectiveTests.objective(), from: Point(2, -1), steps: 30)
    for step in 0...30 {
      #expect(
        run.spent(on: .rows, upTo: step) == 37 * run.spent(on: .evaluations, upTo: step))
    }
  }

  @Test func onlyWhatVariesIsEntered() throws {
    let steady = Set(
      OptimizerKind.all.filter { kind in
        (try? RunSettings(kind, learningRate: 0.1).hasSteadyCost) == true
      }.map(\.name))
    let others = Set(OptimizerKind.all.map(\.name)).subtracting(steady)
    #expect(
      others == ["linesearch", "newton", "bfgs", "lbfgs", "cg", "nelder_mead", "sam", "sophia"])
  }

  @Test func aStepIsTheLastOnePaidFor() throws {
    let gd = try DataObjectiveTests.run("gd", steps: 20)
    #expect([0, 36, 37, 73, 74].map { gd.step(at: $0, on: .rows) } == [0, 0, 1, 1, 2])
    #expect(gd.step(at: 1_000_000, on: .rows) == 20)
    #expect(gd.foreseenStep(at: 3700, on: .rows) == 100)
    // 32 rows and 5 rows in turn.
    let batches = try DataObjectiveTests.run("minibatch", steps: 20)
    #expect(
      [31, 32, 36, 37, 68, 69, 74].map { batches.step(at: $0, on: .rows) }
        == [0, 1, 1, 2, 2, 3, 4])
    #expect(batches.step(at: -5, on: .rows) == 0)
    #expect(batches.step(at: 7, on: .steps) == 7)
  }

  @Test(arguments: variants)
  func aRunStopsWithinItsBudget(kind: OptimizerKind, values: [String: Double]) throws {
    let objective = try formula("(1 - x)^2 + 5(y - x^2)^2")
    let long = try run(kind.name, values, lr: 0.01, on: objective, from: Point(-1, 1.5), steps: 60)
    for amount in [0, 1, 2, 7, 30, 55] {
      var short = try run(
        kind.name, values, lr: 0.01, on: objective, from: Point(-1, 1.5), steps: 0)
      short.advance(within: Budget(amount, of: .evaluations))
      #expect(short.spent(on: .evaluations, upTo: short.step) <= amount)
      #expect(long.spent(on: .evaluations, upTo: short.step + 1) > amount || short.step == amount)
      #expect(bits(short) == Array(bits(long).prefix(short.step + 1)))
      short.advance(within: Budget(amount + 20, of: .evaluations), steps: 3)
      #expect(short.step <= max(3, amount))
      var race = long
      race.advance(to: amount, on: .evaluations)
      #expect(race.step == 60)
    }
  }

  @Test func restingForNothingEnds() throws {
    // At the bottom a quasi-Newton rule stands still without evaluating anything.
    var run = try run("bfgs", lr: 1, from: .zero, steps: 0)
    run.advance(to: 1000, on: .evaluations)
    #expect(run.step <= 1000)
    run.advance(within: Budget(2000, of: .evaluations))
    #expect(run.step <= 2000)
  }
}
