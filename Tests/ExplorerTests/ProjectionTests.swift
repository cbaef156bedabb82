import Calculus
import Canvas
import Landscape
import Testing

@testable import Explorer

struct ProjectionTests {
  let projection = Projection(
    domain: Domain(x: -2...2, y: -1...3),
    cells: Rectangle(column: 3, row: 5, width: 40, height: 10), glyphs: .quadrant)

  @Test func yGrowsUpwards() {
    #expect(projection.pixel(of: Point(-2, 3)) == PixelPoint(x: 0, y: 0))
    #expect(projection.pixel(of: Point(2, -1)) == PixelPoint(x: 80, y: 20))
  }

  @Test func cellsAndPointsAreInverse() throws {
    for row in projection.cells.rows {
      for column in projection.cells.columns {
        let cell = try #require(projection.cell(of: projection.point(column: column, row: row)))
        #expect(cell == (column, row))
      }
    }
  }

  @Test func cornersAreInTheCornerCells() throws {
    #expect(try #require(projection.cell(of: Point(-2, 3))) == (3, 5))
    #expect(try #require(projection.cell(of: Point(2, -1))) == (42, 14))
  }

  @Test func pointsOutsideHaveANearestCell() {
    #expect(projection.cell(of: Point(2.1, 0)) == nil)
    #expect(projection.nearestCell(to: Point(1e300, 0)).column == 42)
    #expect(projection.nearestCell(to: Point(0, -1e300)).row == 14)
  }

  @Test func aGridSampleIsInTheMiddleOfItsPixel() {
    // Row 0 of a grid has the lowest y.
    #expect(projection.pixel(ofGrid: Point(0, 0)) == PixelPoint(x: 0.5, y: 19.5))
  }

  @Test(arguments: [1.8, 2, 2.3]) func aUnitOfXIsAsLongAsOneOfY(_ cellAspect: Double) {
    for (width, height) in [(40, 20), (40, 10), (20, 30)] {
      let projection = Projection(
        domain: Domain(x: -2...2, y: -1...3),
        cells: Rectangle(column: 3, row: 5, width: width, height: height), glyphs: .quadrant,
        aspect: .equal, cellAspect: cellAspect)
      let shown = projection.domain
      #expect(shown.contains(Point(-2, -1)) && shown.contains(Point(2, 3)))
      let unit = (
        x: Double(width) / shown.width, y: Double(height) * cellAspect / shown.height
      )
      #expect(abs(unit.x / unit.y - 1) < 1e-12)
    }
  }

  @Test func theKeyChoosesBetweenEqualUnitsAndAFilledPlace() throws {
    var state = try ExplorerState.paused()
    #expect(state.aspect == .equal)
    try state.type("A")
    #expect(state.aspect == .fill && state.commandLine.contains("--aspect fill"))
    let map = try #require(state.sight.map)
    #expect(map.domain == state.viewport)
    try state.type("A")
    #expect(state.aspect == .equal && state.sight.map?.domain != state.viewport)
  }

  @Test func theShapeOfACellIsThatOfTheTerminal() throws {
    var state = try ExplorerState.paused()
    #expect(state.appearance.cellAspect == 2)
    _ = state.handle(.cellSize(try #require(CellSize(width: 10, height: 24))))
    #expect(state.appearance.cellAspect == 2.4)
  }
}
