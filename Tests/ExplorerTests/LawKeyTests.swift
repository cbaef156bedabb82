import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Explorer

/// Keys and mouse in the pane of the law.
struct LawKeyTests {
  /// A bowl that is k times as steep along y, where gd at 1.8 times its automatic rate needs steps in
  /// proportion to k.
  private static func bowl() throws -> Surface {
    Surface(
      id: "", name: "Bowl", loss: .formula(try Formula("(x^2 + k*y^2)/2", parameters: ["k", "c"])),
      domain: .standard, start: Point(-4, 2), minima: [Point(0, 0)],
      parameters: [
        SurfaceParameter(name: "k", value: 20, range: 10...80, scale: .log),
        SurfaceParameter(name: "c", value: 0, range: -1...1, scale: .linear),
      ])
  }

  /// The open pane with a complete law, made once.
  private static let open = Result {
    var state = try ExplorerState.paused {
      $0.surface = try bowl()
      $0.optimizers = [try OptimizerSpec("gd:lr=0.09"), try OptimizerSpec("newton")]
      $0.target = 0.01
    }
    try state.type("W")
    state.completeWork()
    return state
  }

  private func opened(_ keys: String = "", size: Size = Size(width: 120, height: 40)) throws
    -> ExplorerState
  {
    var state = try Self.open.get()
    _ = state.handle(.resize(size))
    try state.type(keys)
    state.completeWork()
    return state
  }

  @Test(.slow) func thePaneNamesTheLaws() throws {
    let state = try opened()
    let law = try #require(state.law)
    #expect(law.range.values.count == 13 && law.isComplete && !state.hasWork)
    #expect(state.text.contains("steps to 0.01 against k"))
    #expect(state.text.contains(/GD +doubles as k doubles/))
    #expect(state.text.contains(/Newton +the same for every k/))
    #expect(try opened(size: Size(width: 64, height: 18)).text.contains("law"))
  }

  /// The law does not depend on the value that is shown now, so a click changes no curve.
  @Test(.slow) func aClickSetsTheValueWithTheRateOfTheLaw() throws {
    var session = Session(try opened())
    let area = try #require(Layout(of: session.state).tool)
    let chart = try #require(LawChart(session.state, in: area))
    let curves = try #require(session.state.law).curves.map(\.points)
    let column = chart.column(of: 40)
    session.mouse(.press, column, chart.plot.row + 2)
    let value = chart.value(at: column)
    #expect(abs(value - 40) <= 2 && session.state.lawValue == value)
    #expect(abs(session.state.rates[0] * value - 1.8) < 1e-6, "1.8 over the curvature")
    #expect(session.state.rates[1] == 1)
    session.state.completeWork()
    #expect(try #require(session.state.law).curves.map(\.points) == curves)
    session.mouse(.drag, column + 5, chart.plot.row + 2)
    session.mouse(.release, column + 5, chart.plot.row + 2)
    #expect(session.state.lawValue > value)
    try session.type("u")
    #expect(session.state.lawValue == 20 && session.state.rates[0] == 0.09)
  }

  @Test(.slow) func enterShowsTheBestRatesAndThenTheNextParameter() throws {
    var state = try ExplorerState.paused {
      $0.surface = try Self.bowl()
      $0.optimizers = [try OptimizerSpec("gd:lr=0.09")]
    }
    try state.type("W<Enter>")
    #expect(state.sight.isLawTuned && state.lawParameter?.name == "k")
    #expect(state.commandLine.hasSuffix("--panel law --tuned"))
    try state.type("<Enter>")
    #expect(!state.sight.isLawTuned && state.lawParameter?.name == "c")
    #expect(state.commandLine.hasSuffix("--panel law --over c"))
    #expect(state.hasWork && state.text.contains("against c"))
    try state.type("<Enter><Enter>")
    #expect(state.lawParameter?.name == "k" && state.sight.lawParameter == nil)
    try state.type("W")
    #expect(!state.hasWork)
  }

  @Test(.slow) func whatDecidesTheLawMakesItNew() throws {
    for keys in ["+", "h", "x", "n"] {
      var state = try opened()
      try state.type(keys)
      // Steps cost the same by evaluations only for gd.
      if keys == "n" {
        #expect(state.lawParameter == nil && !state.hasWork)
        #expect(state.text.contains("This surface has no parameter."))
      } else {
        #expect(state.law == nil && state.hasWork, "\(keys)")
      }
    }
    var state = try opened()
    try state.type("zv1.C")
    #expect(state.law != nil && !state.hasWork)
  }

  @Test(.slow) func columnsAndValuesCorrespond() throws {
    let state = try opened()
    let area = try #require(Layout(of: state).tool)
    let chart = try #require(LawChart(state, in: area))
    #expect(chart.value(at: 0) == 10 && chart.value(at: 10_000) == 80)
    for column in chart.plot.columns {
      // Values are rounded to two digits.
      #expect(abs(chart.column(of: chart.value(at: column)) - column) <= 1)
    }
    let labels = chart.labels.sorted { $0.column < $1.column }
    for (label, next) in zip(labels, labels.dropFirst()) {
      #expect(label.column + label.text.count < next.column, "a blank between them")
    }
    let curve = try #require(state.law).curves[0]
    let point = try #require(curve.known.dropFirst(3).first)
    let arrival = try #require(chart.arrival(on: curve, at: point.value))
    #expect(abs(arrival - Double(point.arrival ?? 0)) < 1e-9)
    #expect(chart.arrival(on: curve, at: 81) == nil)
  }

  /// Compared as in `GoldenFrameTests`.
  @Test(.slow) func looksAsRecorded() throws {
    for size in [Size(width: 80, height: 24), Size(width: 120, height: 40)] {
      var painter = Painter()
      let frame = painter.drawing(of: try opened("v", size: size)).frame
      try expectGolden(frame, "law-\(size.width)x\(size.height)")
    }
  }
}
