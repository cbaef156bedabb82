import Calculus
import Landscape
import Testing

@testable import Explorer

@Suite struct GridSamplingTests {
  private let domain = Domain(x: -2...2, y: -1...3)

  @Test func aBilinearLossIsInterpolatedExactly() throws {
    let function = try Formula("3x*y - 2x + y + 1").compiled()
    let fine = Grid(function, domain: domain, width: 37, height: 23)
    let coarse = Grid(function, domain: domain, width: 9, height: 7)
    for (own, exact) in zip(coarse.interpolated(width: 37, height: 23).values, fine.values) {
      #expect(abs(own - exact) < 1e-9)
    }
  }

  /// The bands of a loss with many rows are where they would be with a loss for every pixel.
  @Test func interpolationMovesNoBand() throws {
    let function = try Formula("softplus(3x + y) - 0.4*x + y^2/9").compiled()
    let exact = Grid(function, domain: domain, width: 200, height: 100)
    let sampled = Grid(
      affordable: Repeated(base: function), domain: domain, width: 200, height: 100)
    #expect(sampled.values != exact.values)
    let levels = ContourLevels(for: exact, mode: .linear)
    let (wanted, found) = (levels.bands(of: exact.values), levels.bands(of: sampled.values))
    let wrong = zip(wanted, found).filter { $0 != $1 }
    #expect(wrong.allSatisfy { abs(Int($0) - Int($1)) == 1 })
    #expect(wrong.count < wanted.count / 100, "\(wrong.count)")
  }

  @Test func aFormulaIsComputedAtEveryPixel() throws {
    let function = try Formula("sin(9x)*y").compiled()
    let grid = Grid(affordable: function, domain: domain, width: 400, height: 200)
    #expect(grid == Grid(function, domain: domain, width: 400, height: 200))
  }

  @Test func nearAPlaceWithoutALossTheNearestSampleCounts() throws {
    let function = try Formula("log(x)").compiled()
    let grid = Grid(function, domain: domain, width: 20, height: 20).interpolated(
      width: 80, height: 80)
    for column in 0..<80 {
      let x = grid.point(column: Double(column), row: 0).x
      if abs(x) > 0.11 { #expect(grid[column, 40].isFinite == (x > 0), "\(x)") }
    }
  }
}

/// A loss that counts as the mean over a thousand equal rows.
private struct Repeated: LossFunction {
  let base: CompiledFormula

  var rowCount: Int? { 1000 }
  func value(at point: Point) -> Double { base.value(at: point) }
  func evaluate(at point: Point) -> Evaluation { base.evaluate(at: point) }
  func expansion(at point: Point) -> Expansion { base.expansion(at: point) }
}
