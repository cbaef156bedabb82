import Calculus
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Experiments

@Suite struct BasinMapTests {
  private func gd(_ rate: Double) throws -> RunSettings {
    try RunSettings(.gd, learningRate: LearningRatePlan(rate))
  }

  private func cells(_ map: BasinMap) -> [BasinCell?] {
    (0..<map.height).flatMap { row in (0..<map.width).map { map[$0, row] } }
  }

  /// (x² − 1)² + y², whose basins are the half-planes of positive and of negative x.
  private func doubleWell() throws -> Problem {
    try Problem("(x^2 - 1)^2 + y^2", domain: Domain(x: -2...2, y: -1...1))
  }

  @Test func inASeparableDoubleWellTheSignDecides() throws {
    let minima = [Point(-1, 0), Point(1, 0)]
    var map = try doubleWell().basins(
      try gd(0.05), width: 20, height: 7, limit: 500, minima: minima)
    map.complete()
    for row in 0..<map.height {
      for column in 0..<map.width {
        let expected = map.start(column: column, row: row).x < 0 ? 0 : 1
        #expect(map[column, row]?.outcome == .minimum(expected))
      }
    }
    #expect(map.minima == minima)
  }

  @Test func unstatedMinimaAreFound() throws {
    var map = try doubleWell().basins(try gd(0.05), width: 10, height: 6, limit: 500)
    map.complete()
    #expect(map.statedCount == 0)
    try #require(map.minima.count == 2)
    for minimum in map.minima {
      #expect(abs(abs(minimum.x) - 1) < 1e-9 && abs(minimum.y) < 1e-9)
    }
    for row in 0..<map.height {
      for column in 0..<map.width {
        guard case .minimum(let index)? = map[column, row]?.outcome else {
          Issue.record("\(column), \(row) reaches no minimum")
          continue
        }
        #expect((map.minima[index].x < 0) == (map.start(column: column, row: row).x < 0))
      }
    }
  }

  @Test func aQuarticBottomIsOneMinimum() throws {
    var map = try Problem("x^4 + y^4").basins(try gd(0.004), width: 2, height: 2, limit: 9000)
    map.complete()
    #expect(map.minima.count == 1)
    #expect(cells(map).allSatisfy { $0?.outcome == .minimum(0) })
  }

  @Test func theRidgeLeadsElsewhere() throws {
    // An odd number of columns has one on the ridge x = 0, from which exact gradients never turn.
    var map = try doubleWell().basins(try gd(0.05), width: 11, height: 4, limit: 500)
    map.complete()
    for row in 0..<map.height { #expect(map[5, row]?.outcome == .elsewhere) }
  }

  @Test func aPlateauAndAValleyFloorAreNotMinima() throws {
    var plateau = try Problem("1 - exp(-(x^2 + y^2))", domain: Domain(x: 4...8, y: 4...8))
      .basins(try gd(0.1), width: 6, height: 6, limit: 200)
    plateau.complete()
    #expect(cells(plateau).allSatisfy { $0?.outcome == .elsewhere })
    var valley = try Problem("x^2").basins(try gd(0.1), width: 6, height: 6, limit: 200)
    valley.complete()
    #expect(cells(valley).allSatisfy { $0?.outcome == .elsewhere })
    #expect(valley.minima.isEmpty)
  }

  @Test func tooLargeARateDivergesEverywhere() throws {
    var map = try Problem("x^2 + y^2").basins(
      try gd(1.1), width: 8, height: 8, limit: 500, minima: [.zero])
    map.complete()
    #expect(cells(map).allSatisfy { $0?.outcome == .diverged })
  }

  @Test func stepsAreThoseOfTheClosedForm() throws {
    // A step multiplies the point by ½: within 2 % of the side 10 from a distance of up to 8.
    var map = try Problem("x^2 + y^2").basins(
      try gd(0.25), width: 10, height: 10, limit: 500, minima: [.zero])
    map.complete()
    for row in 0..<10 {
      for column in 0..<10 {
        let start = map.start(column: column, row: row)
        var distance = start.norm
        var steps = 0
        while distance >= 0.2 {
          distance /= 2
          steps += 1
        }
        #expect(map[column, row] == BasinCell(outcome: .minimum(0), steps: steps))
      }
    }
  }

  @Test func sampledRunsReachTheMinimumAboutWhichTheyHover() throws {
    // The noise keeps them from standing still, and from coming as close as exact runs do.
    var map = try doubleWell().basins(
      try RunSettings(.sgd, learningRate: 0.02, seed: 3), width: 8, height: 4, limit: 600,
      minima: [Point(-1, 0), Point(1, 0)], noise: 0.4)
    map.complete()
    #expect(
      cells(map).allSatisfy {
        if case .minimum? = $0?.outcome { ($0?.steps ?? 600) < 600 } else { false }
      })
    #expect(map[0, 2]?.outcome == .minimum(0) && map[7, 2]?.outcome == .minimum(1))
  }

