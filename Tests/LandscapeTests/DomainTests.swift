import Calculus
import Landscape
import Testing

@Suite struct DomainTests {
  let domain = Domain(x: -2...2, y: -1...3)

  @Test func sidesAndPoints() {
    let wide = Domain(x: -3...3, y: 0...1)
    #expect(wide.width == 6 && wide.height == 1 && wide.shorterSide == 1)
    #expect(domain.center == Point(0, 1))
    #expect(domain.point(0.25, 0.5) == Point(-1, 1))
  }

  @Test func edgesAreInsideAndNaNIsNot() {
    #expect(domain.contains(Point(-2, 3)))
    #expect(!domain.contains(Point(-2.001, 0)))
    #expect(!domain.contains(Point(.nan, 0)))
    #expect(domain.clamped(Point(7, -8)) == Point(2, -1))
    #expect(domain.clamped(Point(.nan, .infinity)) == Point(0, 3))
  }

  @Test func onlyAscendingFiniteRangesAreValid() {
    #expect(Domain.valid(x: (-2, 2), y: (-1, 3)) == domain)
    let bad: [(Double, Double)] = [
      (1, 1), (2, -2), (.nan, 1), (0, .infinity), (-1e308, 1e308), (1, 1.0.nextUp), (0, 1e-308),
    ]
    for range in bad {
      #expect(Domain.valid(x: range, y: (0, 1)) == nil)
      #expect(Domain.valid(x: (0, 1), y: range) == nil)
    }
  }

  @Test func zoomingKeepsTheAnchorInItsPlace() throws {
    let zoomed = try #require(domain.scaled(by: 0.5, around: Point(1, 0)))
    #expect(zoomed == Domain(x: -0.5...1.5, y: -0.5...1.5))
    let back = try #require(zoomed.scaled(by: 2, around: Point(1, 0)))
    #expect(back == domain)
    #expect(domain.translated(by: Point(1, -1)) == Domain(x: -1...3, y: -2...2))
  }

  @Test func zoomingEndsAtThePrecisionOfDoubles() {
    var shown = domain
    for _ in 0..<10_000 { shown = shown.scaled(by: 0.5, around: Point(1, 1)) ?? shown }
    #expect(shown.width > 0 && shown.width < 1e-9)
    for _ in 0..<10_000 { shown = shown.scaled(by: 2, around: Point(1, 1)) ?? shown }
    #expect(shown.width.isFinite && shown.width > 1e300)
    #expect(shown.translated(by: Point(1e308, 0)) == nil || shown.center.isFinite)
  }
}
