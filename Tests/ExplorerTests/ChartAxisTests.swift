import Comparison
import RealModule
import Testing

@testable import Explorer

struct ChartAxisTests {
  @Test func isLogarithmicAboveZero() {
    let axis = ChartAxis(floor: 0, largest: 90, smallestGap: 0.01)
    #expect(axis.bottom == -2 && axis.top == 2)
    #expect(axis.height(of: 100) == 1)
    #expect(axis.height(of: 1) == 0.5)
    #expect(axis.height(of: 0.01) == 0)
    #expect(axis.height(of: 0) == 0)
  }

  @Test func measuresFromTheFloor() {
    let axis = ChartAxis(floor: -1, largest: 9, smallestGap: 0.1)
    #expect(axis.height(of: 9) == 1)
    #expect(axis.height(of: -0.9) == 0)
  }

  @Test func roundingBelowTheFloorDoesNotCount() {
    let axis = ChartAxis(floor: 0.435, largest: 3, smallestGap: 1e-6)
    #expect(axis.height(of: 0.435 - 1e-16) == 0)
  }

  @Test func endsWhereTheFloorIsNoFiner() {
    let axis = ChartAxis(floor: 1e6, largest: 1e6 + 10, smallestGap: 1e-30)
    #expect(axis.bottom == -10, "1e6 has no digit below 1e-10")
  }

  @Test func ticksAreWholeDecadesInEvenlySpacedRows() throws {
    for rows in 1...60 {
      for least in [1e-22, 3e-12, 1e-3, 0.5, 3] {
        let axis = ChartAxis(floor: 0, largest: 100, smallestGap: least)
        let fitted = axis.fitted(toRows: rows)
        #expect(fitted.top == axis.top && fitted.bottom <= axis.bottom)
        #expect(fitted.height(of: 100) == 1)
        let ticks = fitted.ticks
        #expect(ticks.first?.label == "100")
        guard rows > 2 else { continue }
        #expect(ticks.count >= 2 && ticks.count <= rows / 2 + 1)
        let places = ticks.map { (1 - $0.height) * Double(rows - 1) }
        for (place, next) in zip(places, places.dropFirst()) {
          #expect(abs(next - place - (places[1] - places[0])) < 1e-9)
          #expect(abs(next - next.rounded()) < 1e-9, "a whole row")
        }
        // Most of the plot is used.
        #expect(fitted.top - fitted.bottom <= 2 * (axis.top - axis.bottom))
      }
    }
  }

  /// There is a blank between them and the border.
  @Test func labelsAreShort() {
    for exponent in stride(from: -90, through: 90, by: 5) {
      let largest = Double.pow(10, exponent)
      let axis = ChartAxis(floor: 0, largest: largest, smallestGap: largest / 1e6)
      for tick in axis.ticks { #expect(tick.label.count <= ChartAxis.labelWidth) }
    }
    let labels = ChartAxis(floor: 0, largest: 1e5, smallestGap: 1e-4).ticks.map(\.label)
    #expect(labels == ["1e5", "10000", "1000", "100", "10", "1", "0.1", "0.01", "0.001", "1e-4"])
  }

  /// Up to the limits of doubles, where the axis may end at a power of ten beyond them.
  @Test func hasAnAxisAtAnyScale() {
    for (floor, largest) in [
      (-5.0, -5.0), (0, 1e300), (0, .greatestFiniteMagnitude), (0, .leastNonzeroMagnitude),
      (-.greatestFiniteMagnitude, .greatestFiniteMagnitude), (1e300, 1.1e300),
    ] {
      for gap in [largest - floor, 1e-16, .infinity] {
        let axis = ChartAxis(floor: floor, largest: largest, smallestGap: gap).fitted(toRows: 9)
        #expect(axis.top > axis.bottom)
        #expect((0...1).contains(axis.height(of: largest)))
        for tick in axis.ticks { #expect(Double(tick.label) != nil, "\(tick.label)") }
      }
    }
  }

  @Test func theStepAxisEndsOnRoundNumbers() {
    #expect(
      [0, 50, 51, 100, 101, 201, 501, 1001].map { ClockAxis.roundSpan($0) }
        == [50, 50, 100, 100, 200, 500, 1000, 2000])
    #expect(ClockAxis.roundSpan(1_000_000) == 1_000_000)
  }
}
