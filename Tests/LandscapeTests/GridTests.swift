import Calculus
import Landscape
import Testing

@Suite struct GridTests {
  @Test func samplesAreAtCellCentresWithTheLowestRowFirst() throws {
    let domain = Domain(x: 0...4, y: 10...12)
    let grid = Grid(try Formula("x + 100*y").compiled(), domain: domain, width: 4, height: 2)
    #expect(
      grid.values == [0.5, 1.5, 2.5, 3.5].map { $0 + 1050 }
        + [0.5, 1.5, 2.5, 3.5].map { $0 + 1150 })
    #expect(grid[1, 0] == 1051.5)
    #expect(grid.point(column: 1, row: 0) == Point(1.5, 10.5))
    #expect(grid.points[4] == Point(0.5, 11.5))
    #expect(grid.finiteRange == 1050.5...1153.5)
  }

  @Test func aLossThatIsNoFormulaIsSampledAtTheSamePoints() throws {
    let domain = Domain(x: 0...4, y: 10...12)
    let formula = Grid(try Formula("x + 100*y").compiled(), domain: domain, width: 5, height: 3)
    #expect(Grid(domain: domain, width: 5, height: 3) { $0.x + 100 * $0.y } == formula)
  }

  @Test func rangeAndQuantilesIgnoreNonFiniteValues() {
    let values: [Double] = [.nan, 4, .infinity, 1, -.infinity, 3]
    let grid = Grid(domain: .standard, width: 3, height: 2, values: values)
    #expect(grid.finiteRange == 1...4)
    #expect(grid.quantile(0) == 1)
    #expect(grid.quantile(0.25) == 2)
    #expect(grid.quantile(0.5) == 3)
    #expect(grid.quantile(1) == 4)
    #expect(grid.quantile(7) == 4)
  }

  @Test func aGridWithoutFiniteValuesHasNoRange() {
    let grid = Grid(domain: .standard, width: 2, height: 1, values: [.nan, .infinity])
    #expect(grid.finiteRange == nil)
    #expect(grid.quantile(0.5) == nil)
  }

  @Test(arguments: [1, 7, 8, 9, 31, 64])
  func theRangeIsThatOfTheFiniteValues(count: Int) {
    for place in 0..<count {
      var values = (0..<count).map {
        $0 % 3 == 0 ? Double.infinity : $0 % 3 == 1 ? -.infinity : .nan
      }
      values[place] = -3
      values[count - 1 - place] = 5
      let grid = Grid(
        domain: Domain(x: 0...1, y: 0...1), width: count, height: 1, values: values)
      #expect(grid.finiteRange == (2 * place + 1 == count ? 5...5 : -3...5))
    }
  }
}
