import Calculus
import Comparison
import Landscape
import Optimizers
import SurfaceCatalog
import TestSupport
import Testing

/// What many seeds show of the lessons about noise.
struct SeedTests {
  private func cloud(
    _ surface: String, _ spec: String, steps: Int, change: (inout Setup) -> Void = { _ in }
  ) throws -> SeedCloud {
    var setup = Setup(
      surface: try #require(SurfaceCatalog.surface(named: surface)),
      optimizers: [try OptimizerSpec(spec)])
    setup.steps = steps
    change(&setup)
    var cloud = try #require(try Scene(setup).seedCloud(of: 0, count: 20))
    cloud.follow(to: steps)
    cloud.complete()
    return cloud
  }

  private func deep(_ census: SeedCensus?) throws -> Int {
    try #require(census).basins.first { $0.minimum.isLowest }?.count ?? 0
  }

  /// Each seed again as a race of its own, as `--seed` makes it.
  @Test(.slow) func allSeedsCrossIntoTheDeepBasin() throws {
    let cloud = try cloud("two-basins", "sgd", steps: 700)
    #expect(cloud.census(at: 0)?.text == "0 of 20 seeds left the shallow basin")
    #expect(
      cloud.census(at: 700)?.text == "20 of 20 seeds in the deep basin, median step 227")
    #expect(try #require(cloud.census(at: 700)).basins[0].last == 641)
    let scene = try Scene(
      Setup(
        surface: try #require(SurfaceCatalog.surface(named: "two-basins")),
        optimizers: [try OptimizerSpec("sgd")]))
    var crossings: [Int] = []
    for seed in 0..<20 {
      var settings = scene.settings[0]
      settings.seed = UInt64(seed)
      var run = try Run(objective: scene.objective, start: scene.start, settings: settings)
      run.advance(to: 700)
      let path = run.trajectory
      // Well beyond the barrier.
      crossings += [(0...700).first { path.point($0).x < -0.7 }].compactMap(\.self)
      #expect(cloud.row(of: seed, at: 668) == path[668])
    }
    #expect(crossings.count == 20 && crossings.max() == 668)
    for step in [100, 229, 400, 667] {
      // The barrier is at about x = 0, and a few seeds are on their way over it.
      let beyond = crossings.count { $0 <= step }
      #expect(abs(try deep(cloud.census(at: step)) - beyond) <= 3)
    }
  }

  @Test(.slow) func largerBatchesCrossLess() throws {
    #expect(try deep(cloud("two-basins", "sgd:batch=2", steps: 1000).census(at: 1000)) == 8)
    #expect(try deep(cloud("two-basins", "sgd:batch=4", steps: 1000).census(at: 1000)) == 0)
  }

  @Test(.slow) func noSeedLeavesTheDeepBasin() throws {
    let cloud = try cloud("two-basins", "sgd", steps: 500) { $0.start = Point(-1.6, 1.4) }
    let census = try #require(cloud.census(at: 500))
    #expect(census.text.hasPrefix("0 of 20 seeds left the deep basin"))
  }

  /// By rows seen, seeds of unequal batches are at the same moment after different numbers of steps.
  @Test(.slow) func seedsKeepToTheClockOfTheRace() throws {
    var setup = Setup(
      surface: try #require(SurfaceCatalog.surface(named: "linear-regression")),
      optimizers: try ["sgd", "minibatch"].map { try OptimizerSpec($0) })
    setup.seed = 5
    let scene = try Scene(setup)
    for (run, steps) in [(0, 64), (1, 2)] {
      var cloud = try #require(scene.seedCloud(of: run, count: 3, on: .rows))
      cloud.follow(to: 64)
      cloud.complete()
      #expect((0..<3).allSatisfy { cloud.step(of: $0, at: 64) == steps })
      #expect(cloud.step(of: 2, at: 63) == (run == 0 ? 63 : 1))
      var race = scene.race
      race.advance(to: 64, on: .rows)
      #expect(cloud.row(of: 0, at: 64) == race.runs[run].trajectory[steps])
      let census = try #require(cloud.census(at: 64))
      #expect(census.clock == .rows && census.count == 3)
      #expect(cloud.lastPosition == (run == 0 ? 20_000 : 571_432))
    }
  }
}
