import RealModule
import Testing

@testable import Explorer

struct ChartAxisTests {
  @Test func isLogarithmicAboveZero() {
    let axis = ChartAxis(least: 0.01, largest: 90, minimum: nil, smallestGap: 0.01)
    #expect(axis.scale == .log(floor: 0))
    #expect(axis.bottom == -2 && axis.top == 2)
    #expect(axis.height(of: 100) == 1)
    #expect(axis.height(of: 1) == 0.5)
    #expect(axis.height(of: 0.01) == 0)
    #expect(axis.height(of: 0) == 0)
  }

  @Test func measuresFromTheMinimumWhereItIsKnown() {
    let axis = ChartAxis(least: -1, largest: 9, minimum: -1, smallestGap: 0.1)
    #expect(axis.scale == .log(floor: -1))
    #expect(axis.height(of: 9) == 1)
    #expect(axis.height(of: -0.9) == 0)
  }

  @Test func roundingBelowTheMinimumDoesNotCount() {
    let axis = ChartAxis(least: 0.435 - 1e-16, largest: 3, minimum: 0.435, smallestGap: 1e-6)
    #expect(axis.scale == .log(floor: 0.435))
    #expect(axis.height(of: 0.435 - 1e-16) == 0)
  }

  @Test func isSignedBelowZeroWithoutAMinimum() {
    let axis = ChartAxis(least: -1000, largest: 100, minimum: nil, smallestGap: 1)
    guard case .signed = axis.scale else {
      Issue.record("\(axis.scale)")
      return
    }
    let heights = [-1000, -10, 0, 10, 100].map(axis.height)
    #expect(heights == heights.sorted() && Set(heights).count == heights.count)
  }

  @Test func ticksAreWholeDecadesInEvenlySpacedRows() throws {
    for rows in 1...60 {
      for least in [1e-22, 3e-12, 1e-3, 0.5, 40] {
        let axis = ChartAxis(least: least, largest: 100, minimum: 0, smallestGap: least)
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
        // Not much of the plot is left empty.
        #expect(fitted.top - fitted.bottom <= 2 * (axis.top - axis.bottom))
      }
    }
  }

  /// A blank is left between them and the frame.
  @Test func labelsAreShort() {
    for exponent in stride(from: -90, through: 90, by: 5) {
      let largest = Double.pow(10, exponent)
      for minimum in [0, nil] as [Double?] {
        let axis = ChartAxis(
          least: minimum == nil ? -largest : largest / 1e6, largest: largest, minimum: minimum,
          smallestGap: largest / 1e6)
        for tick in axis.ticks {
          #expect(tick.label.count <= ChartAxis.labelWidth + (minimum == nil ? 1 : 0))
        }
      }
    }
    let axis = ChartAxis(least: 1e-4, largest: 1e5, minimum: 0, smallestGap: 1e-4)
    let labels = axis.ticks.map(\.label)
    #expect(labels == ["1e5", "10000", "1000", "100", "10", "1", "0.1", "0.01", "0.001", "1e-4"])
  }

  @Test func aConstantLossHasAnAxis() {
    for loss in [0, 1, -5, 1e300, Double.leastNonzeroMagnitude] {
      let axis = ChartAxis(least: loss, largest: loss, minimum: nil, smallestGap: max(loss, 1e-16))
      #expect(axis.top > axis.bottom)
      #expect((0...1).contains(axis.height(of: loss)))
    }
  }

  @Test func theStepAxisEndsOnRoundNumbers() {
    #expect(
      [0, 50, 51, 100, 101, 201, 501, 1001].map { Chart.roundSpan($0) }
        == [50, 50, 100, 100, 200, 500, 1000, 2000])
    #expect(Chart.roundSpan(1_000_000) == 1_000_000)
  }
}
