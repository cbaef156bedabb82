import Calculus
import Testing

@testable import Landscape

struct ContourRegionTests {
  /// The signed area by the shoelace formula: positive where the line runs counterclockwise.
  private func area(_ lines: [ContourLine]) -> Double {
    lines.reduce(0) { sum, line in
      let next = line.points.dropFirst() + line.points.prefix(1)
      return zip(line.points, next).reduce(sum) { $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2 }
    }
  }

  private func grid(_ formula: String, cells: Int = 40) throws -> Grid {
    try #require(
      Grid(
        try Formula(formula).compiled(), reachingEdgesOf: Domain(x: -2...2, y: -2...2),
        cells: cells, accuracy: .exact))
  }

  @Test func samplesReachTheEdges() throws {
    let grid = try grid("x + 100y")
    #expect(abs(grid[0, 0] - -202) < 1e-12 && abs(grid[40, 40] - 202) < 1e-12)
  }

  /// Where there is a loss within the domain alone, as on a grid of losses.
  @Test(arguments: [7, 60, 359, 360])
  func samplesDoNotCrossTheEdges(cells: Int) throws {
    let spline = BicubicSpline(
      values: (0..<9).map(Double.init), width: 3, height: 3, x: -0.3...9.1, y: -8...4.9)
    let grid = try #require(
      Grid(spline, reachingEdgesOf: Domain(x: spline.x, y: spline.y), cells: cells))
    #expect(!grid.values.contains { !$0.isFinite })
    #expect(abs(grid[0, 0]) < 1e-12 && abs(grid[cells, cells] - 8) < 1e-12)
  }

  @Test func aPlaneHasTheAreaAboveItsLevel() throws {
    let grid = try grid("x")
    let levels = ContourLevels(mode: .linear, thresholds: [-1.03, 0.5, 1.77])
    for (region, level) in zip(levels.regions(of: grid), levels.thresholds) {
      #expect(!region.contains { !$0.isClosed })
      // In cells, of which there are ten to a unit.
      #expect(abs(area(region) - 40 * 10 * (2 - level)) < 1e-9)
    }
  }

  /// Outside of a circle: the whole map, and a hole that runs the other way.
  @Test func holesAreLeftOut() throws {
    let region = try ContourLevels(mode: .linear, thresholds: [1]).regions(
      of: grid("x^2 + y^2", cells: 200))[0]
    #expect(region.count == 2)
    #expect(abs(area(region) / 2500 - (16 - .pi)) < 1e-3)
  }

  @Test func insideTheMapTheyRunAlongTheLines() throws {
    let grid = try grid("sin(3x)*cos(2y) + x/5")
    let levels = ContourLevels(mode: .linear, thresholds: [-0.7, 0, 0.4])
    for (lines, region) in zip(levels.lines(of: grid), levels.regions(of: grid)) {
      let points = Set(region.flatMap(\.points))
      let onLines = lines.flatMap(\.points)
      #expect(
        !onLines.isEmpty
          && onLines.allSatisfy { point in
            points.contains { abs($0.x - point.x) < 1e-12 && abs($0.y - point.y) < 1e-12 }
          })
    }
  }

  @Test func theDefinedRegionLeavesOutWhatIsUndefined() throws {
    // Undefined at x < 0: samples 20 to 40 have a value.
    let region = try grid("sqrt(x)").definedRegion
    #expect(abs(area(region) - 20 * 40) < 1e-9)
    let nowhere = try grid("log(-1 - x^2)").definedRegion
    #expect(nowhere.isEmpty)
  }
}
