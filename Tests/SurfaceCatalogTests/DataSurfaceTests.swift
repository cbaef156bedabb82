import Calculus
import Landscape
import Optimizers
import SurfaceCatalog
import TestSupport
import Testing

/// The surfaces made of data, against numpy and scipy (Golden/make_data.py).
@Suite struct DataSurfaceTests {
  static let names = ["linear-regression", "logistic-regression", "exponential-fit"]

  struct Line {
    let surface: String
    /// x, y, loss and gradient; of a minimum x, y and loss.
    let numbers: [Double]
    let isMinimum: Bool
  }

  static func golden() throws -> [Line] {
    try Golden.lines("data-losses.txt").map { line in
      let words = line.split(separator: " ").map(String.init)
      return Line(
        surface: words[0], numbers: words.compactMap(Double.init),
        isMinimum: words[1] == "minimum")
    }
  }

  static func surface(_ name: String) throws -> Surface {
    try #require(SurfaceCatalog.surface(named: name))
  }

  static func run(
    _ optimizer: String, on name: String, rate: Double? = nil, batch: Batch? = nil,
    seed: UInt64 = 0, steps: Int
  ) throws -> Run {
    let surface = try surface(name)
    let rate = try #require(rate ?? surface.learningRates[optimizer])
    var run = try Run(
      objective: #require(DataObjective(surface.function())), start: surface.start,
      settings: RunSettings(
        #require(OptimizerKind.named(optimizer)), learningRate: LearningRatePlan(rate),
        batch: batch, seed: seed))
    run.advance(to: steps)
    return run
  }

  /// The lesson's last sentence, and the cost of data that are not standardized.
  @Test func standardizedLoadsMakeTheBowlRound() throws {
    let stated = try Self.surface("linear-regression")
    let (least, largest) = stated.function().hessian(at: .zero).eigenvalues
    #expect(abs(least - 0.127) < 1e-3 && abs(largest - 2.17) < 1e-2)
    let round = stated.standardized(true)
    #expect(round.start == stated.start && round.domain == stated.domain)
    #expect(round.domain.contains(round.minima[0]))
    let lowest = round.function().value(at: round.minima[0])
    #expect(abs(lowest - stated.function().value(at: stated.minima[0])) < 1e-14)
    func stepsToTheFloor(_ surface: Surface, _ rate: Double) throws -> Int? {
      var run = try Run(
        objective: #require(DataObjective(surface.function())), start: surface.start,
        settings: RunSettings(.gd, learningRate: LearningRatePlan(rate)))
      run.advance(to: 200)
      return run.trajectory.indices.first { run.trajectory.loss($0) < lowest + 0.001 }
    }
    #expect(try stepsToTheFloor(round, 1) == 1)
    let rates = Trials.rates(0.001, to: 1)
    #expect(try rates.compactMap { try stepsToTheFloor(stated, $0) }.min() == 27)
  }

  @Test func theSwitchKeepsTheMinimumOnTheMap() throws {
    for name in Self.names {
      let stated = try Self.surface(name)
      let switched = stated.standardized(!stated.isStandardized)
      #expect(switched.isSwitched && switched.minima.count == stated.minima.count, "\(name)")
      let (one, other) = (stated.function(), switched.function())
      for (old, new) in zip(stated.minima, switched.minima) {
        #expect(switched.domain.contains(new) && switched.domain.contains(switched.start))
        // The model is the same, with other parameters.
        #expect(abs(other.value(at: new) - one.value(at: old)) < 1e-12, "\(name)")
        #expect(other.gradient(at: new).norm < 1e-12)
      }
      #expect(switched.standardized(stated.isStandardized) == stated)
    }
  }

  @Test func everySurfaceIsCompared() throws {
    let golden = try Self.golden()
    #expect(golden.count == 12)
    #expect(Set(golden.map(\.surface)) == Set(Self.names))
  }

