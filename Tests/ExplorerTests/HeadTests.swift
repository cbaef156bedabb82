import Calculus
import Canvas
import Testing

@testable import Explorer

/// The signs of the runs on the map.
struct HeadTests {
  private func signs(_ state: ExplorerState) throws -> [MapSign] {
    let projection = try #require(state.projections.first)
    return MapSign.all(
      of: state, runs: Array(state.race.runs.indices), landmarks: [], in: projection,
      theme: Theme(depth: .none, runs: state.race.runs.count))
  }

  private func glyphs(_ signs: [MapSign]) -> String {
    String(String.UnicodeScalarView(signs.map(\.glyph)))
  }

  @Test func runsAtTheStartStandBesideItInTheirOrder() throws {
    var state = try ExplorerState.paused(size: Size(width: 80, height: 24))
    let signs = try signs(state)
    #expect(Set(signs.map { [$0.column, $0.row] }).count == signs.count, "none hides another")
    let start = try #require(signs.first)
    #expect(start.glyph == "○")
    let row = signs.filter { $0.row == start.row }.sorted { $0.column < $1.column }
    #expect(glyphs(row) == "○●■▲◆")
    // What is selected stands next to it.
    try state.type("3")
    let selected = try self.signs(state).first { $0.glyph == "▲" }
    #expect(selected?.column == start.column + 1)
  }

  @Test func eightRunsInOnePlaceAreAllSeen() throws {
    let state = try ExplorerState.paused(size: Size(width: 60, height: 16)) {
      $0.optimizers = Array(repeating: OptimizerSpec(.gd), count: 8)
    }
    let signs = try signs(state)
    #expect(signs.count == 9)
    #expect(Set(signs.map { [$0.column, $0.row] }).count == 9)
  }

  @Test func aRunThatLeftIsMarkedWhereItsTrailCrossesTheEdge() throws {
    var state = try ExplorerState.paused(size: Size(width: 80, height: 24), step: 20) {
      $0.optimizers = [OptimizerSpec(.gd, learningRate: 2), OptimizerSpec(.gd, learningRate: 3)]
    }
    let exits = [0, 1].map { state.exit(of: $0).edge }
    for edge in exits {
      let domain = state.viewport
      let isOnEdge =
        [domain.x.lowerBound, domain.x.upperBound].contains { abs($0 - edge.x) < 1e-9 }
        || [domain.y.lowerBound, domain.y.upperBound].contains { abs($0 - edge.y) < 1e-9 }
      #expect(isOnEdge, "\(edge)")
    }
    let signs = try signs(state)
    #expect(Set(signs.map { [$0.column, $0.row] }).count == signs.count)
    let arrows = signs.filter { "←→↑↓↖↗↘↙".unicodeScalars.contains($0.glyph) }
    #expect(arrows.count == 2, "an arrow for each")
    for run in ["●", "■"] {
      let own = try #require(signs.first { String($0.glyph) == run })
      #expect(arrows.contains { own.row == $0.row && abs(own.column - $0.column) == 1 })
    }
    // Where the map is zoomed out far enough they are inside again.
    try state.type(String(repeating: "Z", count: 20) + "<Home>")
    #expect(try self.signs(state).count == 3)
  }

  @Test func arrowsPointEightWays() {
    let ways = [(1.0, 0.0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)]
    func row(_ asciiOnly: Bool) -> String {
      String(
        String.UnicodeScalarView(
          ways.map { Bearing.arrow(right: $0.0, up: $0.1, asciiOnly: asciiOnly) }))
    }
    #expect(row(false) == "→↗↑↖←↙↓↘")
    #expect(row(true) == ">/^\\</v\\")
  }
}
