import Calculus
import Foundation
import TestSupport
import Testing

@testable import Landscape

@Suite struct ContourLinesTests {
  // MARK: - Against contourpy

  struct GoldenCase: Decodable, CustomTestStringConvertible {
    let name: String
    let width: Int
    let height: Int
    let values: [Double?]
    let levels: [Double]
    let lines: [[[[Double]]]]
    var testDescription: String { name }
  }

  static func goldenCases() throws -> [GoldenCase] {
    let text = try Golden.text("contour-lines.json")
    return try JSONDecoder().decode([GoldenCase].self, from: Data(text.utf8))
  }

  /// A piece of a line in either direction, in billionths of a grid step.
  struct Piece: Hashable {
    let ends: Set<SIMD2<Int>>
    init(_ a: Point, _ b: Point) {
      ends = [
        SIMD2(Int((a.x * 1e9).rounded()), Int((a.y * 1e9).rounded())),
        SIMD2(Int((b.x * 1e9).rounded()), Int((b.y * 1e9).rounded())),
      ]
    }
  }

  static func pieces(_ points: [Point]) -> [Piece] {
    zip(points, points.dropFirst()).map { Piece($0, $1) }
  }

  @Test(arguments: try goldenCases()) func agreesWithContourpy(_ example: GoldenCase) {
    let grid = Grid(
      domain: .standard, width: example.width, height: example.height,
      values: example.values.map { $0 ?? .nan })
    let levels = ContourLevels(mode: .linear, thresholds: example.levels)
    for (ours, theirs) in zip(levels.lines(of: grid), example.lines) {
      let theirs = theirs.map { $0.map { Point($0[0], $0[1]) } }
      #expect(ours.count == theirs.count)
      #expect(ours.count(where: \.isClosed) == theirs.count { $0.first == $0.last })
      let ourPieces = ours.flatMap { line in
        Self.pieces(line.isClosed ? line.points + line.points.prefix(1) : line.points)
      }
      #expect(Set(ourPieces) == Set(theirs.flatMap(Self.pieces)))
    }
  }

  // MARK: - By themselves

  static func grid(
    _ width: Int, _ height: Int, domain: Domain = .standard, _ function: (Point) -> Double
  ) -> Grid {
    Grid(domain: domain, width: width, height: height, loss: function)
  }

  @Test func straightLinesOfAnExponentialAreAtTheirLogarithms() throws {
    // z = 10^(2.5y) has the level z at y = log10(z)/2.5. Between samples z is not linear, so the
    // lines are exact where a sample row lies on them.
    let domain = Domain(x: 0...1, y: -0.05...1.05)
    let grid = Self.grid(4, 11, domain: domain) { pow(10, 2.5 * $0.y) }
    for row in 1..<10 {
      let level = pow(10, 2.5 * Double(row) / 10)
      let line = try #require(grid.contourLines(at: level).first)
      for point in grid.points(of: line) {
        #expect(abs(point.y - log10(level) / 2.5) < 1e-12)
      }
    }
  }

  @Test func circleIsOneClosedLineWithTheHighSideLeft() throws {
    let grid = Self.grid(40, 40) { 25 - $0.x * $0.x - $0.y * $0.y }
    let lines = grid.contourLines(at: 16)
    let line = try #require(lines.first)
    #expect(lines.count == 1 && line.isClosed)
    for point in grid.points(of: line) { #expect(abs(point.norm - 3) < 0.01) }
    // Around a hill the line runs counterclockwise: its signed area is positive.
    let next = line.points.dropFirst() + line.points.prefix(1)
    let area = zip(line.points, next).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y } / 2
    #expect(abs(area - 9 * Double.pi * 16) < 5)
  }

  @Test func linesBetweenTheLeastNumbersAreFinite() {
    let least = Double.leastNonzeroMagnitude
    let grid = Self.grid(5, 5) { $0.x > 0 ? least : 0 }
    let points = grid.contourLines(at: least).flatMap(\.points)
    #expect(!points.isEmpty && points.allSatisfy(\.isFinite))
  }

  @Test func eachLineEndsAtTheEdgeOrClosesAndHasTheLevel() {
    let grid = Self.grid(37, 29) { sin($0.x) * cos(1.3 * $0.y) + 0.05 * $0.x }
    for level in [-0.7, -0.2, 0, 0.33, 0.8] {
      for line in grid.contourLines(at: level) {
        for point in line.points {
          #expect(abs(Self.interpolated(grid, point) - level) < 1e-12)
        }
        guard !line.isClosed else { continue }
        for end in [line.points.first, line.points.last].compactMap({ $0 }) {
          let onEdge = end.x == 0 || end.y == 0 || end.x == 36 || end.y == 28
          #expect(onEdge)
        }
      }
    }
  }

  static func interpolated(_ grid: Grid, _ point: Point) -> Double {
    let (column, row) = (Int(point.x), Int(point.y))
    let (right, up) = (min(column + 1, grid.width - 1), min(row + 1, grid.height - 1))
    let (u, v) = (point.x - Double(column), point.y - Double(row))
    let below = grid[column, row] * (1 - u) + grid[right, row] * u
    let above = grid[column, up] * (1 - u) + grid[right, up] * u
    return below * (1 - v) + above * v
  }

  @Test func saddleIsCutByTheMeanOfItsCorners() {
    func lines(_ values: [Double]) -> [Set<Point>] {
      let grid = Grid(domain: .standard, width: 2, height: 2, values: values)
      return grid.contourLines(at: 0.5).map { Set($0.points) }
    }
    // The high corners are lower left and upper right; a high middle joins them.
    let bottom = Point(0.5, 0)
    let right = Point(1, 0.5)
    #expect(lines([1, 0, 0, 1]).contains([bottom, right]))
    let low = lines([1, -2, -2, 1])
    #expect(low.contains { $0.contains { $0.y == 0 } && $0.contains { $0.x == 0 } })
  }

  @Test func undefinedAndInfiniteValuesAreLeftOut() {
    let grid = Self.grid(20, 20) { $0.x < -1 ? .nan : ($0.x > 3 ? .infinity : $0.y) }
    for line in grid.contourLines(at: 0.1) {
      for point in grid.points(of: line) {
        #expect(point.isFinite)
        #expect(point.x >= -1 && point.x <= 3)
      }
    }
    #expect(!grid.contourLines(at: 0.1).isEmpty)
  }

  @Test(arguments: [(1, 1), (1, 5), (5, 1), (2, 2), (9, 2), (10, 3)])
  func smallGridsAreFine(_ size: (Int, Int)) {
    let grid = Self.grid(size.0, size.1) { $0.x + $0.y }
    let lines = grid.contourLines(at: 0.01)
    #expect(lines.count == (size.0 > 1 && size.1 > 1 ? 1 : 0))
    #expect(grid.contourLines(at: .nan).isEmpty)
  }

  @Test func hugeValuesDoNotOverflow() throws {
    let grid = Self.grid(2, 2) { $0.x > 0 ? 1e308 : -1e308 }
    let line = try #require(grid.contourLines(at: 0).first)
    #expect(line.points.allSatisfy { $0.x == 0.5 })
  }
}