  @Test func undefinedStartsAndStepsAreReported() throws {
    var map = try Problem("sqrt(x) + y^2").basins(try gd(1), width: 10, height: 4, limit: 50)
    map.complete()
    for row in 0..<4 {
      for column in 0..<5 {
        #expect(map[column, row] == BasinCell(outcome: .undefined, steps: 0))
      }
      // √x falls towards x = 0 and beyond.
      #expect(map[5, row]?.outcome == .undefined)
    }
  }

  @Test func fallingWithoutBoundLeavesTheMap() throws {
    var map = try Problem("x^2 - y^2").basins(try gd(0.1), width: 6, height: 6, limit: 5000)
    map.complete()
    #expect(cells(map).allSatisfy { $0?.outcome == .leftMap })
  }

  @Test(.slow) func threadsAndSlicesChangeNothing() throws {
    let problem = try Himmelblau.problem()
    // Without stated minima, so that those found and their order are compared, too.
    func map(_ settings: RunSettings, threads: Int) -> BasinMap {
      problem.basins(settings, width: 13, height: 10, limit: 200, noise: 20, threads: threads)
    }
    for settings in [
      try gd(0.01), try RunSettings(.adam, learningRate: 0.1),
      try RunSettings(.sgd, learningRate: 0.005, seed: 5),
    ] {
      var whole = map(settings, threads: 1)
      whole.complete()
      #expect(cells(whole).allSatisfy { $0 != nil })
      for threads in [2, 3] {
        var sliced = map(settings, threads: threads)
        sliced.sliceLength = 5000
        var slices = 0
        while !sliced.isComplete {
          sliced.advance()
          slices += 1
          for (known, final) in zip(cells(sliced), cells(whole)) where known != nil {
            #expect(known == final)
          }
        }
        #expect(slices > 1)
        #expect(cells(sliced) == cells(whole))
        #expect(sliced.minima == whole.minima)
      }
    }
  }

  @Test func himmelblausFourMinimaAreFoundAndNoOthers() throws {
    var map = try Himmelblau.problem().basins(try gd(0.01), width: 10, height: 10, limit: 1000)
    map.complete()
    #expect(map.minima.count == 4)
    for stated in Himmelblau.minima {
      #expect(map.minima.contains { ($0 - stated).norm < 1e-5 })
    }
  }

  @Test func anEndNearAStatedMinimumCountsAsThere() throws {
    // Sign descent never rests: it hops about the minimum.
    var map = try Problem("x^2 + y^2").basins(
      try RunSettings(.signsgd, learningRate: 0.03), width: 8, height: 8, limit: 400,
      minima: [.zero])
    map.complete()
    #expect(cells(map).allSatisfy { $0?.outcome == .minimum(0) })
  }

  @Test func theFirstSliceGivesACoarsePicture() throws {
    var map = try Himmelblau.problem().basins(
      try gd(0.01), width: 40, height: 30, limit: 300, minima: Himmelblau.minima)
    #expect(map.nearest(column: 7, row: 3) == nil)
    map.advance()
    #expect(0 < map.completed && map.completed < map.total)
    for row in 0..<30 {
      for column in 0..<40 { #expect(map.nearest(column: column, row: row) != nil) }
    }
    map.complete()
    #expect(map.nearest(column: 7, row: 3) == map[7, 3])
  }
}
