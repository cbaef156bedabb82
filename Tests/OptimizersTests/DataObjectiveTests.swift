import Calculus
import Optimizers
import TestSupport
import Testing

/// Batches of real samples.
@Suite struct DataObjectiveTests {
  static let u = (0..<37).map { Double(($0 * 13) % 37) / 10 - 1.5 }
  static let v = (0..<37).map { Double(($0 * 29) % 37) / 20 - 0.5 }

  static func objective() throws -> DataObjective {
    let sample = try Formula("(x*u + y - v)^2/2", parameters: ["u", "v"])
    return try #require(DataObjective(sample.compiled(columns: ["u": u, "v": v])))
  }

  static func run(_ name: String, batch: Batch? = nil, seed: UInt64 = 3, steps: Int = 100) throws
    -> Run
  {
    let kind = try #require(OptimizerKind.named(name))
    let settings = try RunSettings(
      kind, learningRate: LearningRatePlan(0.1), batch: batch, seed: seed)
    var run = try Run(objective: objective(), start: Point(2, -1), settings: settings)
    run.advance(to: steps)
    return run
  }

  @Test func aFormulaHasNoRows() throws {
    #expect(try DataObjective(Formula("x^2 + y^2").compiled()) == nil)
  }

  @Test(arguments: [1, 2, 8, 32, 36, 37, 100]) func anEpochVisitsEveryRowOnce(_ size: Int) throws {
    let objective = try Self.objective()
    let batches = (37 + min(size, 37) - 1) / min(size, 37)
    for epoch in 0..<3 {
      let rows = (1...batches).map {
        objective.rows(ofBatch: size, step: epoch * batches + $0, seed: 5)
      }
      #expect(rows.flatMap { $0 }.sorted() == Array(0..<37))
      // The last one is smaller if there is a remainder.
      #expect(rows.dropLast().allSatisfy { $0.count == min(size, 37) })
    }
  }

  @Test func epochsAndSeedsHaveTheirOwnOrder() throws {
    let orders = (0..<4).flatMap { seed in
      (0..<50).map { RowShuffle(seed: seed, epoch: $0).rows(at: 0..<37, of: 37) }
    }
    #expect(Set(orders).count == 200)
  }

  /// Independently computed (64-bit arithmetic in Python), so that no platform may differ.
  @Test func theOrderIsTheSameEverywhere() {
    func order(_ seed: UInt64, _ epoch: Int) -> [Int] {
      RowShuffle(seed: seed, epoch: epoch).rows(at: 0..<10, of: 10)
    }
    #expect(order(0, 0) == [2, 4, 1, 0, 6, 7, 5, 3, 8, 9])
    #expect(order(7, 3) == [4, 0, 2, 7, 3, 5, 9, 1, 6, 8])
  }

  @Test func everyRowComesFirstEquallyOften() {
    var counts = [Int](repeating: 0, count: 8)
    var last = counts
    for epoch in 0..<8000 {
      counts[RowShuffle(seed: 1, epoch: epoch).rows(at: 0..<1, of: 8)[0]] += 1
      last[RowShuffle(seed: 1, epoch: epoch).rows(at: 7..<8, of: 8)[0]] += 1
    }
    // Four standard deviations of a count with chance 1/8: 4·√(8000·7/64) = 118.
    for count in counts + last { #expect(abs(count - 1000) < 118) }
  }

  @Test(arguments: [1, 5, 32]) func anEpochsMeanGradientIsTheFullOne(_ size: Int) throws {
    let objective = try Self.objective()
    let point = Point(0.7, -0.3)
    let full = objective.evaluate(at: point)
    let batches = (37 + size - 1) / size
    for epoch in 0..<3 {
      var sum = Point()
      for batch in 1...batches {
        let step = epoch * batches + batch
        let count = objective.rows(ofBatch: size, step: step, seed: 9).count
        let gradient = objective.batchGradient(
          at: point, full: full, batch: .samples(size), step: step, seed: 9)
        sum += Double(count) * gradient
      }
      #expect((sum / 37 - full.gradient).norm < 1e-15 * 10)
    }
  }

  @Test func aBatchOfAllRowsIsTheFullGradient() throws {
    let full = try Self.run("gd").trajectory
    #expect(try Array(Self.run("gd", batch: .samples(37)).trajectory) == Array(full))
    #expect(try Array(Self.run("gd", batch: .samples(500)).trajectory) == Array(full))
    #expect(try Array(Self.run("minibatch").trajectory) != Array(full))
  }

  @Test(arguments: ["sgd", "minibatch", "adam"]) func theSeedDeterminesThePath(_ name: String)
    throws
  {
    let batch: Batch? = name == "adam" ? .samples(4) : nil
    let path = try Array(Self.run(name, batch: batch).trajectory)
    #expect(try Array(Self.run(name, batch: batch).trajectory) == path)
    #expect(try Array(Self.run(name, batch: batch, seed: 4).trajectory) != path)
  }

  @Test func theSeedDoesNotTouchFullBatches() throws {
    #expect(
      try Array(Self.run("gd", seed: 1).trajectory) == Array(Self.run("gd", seed: 2).trajectory))
  }

  @Test func addingARunChangesNoOther() throws {
    let sgd = try Self.run("sgd")
    var race = try Race(
      objective: Self.objective(), start: Point(2, -1),
      settings: [Self.run("minibatch").settings, sgd.settings, Self.run("gd").settings])
    for step in [1, 7, 50, 100] { race.advance(to: step) }
    #expect(Array(race.runs[1].trajectory) == Array(sgd.trajectory))
  }

  @Test func aCheckpointContinuesAsItsOriginal() throws {
    var run = try Self.run("sgd", steps: 40)
    run.advance(to: 100)
    #expect(try Array(run.trajectory) == Array(Self.run("sgd").trajectory))
  }

  @Test(.slow) func gradientDescentEndsAtTheLeastSquares() throws {
    let end = try Self.run("gd", steps: 2000).trajectory.point(2000)
    let n = 37.0
    let (su, sv) = (Self.u.reduce(0, +), Self.v.reduce(0, +))
    let suu = Self.u.reduce(0) { $0 + $1 * $1 }
    let suv = zip(Self.u, Self.v).reduce(0) { $0 + $1.0 * $1.1 }
    let slope = (n * suv - su * sv) / (n * suu - su * su)
    #expect((end - Point(slope, (sv - slope * su) / n)).norm < 1e-13)
  }
}
