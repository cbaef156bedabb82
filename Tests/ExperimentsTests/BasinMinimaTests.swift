import Calculus
import Landscape
import Optimizers
import Testing

@testable import Experiments

/// When two places are one minimum, and how many minima a map tells apart.
@Suite struct BasinMinimaTests {
  private func minima(
    _ text: String, domain: Domain, size: Int, limit: Int, rate: Double
  ) throws -> (map: BasinMap, outcomes: [BasinOutcome]) {
    let settings = try RunSettings(.gd, learningRate: LearningRatePlan(rate))
    var map = try Problem(text, domain: domain).basins(
      settings, width: size, height: size, limit: limit)
    map.complete()
    let outcomes = (0..<size).flatMap { row in (0..<size).compactMap { map[$0, row]?.outcome } }
    return (map, outcomes)
  }

  /// Minima nearer than a thousandth of the shorter side are one.
  @Test(arguments: [(0.005, 2), (0.002, 2), (0.0005, 1)])
  func minimaAThousandthOfTheSideApartAreTwo(_ offset: Double, _ count: Int) throws {
    let (map, _) = try minima(
      "(|x| - \(offset))^2 + y^2", domain: Domain(x: -2...2, y: -1...1), size: 6, limit: 100,
      rate: 0.25)
    #expect(map.minima.count == count, "\(map.minima)")
  }

  /// A minimum that is stated twice is reached as if it were stated once.
  @Test func aMinimumMayBeStatedTwice() throws {
    let settings = try RunSettings(.gd, learningRate: LearningRatePlan(0.25))
    func outcomes(_ minima: [Point]) throws -> [BasinOutcome?] {
      var map = try Problem("x^2 + y^2", minima: minima).basins(
        settings, width: 4, height: 4, limit: 100, minima: minima)
      map.complete()
      return (0..<4).flatMap { row in (0..<4).map { map[$0, row]?.outcome } }
    }
    #expect(try outcomes([.zero, .zero]) == outcomes([.zero]))
    #expect(try outcomes([.zero, .zero]).allSatisfy { $0 == .minimum(0) })
  }

  /// Of four hundred minima the first 256 are told apart.
  @Test func noMoreThan256MinimaAreToldApart() throws {
    let (map, outcomes) = try minima(
      "-cos(2pi*x) - cos(2pi*y)", domain: Domain(x: -0.5...19.5, y: -0.5...19.5), size: 20,
      limit: 5, rate: 0.01)
    #expect(map.minima.count == 256)
    #expect(outcomes.count { $0 == .elsewhere } == 400 - 256)
  }

  /// A noisy run is where it is on average over its last steps, not where the last one put it, and not
  /// where it began.
  @Test func aNoisyRunIsWhereItHovers() throws {
    let minimum = Point(0, 0)
    // The rate of a Newton step: each place is noise alone.
    let settings = try RunSettings(.sgd, learningRate: 0.5)
    var map = try Problem("x^2 + y^2", minima: [minimum]).basins(
      settings, width: 8, height: 8, limit: 250, minima: [minimum], noise: 2.4)
    map.complete()
    let reached = (0..<8).flatMap { row in (0..<8).map { map[$0, row]?.outcome } }
      .count { $0 == .minimum(0) }
    #expect(reached >= 60, "\(reached) of 64")
  }
}
