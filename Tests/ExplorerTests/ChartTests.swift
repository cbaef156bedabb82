import Calculus
import Canvas
import Comparison
import Landscape
import TestSupport
import Testing

@testable import Explorer

/// Curves against the step: how they are drawn, and where they end.
struct ChartTests {
  private let axis = ChartAxis(floor: 0, largest: 100, smallestGap: 0.01)
  private var chart: Chart { Chart(axis: axis, time: ClockAxis(span: 10), width: 22, height: 17) }

  /// Heights in dots from the bottom; nil if the curve is interrupted.
  private func heights(_ values: [Double]) -> [Int?] {
    chart.points(0...values.count - 1) { values[$0] }
      .map { $0.y.isFinite ? 16 - Int($0.y) : nil }
  }

  @Test func valuesOnTheAxisAreDrawnCompletely() {
    #expect(heights([100, 10, 1, 0.1, 0.01]) == [16, 12, 8, 4, 0])
  }

  @Test func aCurveEndsWhereItLeavesTheAxis() {
    #expect(heights([1, 1000, 1e5, 1e9]) == [8, 16, nil, nil, nil])
    #expect(heights([1, 0, 0, 0]) == [8, 0, nil, nil, nil])
    // A curve that returns begins at the edge.
    #expect(heights([1, 1e5, 1e5, 10]) == [8, 16, nil, nil, 16, 12])
    // From one side to the other, nothing was on the axis.
    #expect(heights([1e9, 0, 1e9]) == [nil, nil, nil])
  }

  /// Up to eight steps to a dot are all drawn, so that no peak of a single step is missing.
  @Test func everyStepIsDrawnWhileEightOfThemShareADot() {
    func drawn(_ count: Int) -> [PixelPoint] {
      Chart(axis: axis, time: ClockAxis(span: count), width: 22, height: 17).points(0...count - 1) {
        $0 == count / 2 ? 100 : 1
      }
    }
    let all = drawn(8 * 22)
    #expect(all.count == 8 * 22 && all.count { $0.y == 0.5 } == 1)
    #expect(drawn(8 * 22 + 1).count < 8 * 22)
  }

  /// Of longer curves some steps are left out: an odd distance apart, so that a run that jumps from
  /// side to side still shows both.
  @Test func aLongCurveShowsBothSidesOfItsSwings() {
    for count in [177, 400, 1000, 100_000] {
      let points = Chart(axis: axis, time: ClockAxis(span: count), width: 22, height: 17).points(
        0...count - 1
      ) {
        $0.isMultiple(of: 2) ? 100 : 0.01
      }
      #expect(points.count <= 8 * 22 + 2, "\(count)")
      let tops = points.count { $0.y == 0.5 }
      #expect(abs(2 * tops - points.count) <= 2, "\(count)")
      #expect(points.last?.y == (count.isMultiple(of: 2) ? 16.5 : 0.5))
    }
  }

  @Test func theEndOfACurveIsItsLastVisiblePoint() {
    func end(_ values: [Double]) -> Int { chart.lastSeen(upTo: values.count - 1) { values[$0] } }
    #expect(end([1, 10, 100]) == 2)
    #expect(end([1, 10, 1e5, 1e9, 1e9]) == 1)
    #expect(end([1, 0.1, 0, 0.1, 0, 0]) == 3)
    #expect(end([0, 0]) == 1)
  }

  /// Nothing below a millionth of the loss at the start is worth half of the chart.
  @Test func theChartEndsWhereDifferencesStopToMatter() {
    func bottom(negligible: Double) -> Double {
      ChartAxis(floor: 0, largest: 60, smallestGap: 1e-18, negligible: negligible).bottom
    }
    #expect(bottom(negligible: 6e-5) == -5)
    #expect(bottom(negligible: 0) < -13)
    // What was reached decides where it is higher.
    let reached = ChartAxis(floor: 0, largest: 60, smallestGap: 0.5, negligible: 6e-5)
    #expect(reached.bottom == -1)
  }

  @Test func sidesAreThoseOfTheAxis() {
    #expect([100, 1, 0.01].map(axis.side) == [0, 0, 0])
    #expect(axis.side(of: 101) == 1)
    #expect(axis.side(of: 0.0099) == -1)
    #expect(axis.side(of: 0) == -1)
  }

  private func frame(_ text: String, mode: ChartMode = .loss, steps: Int = 100) throws -> Frame {
    let surface = Surface.typed(formula: try Formula(text))
    let state = try ExplorerState.paused(step: steps) { $0 = Setup(surface: surface) }
    let area = try #require(Layout(of: state).chart)
    var painter = Painter()
    return painter.drawing(of: state).frame.cropped(to: area)
  }

