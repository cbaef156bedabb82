import Calculus
import Optimizers
import Testing

@testable import Experiments

@Suite struct LearningRateSweepTests {
  private let rates = RateRange.standard.rates

  private func race() throws -> [RunSettings] {
    try [.gd, .sgd, .momentum, .adam].map { try RunSettings($0, learningRate: 0.01) }
  }

  private func points(_ sweep: LearningRateSweep) -> [[SweepPoint?]] { sweep.curves.map(\.points) }

  @Test(arguments: [3.0, 47, 1000])
  func theEdgeOfGradientDescentIsTwoByTheCurvature(curvature: Double) throws {
    let problem = try Problem("x^2/2 + \(curvature)y^2/2")
    var sweep = try problem.sweep(
      [try RunSettings(.gd, learningRate: 1)], rates: rates, steps: 300, start: Point(4, 3))
    sweep.complete()
    let edge = try #require(sweep.curves[0].edge)
    let limit = 2 / curvature
    #expect(try #require(edge.lastGood) <= limit && limit <= edge.firstDiverged)
  }

  /// At 0.502 the loss has only doubled after a hundred steps.
  @Test func aRateAtWhichTheLossClimbsSlowlyIsNotGood() throws {
    var sweep = try Problem("x^2 + 2y^2").sweep(
      [try RunSettings(.gd, learningRate: 1)], rates: [0.49, 0.498, 0.502, 0.6], steps: 100,
      start: Point(5, 3))
    sweep.complete()
    #expect(sweep.curves[0].points[2]?.isDiverged == false)
    let edge = StabilityEdge(lastGood: 0.498, lastBounded: 0.502, firstDiverged: 0.6)
    #expect(sweep.curves[0].edge == edge)
  }

  @Test func theEdgesOfMomentumAreThoseOfTheory() throws {
    let problem = try Problem("x^2/2 + 25y^2/2")
    for (kind, product) in [(OptimizerKind.momentum, 3.8), (.nesterov, 3.8 / 2.8)] {
      var sweep = try problem.sweep(
        [try RunSettings(kind, learningRate: 1)], rates: rates, steps: 300, start: Point(4, 3))
      sweep.complete()
      let edge = try #require(sweep.curves[0].edge)
      #expect(try #require(edge.lastGood) <= product / 25 && product / 25 <= edge.firstDiverged)
    }
  }

  @Test func lossesFollowTheClosedForm() throws {
    // x ← (1 − lr)·x, so the loss after n steps is ½(1 − lr)²ⁿ·16.
    let problem = try Problem("x^2/2")
    var sweep = try problem.sweep(
      [try RunSettings(.gd, learningRate: 1)], rates: [0.1, 0.5], steps: 10, start: Point(4, 0))
    sweep.complete()
    for point in sweep.curves[0].points.compactMap(\.self) {
      var factor = 1.0
      for _ in 0..<20 { factor *= 1 - point.learningRate }
      #expect(abs(point.finalLoss / (8 * factor) - 1) < 1e-12)
      #expect(point.bestLoss == point.finalLoss)
      #expect(point.bestStep == 10)
      #expect(point.steps == 10)
    }
  }

  @Test func theBestRateIsTheFastestOne() throws {
    // All rates end at 0 except for rounding; 1/λ gets there in one step.
    let problem = try Problem("x^2 + y^2")
    var sweep = try problem.sweep(
      [try RunSettings(.gd, learningRate: 1)], rates: [0.1, 0.3, 0.5, 0.7, 1.2], steps: 500,
      start: Point(4, 3))
    sweep.complete()
    #expect(sweep.curves[0].best?.learningRate == 0.5)
    #expect(sweep.curves[0].best?.settledStep == 1)
  }

  @Test func aDivergedRunIsNeverTheBest() throws {
    let problem = try Problem("x^2 + y^2")
    var sweep = try problem.sweep(
      [try RunSettings(.gd, learningRate: 1)], rates: [1.5, 3], steps: 500, start: Point(4, 3))
    sweep.complete()
    #expect(sweep.curves[0].best == nil)
    let edge = StabilityEdge(lastGood: nil, lastBounded: nil, firstDiverged: 1.5)
    #expect(sweep.curves[0].edge == edge)
  }

  @Test func withoutADivergenceThereIsNoEdge() throws {
    let problem = try Problem("x^2 + y^2")
    var sweep = try problem.sweep(
      [try RunSettings(.adam, learningRate: 1)], rates: rates, steps: 50, start: Point(4, 3))
    sweep.complete()
    #expect(sweep.curves[0].edge == nil)
    #expect(sweep.curves[0].best != nil)
  }

  @Test func laterRatesKeepTheirRatio() throws {
    let problem = try Problem("x^2/2")
    let plan = LearningRatePlan(0.2, changes: [.init(step: 1, rate: 0.1)])
    var sweep = try problem.sweep(
      [try RunSettings(.gd, learningRate: plan)], rates: [0.5], steps: 2, start: Point(4, 0))
    sweep.complete()
    // ½·(4·0.5·0.75)²
    #expect(sweep.curves[0].points[0]?.finalLoss == 1.125)
  }

  @Test func aStartWithoutALossIsRefused() throws {
    let problem = try Problem("log(x) + y^2")
    #expect(throws: SweepError.self) {
      try problem.sweep(try race(), rates: rates, steps: 5, start: Point(-1, 1))
    }
  }

  @Test func threadsAndSlicesChangeNothing() throws {
    let problem = try Problem("(1 - x)^2 + 100*(y - x^2)^2")
    func sweep(threads: Int) throws -> LearningRateSweep {
      try problem.sweep(
        try race(), rates: Array(rates.prefix(9)), steps: 200, start: Point(-1.2, 1), noise: 0.5,
        threads: threads)
    }
    var whole = try sweep(threads: 1)
    whole.complete()
    #expect(points(whole).joined().allSatisfy { $0 != nil })
    var sliced = try sweep(threads: 2)
    sliced.sliceLength = 1000
    var slices = 0
    while !sliced.isComplete {
      sliced.advance()
      slices += 1
      // Known results are final.
      for (known, final) in zip(points(sliced).joined(), points(whole).joined()) where known != nil
      {
        #expect(known == final)
      }
    }
    #expect(slices > 1)
    var many = try sweep(threads: 7)
    many.complete()
    #expect(points(sliced) == points(whole))
    #expect(points(many) == points(whole))
  }

  @Test func itStopsOnRequestAndContinuesLater() throws {
    let problem = try Problem("x^2 + y^2")
    var sweep = try problem.sweep(
      try race(), rates: rates, steps: 100, start: Point(4, 3), threads: 2)
    sweep.sliceLength = 1000
    sweep.advance { false }
    #expect(sweep.completed == 0)
    var slices = 3
    sweep.advance {
      slices -= 1
      return slices >= 0
    }
    #expect(0 < sweep.completed && sweep.completed < sweep.total)
    #expect(!sweep.isComplete)
    let known = points(sweep).joined().count { $0 != nil }
    #expect(known == sweep.completed)
  }
}
