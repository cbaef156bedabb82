import Calculus
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Comparison

/// Where many seeds are, in numbers and in words.
struct SeedCensusTests {
  private let deep = KnownMinimum(point: Point(-1, 0))
  private let shallow = KnownMinimum(point: Point(1, 0), isLowest: false)

  private func census(
    _ places: [SeedPlace: [Int]], minima: [KnownMinimum] = [], home: SeedPlace? = nil,
    under: Int = 0, arrivals: [Int] = []
  ) -> SeedCensus {
    SeedCensus(
      position: 100, count: places.values.reduce(0) { $0 + $1.count }, under: under,
      arrivals: arrivals, places: places, minima: minima, home: home)
  }

  @Test func twoBasinsOfDifferentDepthHaveNames() {
    let some = census(
      [.basin(0): [30, 10, 20], .basin(1): [0, 0]], minima: [deep, shallow], home: .basin(1))
    #expect(
      some.forms == [
        "3 of 5 seeds in the deep basin, median step 20; 2 in the shallow one",
        "3 of 5 seeds in the deep basin, median step 20", "3 of 5 seeds in the deep basin",
      ])
    #expect(some.basins.map(\.last) == [30, 0])
    #expect(some.shortForms == ["3 of 5 in the deep basin", "3 of 5 deep", "3/5"])
    let none = census([.basin(1): [0, 0]], minima: [deep, shallow], home: .basin(1))
    #expect(none.text == "0 of 2 seeds left the shallow basin")
    let stayed = census([.basin(0): [0, 0]], minima: [deep, shallow], home: .basin(0))
    #expect(stayed.text == "0 of 2 seeds left the deep basin")
  }

  @Test func otherBasinsAreThoseOfTheirMinima() {
    let minima = [Point(3, 2), Point(-2.81, 3.13), Point(0, 0)].map { KnownMinimum(point: $0) }
    let two = census([.basin(0): [5], .basin(1): [7, 9]], minima: minima, home: .basin(2))
    #expect(
      two.text
        == "2 of 3 seeds in the basin of (-2.8, 3.1), median step 7; 1 in the basin of (3, 2)")
    let three = census(
      [.basin(0): [0, 0], .basin(1): [7], .basin(2): [9]], minima: minima, home: .basin(0))
    #expect(three.text == "2 of 4 seeds in the basin of (3, 2); 2 in 2 others")
    #expect(three.shortForms[0] == "2 + 1 + 1 of 4 in 3 basins")
  }

  @Test func withoutBasinsTheTargetCounts() {
    let places: [SeedPlace: [Int]] = [.onMap: [0, 0, 0]]
    #expect(census(places).text == "0 of 3 seeds under the target")
    #expect(
      census(places, under: 3, arrivals: [50, 92, 7]).text
        == "3 of 3 seeds under the target, median step 50")
    #expect(
      census(places, under: 1, arrivals: [50, 92]).text
        == "2 of 3 seeds have been under the target, median step 50; 1 are")
  }

  @Test func seedsThatAreNowhereAreCounted() {
    let lost = census([.onMap: [0], .failed: [3, 4], .offMap: [9]])
    #expect(lost.text == "0 of 4 seeds under the target; 2 diverged; 1 off the map")
    #expect(lost.forms.last == "0 of 4 seeds under the target")
    #expect(lost.shortForms[0] == "0 of 4 seeds under it")
    #expect(census([.failed: [3, 4]]).shortForms[0] == "all 2 diverged")
  }

  @Test(.slow) func aFailingSeedIsToldFromOneThatLeftTheMap() throws {
    func census(_ formula: String, rate: Double) throws -> SeedCensus {
      var setup = Setup(surface: .typed(formula: try Formula(formula)))
      setup.optimizers = [OptimizerSpec(.sgd, learningRate: LearningRatePlan(rate))]
      setup.noise = 0.01
      var cloud = try #require(try Scene(setup).seedCloud(of: 0, count: 3))
      cloud.follow(to: 60)
      cloud.complete()
      return try #require(cloud.census(at: 60))
    }
    #expect(try census("x^2 + y^2", rate: 2).failed == 3)
    #expect(try census("x + y", rate: 1).offMap == 3)
  }

  /// What is said at a step does not depend on how far the seeds have been followed.
  @Test(.slow) func onlyTheStepsUpToThePresentOneCount() throws {
    var setup = Setup(surface: .typed(formula: try Formula("x^2 + y^2")))
    setup.optimizers = [try OptimizerSpec("sgd:lr=0.1")]
    let scene = try Scene(setup)
    var (short, long) = (
      try #require(scene.seedCloud(of: 0, count: 5)), try #require(scene.seedCloud(of: 0, count: 5))
    )
    short.follow(to: 30)
    long.follow(to: 200)
    #expect(long.census(at: 30) == nil, "it is not known yet")
    short.complete()
    long.complete()
    #expect(short.census(at: 30) == long.census(at: 30))
    #expect(short.census(at: 31) == nil)
    long.follow(to: 10)
    #expect(long.isComplete && long.position == 200)
  }

  /// A well on either side, noise that is alike in all directions, and a start between them: each
  /// seed goes to either with probability one half, so of 100 seeds 50 ± 5 do.
  @Test(.slow) func aSymmetricStartHalvesTheSeeds() throws {
    var setup = Setup(
      surface: Surface(
        id: "", name: "Wells", loss: .formula(try Formula("(x^2 - 1)^2 + y^2")),
        domain: try #require(Domain.valid(x: (-2, 2), y: (-2, 2))), start: Point(0, 0),
        minima: [Point(-1, 0), Point(1, 0)]),
      optimizers: [try OptimizerSpec("sgd:lr=0.05")])
    setup.noise = 0.5
    var cloud = try #require(try Scene(setup).seedCloud(of: 0, count: 100))
    cloud.follow(to: 60)
    cloud.complete()
    let counts = try #require(cloud.census(at: 60)).basins.map(\.count)
    #expect(counts.reduce(0, +) == 100)
    #expect(counts.allSatisfy { (35...65).contains($0) }, "\(counts), three deviations")
  }

  @Test func aMedianByAnotherClockHasItsUnit() {
    let census = SeedCensus(
      position: 900, clock: .rows, count: 2, under: 2, arrivals: [512, 600],
      places: [.onMap: [0, 0]], minima: [], home: nil)
    #expect(census.text == "2 of 2 seeds under the target, median 512 rows")
  }
}