  /// The rows that contain a part of gd's curve.
  private func rows(_ frame: Frame) -> Set<Int> {
    let theme = Theme(depth: .trueColor, runs: 4)
    return Set(
      (0..<frame.size.height).filter { row in
        (0..<frame.size.width).contains {
          frame[$0, row].glyph.isBraille
            && frame[$0, row].style.foreground == theme.run(0)
        }
      })
  }

  @Test(
    .slow,
    arguments: [
      ("1000 + x^2 + 10y^2", "loss above the lowest, 1000"),
      ("x^2 + 10y^2 - 1000", "loss above the lowest, -1000"),
      ("(x^2+10y^2)/100 - 3", "loss above the lowest, -3"),
      ("sin(x) + cos(y)", "loss above the lowest, -2"),
      ("1e9 + (x - 0.3)^2 + 10(y - 0.7)^2", "loss above the lowest, 1e9"),
      ("1e-9*(x^2 + 10y^2) - 5", "loss above the lowest, -5"),
      ("x^2 + 10y^2", "loss"), ("(1 - x)^2 + 100(y - x^2)^2", "loss"),
    ])
  func aTypedSurfaceIsDrawnAboveItsLowestLoss(_ formula: String, title: String) throws {
    let chart = try frame(formula)
    #expect(chart.plainText.split(separator: "\n")[0].contains(" \(title) "))
    #expect(rows(chart).count >= 3, "no flat line")
  }

  /// Runs may reach losses below the lowest one on the map, and a run that falls without bound does
  /// not flatten the others.
  @Test func runsCanReachANewLowestLoss() throws {
    #expect(try rows(frame("exp(0.1x) + 10y^2 + 100")).count >= 2)
    let saddle = try frame("x^2 - y^2")
    #expect(rows(saddle).count >= 2)
    #expect(saddle.plainText.contains("loss above the lowest, -"))
  }

  @Test(.slow) func everyRunHasASignAtBothEndsThatHidesNoOther() throws {
    for (size, depth) in [
      (Size(width: 80, height: 24), ColorDepth.none), (Size(width: 200, height: 60), .trueColor),
    ] {
      for (count, step) in [(4, 50), (8, 50), (8, 20)] {
        let state = try ExplorerState.paused(size: size, step: step, depth: depth) {
          $0.optimizers = Array(repeating: OptimizerSpec(.gd), count: count)
        }
        let area = try #require(Layout(of: state).chart)
        var painter = Painter()
        let chart = painter.drawing(of: state).frame.cropped(to: area)
        for run in 0..<count {
          let sign = Marker.run(run).scalar(asciiOnly: false)
          let places = chart.cells.indices.filter { chart.cells[$0].glyph == sign }
          // A low chart has no room for all signs at one start.
          let starts = places.filter { $0 % area.width < 10 }
          #expect(places.count - starts.count == 1, "\(size) \(sign)")
          #expect(starts.count == (run < area.height - 2 ? 1 : 0), "\(size) \(sign)")
        }
        for row in 1..<area.height - 1 { #expect(chart[area.width - 2, row].glyph == " ") }
      }
    }
  }

  @Test func theSelectedRunStandsOutWithoutHidingOthers() throws {
    var state = try ExplorerState.paused(step: 50) {
      $0.optimizers = Array(repeating: OptimizerSpec(.gd), count: 3)
    }
    try state.type("2")
    let area = try #require(Layout(of: state).chart)
    var painter = Painter()
    let cells = painter.drawing(of: state).frame.cropped(to: area).cells
    let theme = Theme(Theme.Key(state))
    let counts = (0..<3).map { run in
      cells.count { $0.glyph.isBraille && $0.style.foreground == theme.run(run) }
    }
    #expect(counts[0] > 0 && counts[2] > 0)
    #expect(counts[1] > counts[0] + counts[2])
  }

  @Test func anArrowMarksAnEndBeyondTheAxis() throws {
    var state = try ExplorerState.paused(step: 40)
    try state.type("v1}")
    let area = try #require(Layout(of: state).chart)
    var painter = Painter()
    #expect(painter.drawing(of: state).frame.cropped(to: area).plainText.contains("●↑"))
  }
}

extension Unicode.Scalar {
  fileprivate var isBraille: Bool { (0x2800...0x28FF).contains(value) }
}
