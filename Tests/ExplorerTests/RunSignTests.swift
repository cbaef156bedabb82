import Calculus
import Canvas
import Comparison
import Testing

@testable import Explorer

/// The signs of the runs on the map.
struct RunSignTests {
  private func signs(_ state: ExplorerState) throws -> [MapSign] {
    let projection = try #require(state.sight.map)
    return MapSign.all(
      of: state, runs: Array(state.race.runs.indices), landmarks: [], in: projection,
      theme: Theme(depth: .none, runs: state.race.runs.count))
  }

  private func glyphs(_ signs: [MapSign]) -> String {
    String(String.UnicodeScalarView(signs.map(\.glyph)))
  }

  private func areApart(_ signs: [MapSign]) -> Bool {
    Set(signs.map { [$0.column, $0.row] }).count == signs.count
  }

  @Test func runsAtTheStartAreShownBesideIt() throws {
    let state = try ExplorerState.paused(size: Size(width: 80, height: 24))
    let signs = try signs(state)
    #expect(areApart(signs))
    #expect(Set(glyphs(signs)) == Set("○●■▲◆"))
    let start = try #require(signs.first { $0.glyph == "○" })
    #expect(signs.allSatisfy { abs($0.column - start.column) <= 4 && abs($0.row - start.row) <= 2 })
  }

  @Test func aSignWithoutACollisionKeepsItsCell() throws {
    let state = try ExplorerState.paused(size: Size(width: 200, height: 60), step: 10)
    let projection = try #require(state.sight.map)
    let signs = try signs(state)
    for run in state.race.runs.indices {
      let cell = projection.nearestCell(to: state.present(of: run).point)
      let others = state.race.runs.indices.filter { $0 != run }.map {
        projection.nearestCell(to: state.present(of: $0).point)
      }
      guard !others.contains(where: { $0 == cell }) else { continue }
      #expect(signs.contains { $0.column == cell.column && $0.row == cell.row })
    }
  }

  @Test func eightRunsInOnePlaceAreAllVisible() throws {
    let state = try ExplorerState.paused(size: Size(width: 60, height: 16)) {
      $0.optimizers = Array(repeating: OptimizerSpec(.gd), count: 8)
    }
    let signs = try signs(state)
    #expect(signs.count == 9)
    #expect(areApart(signs))
  }

  @Test func aRunThatLeftIsMarkedWhereItsTrailCrossesTheEdge() throws {
    let state = try ExplorerState.paused(size: Size(width: 80, height: 24), step: 20) {
      $0.optimizers = [OptimizerSpec(.gd, learningRate: 2), OptimizerSpec(.gd, learningRate: 3)]
    }
    let domain = state.viewport
    for run in state.race.runs {
      let exit = MapExit(of: run.trajectory, at: 20, from: domain, within: domain)
      let isOnEdge =
        [domain.x.lowerBound, domain.x.upperBound].contains { abs($0 - exit.point.x) < 1e-9 }
        || [domain.y.lowerBound, domain.y.upperBound].contains { abs($0 - exit.point.y) < 1e-9 }
      #expect(isOnEdge, "\(exit)")
    }
    let signs = try signs(state)
    #expect(areApart(signs))
    let arrows = signs.filter { "←→↑↓↖↗↘↙".unicodeScalars.contains($0.glyph) }
    #expect(arrows.count == 2, "an arrow for each")
    for run in ["●", "■"] {
      let own = try #require(signs.first { String($0.glyph) == run })
      #expect(arrows.contains { own.row == $0.row && abs(own.column - $0.column) == 1 })
    }
  }

  @Test func arrowsPointEightWays() {
    let ways = [(1.0, 0.0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)]
    let arrows = ways.map {
      MapExit.arrow(octant: MapExit.octant(across: $0.0, up: $0.1), isASCII: false)
    }
    #expect(String(String.UnicodeScalarView(arrows)) == "→↗↑↖←↙↓↘")
  }

  @Test func withoutColoursSignsNameTheTrails() throws {
    var state = try ExplorerState.paused(size: Size(width: 80, height: 24), step: 60, depth: .none)
    let text = state.text
    // More than the signs on the map, in the table and at both ends of the curve in the chart.
    #expect(text.count { $0 == "▲" } > 4)
    // With colours the trail identifies its run.
    state.appearance.depth = .trueColor
    #expect(state.text.count { $0 == "▲" } == 4)
  }

  @Test func headsAreIsolatedFromTheirTrails() {
    let area = Rectangle(column: 5, row: 5, width: 10, height: 3)
    let head = MapSign(column: 9, row: 6, glyph: "●", style: .plain, isHead: true)
    let start = MapSign(column: 12, row: 6, glyph: "○", style: .plain)
    for (depth, margin) in [(ColorDepth.trueColor, 1), (.none, 2)] {
      let ground = Raster(width: 20, height: 6, filledWith: Pixel(nil, layer: .band))
      var raster = Raster(width: 20, height: 6, filledWith: Pixel(nil, layer: .trail))
      let signs = raster.makeRoom(
        for: [head, start], in: area, on: ground, glyphs: .quadrant, depth: depth,
        magnification: 0)
      #expect(signs == [head, start])
      let cleared = (0..<20).filter { raster[$0, 2].layer == .band }
      #expect(cleared == Array(8 - margin..<10 + margin))
      #expect((0..<20).allSatisfy { raster[$0, 1].layer == .trail }, "not above it")
    }
  }

  /// On a large map a head is a square in its run's colour, with a rim that keeps it apart from its trail.
  @Test func headsGrowWithTheMap() {
    func magnification(_ width: Int, _ height: Int, _ depth: ColorDepth = .trueColor) -> Int {
      let cells = Rectangle(column: 0, row: 0, width: width, height: height)
      return [MapSign].magnification(on: cells, glyphs: .quadrant, depth: depth)
    }
    #expect(magnification(83, 60) == 0 && magnification(100, 25) == 0)
    #expect(magnification(84, 26) == 1 && magnification(234, 116) == 2)
    #expect(magnification(234, 116, .eight) == 0)

    let gold = Style(foreground: Color(0xFFD700))
    let head = MapSign(column: 10, row: 5, glyph: "●", style: gold, isHead: true)
    let ground = Raster(width: 40, height: 20, filledWith: Pixel(nil, layer: .band))
    for (magnification, columns, rows) in [(1, 19..<23, 10..<12), (2, 17..<25, 9..<13)] {
      var raster = Raster(width: 40, height: 20, filledWith: Pixel(nil, layer: .trail))
      let signs = raster.makeRoom(
        for: [head], in: Rectangle(column: 0, row: 0, width: 20, height: 10), on: ground,
        glyphs: .quadrant, depth: .trueColor, magnification: magnification)
      #expect(signs.map(\.style.background) == [gold.foreground])
      for y in 0..<20 {
        for x in 0..<40 {
          let isHead = columns.contains(x) && rows.contains(y)
          let isRim =
            (columns.lowerBound - 1...columns.upperBound).contains(x)
            && (rows.lowerBound - 1...rows.upperBound).contains(y)
          #expect(raster[x, y].layer == (isHead ? .step : isRim ? .band : .trail))
        }
      }
    }
  }
}