  @Test(arguments: try golden().filter { !$0.isMinimum })
  func lossAndGradientAgreeWithNumpy(_ line: Line) throws {
    let point = Point(line.numbers[0], line.numbers[1])
    let here = try Self.surface(line.surface).function().evaluate(at: point)
    #expect(abs(here.loss - line.numbers[2]) <= 1e-14 * (1 + here.loss))
    let expected = Point(line.numbers[3], line.numbers[4])
    #expect((here.gradient - expected).norm <= 1e-14 * (1 + here.gradient.norm))
  }

  @Test(arguments: try golden().filter(\.isMinimum))
  func theStatedMinimumIsScipys(_ line: Line) throws {
    let surface = try Self.surface(line.surface)
    #expect(surface.minima == [Point(line.numbers[0], line.numbers[1])])
  }

  @Test(.slow, arguments: names) func fullBatchGradientDescentEndsAtScipysOptimum(_ name: String)
    throws
  {
    let minimum = try Self.surface(name).minima[0]
    let end = try Self.run("gd", on: name, steps: 1000).trajectory.point(1000)
    #expect((end - minimum).norm < 1e-12)
  }

  @Test func thereAreEnoughRowsForBatches() throws {
    #expect(try Self.surface("logistic-regression").function().rowCount == 600)
    for name in Self.names { #expect(try Self.surface(name).data?.rowCount ?? 0 > 100) }
  }

  @Test(arguments: names) func theLossIsTheMeanOfItsSamples(_ name: String) throws {
    let surface = try Self.surface(name)
    let data = try #require(surface.data)
    let function = surface.function()
    let full = function.evaluate(at: surface.start)
    var sum = Point()
    for row in 0..<data.rowCount {
      let values = data.columns.map { ($0.name, $0.values[row]) }
      let sample = try #require(surface.formula).compiled(
        parameters: Dictionary(uniqueKeysWithValues: values))
      let one = sample.evaluate(at: surface.start)
      let batch = function.evaluate(at: surface.start, rows: [row])
      #expect((batch.gradient - one.gradient).norm <= 1e-15 * (1 + one.gradient.norm))
      sum += one.gradient / Double(data.rowCount)
    }
    #expect((sum - full.gradient).norm <= 1e-14 * (1 + full.gradient.norm))
  }

  // MARK: - The lessons

  /// The mean distance to the minimum over the last half of a run.
  static func noiseFloor(_ run: Run, _ minimum: Point) -> Double {
    let half = run.step / 2
    let sum = (half..<run.step).reduce(0) { $0 + (run.trajectory.point($1) - minimum).norm }
    return sum / Double(run.step - half)
  }

  @Test(.slow) func moreSamplesSettleCloserToTheMinimum() throws {
    let name = "linear-regression"
    let minimum = try Self.surface(name).minima[0]
    let floors = try [Batch.samples(1), .samples(32), .full].map { batch in
      Self.noiseFloor(
        try Self.run("gd", on: name, rate: 0.3, batch: batch, steps: 600), minimum)
    }
    #expect(floors[0] > 2 * floors[1])
    #expect(floors[1] > 2 * floors[2])
  }

  @Test(.slow) func smallerRatesLowerTheNoise() throws {
    let name = "linear-regression"
    let minimum = try Self.surface(name).minima[0]
    let floors = try [0.4, 0.1].map { rate in
      Self.noiseFloor(try Self.run("sgd", on: name, rate: rate, steps: 1000), minimum)
    }
    #expect(floors[0] > 1.5 * floors[1])
  }

  @Test(.slow, arguments: names, ["sgd", "minibatch"])
  func stochasticRunsComeClose(_ name: String, _ optimizer: String) throws {
    let run = try Self.run(optimizer, on: name, seed: 1, steps: 300)
    let lowest = try Self.surface(name).function().value(at: Self.surface(name).minima[0])
    #expect(run.end == nil)
    #expect(run.trajectory.loss(300) < lowest + 0.2 * (run.trajectory.loss(0) - lowest))
  }
}
