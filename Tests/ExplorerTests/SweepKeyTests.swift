import Calculus
import Canvas
import Comparison
import Experiments
import Input
import Landscape
import Optimizers
import RealModule
import TestSupport
import Testing

@testable import Explorer

/// Keys and mouse in the pane of the sweep.
struct SweepKeyTests {
  /// The open pane with a complete sweep, made once.
  private static let open = Result {
    var state = try ExplorerState.paused()
    try state.type("w")
    state.completeWork()
    return state
  }

  private func swept(_ keys: String = "", size: Size = Size(width: 120, height: 40)) throws
    -> ExplorerState
  {
    var state = try Self.open.get()
    _ = state.handle(.resize(size))
    try state.type(keys)
    state.completeWork()
    return state
  }

  private func bestRates(_ state: ExplorerState) throws -> [Double?] {
    try #require(state.sweep).curves.map { $0.best?.learningRate }
  }

  @Test(.slow) func thePaneTriesTheSameRatesAsTheCommand() throws {
    var state = try ExplorerState.paused {
      $0.surface = .typed(formula: try Formula("1e300*(x^2+2y^2)"))
      $0.optimizers = [OptimizerSpec(.gd), OptimizerSpec(.momentum), OptimizerSpec(.adam)]
    }
    try state.type("w")
    state.completeWork()
    let sweep = try #require(state.sweep)
    #expect(sweep.rates == state.scene.sweptRates())
    #expect(sweep.curves.allSatisfy { $0.best != nil })
    #expect(!state.text.contains("fails at every rate"))
  }

  /// A requested rate is compared with suitable ones.
  @Test func thePaneShowsSuitableRatesBesideTheRequestedOne() throws {
    var state = try ExplorerState.paused {
      $0.surface = .typed(formula: try Formula("x^2+y^2"))
      $0.optimizers = [OptimizerSpec(.gd, learningRate: 1e-6)]
    }
    try state.type("w")
    state.completeWork()
    let sweep = try #require(state.sweep)
    #expect(sweep.rates.first == 1e-8 && sweep.rates.last == 100)
    #expect(try #require(sweep.curves[0].best).finalLoss < 1e-9)
  }

  @Test func enterSetsTheBestRatesOfAllRuns() throws {
    var state = try swept()
    let former = state.rates
    #expect(state.rateFairness == "default rates")
    try state.type("<Enter>")
    #expect(state.rates == (try bestRates(state)))
    #expect(state.rateFairness == "each at its best rate")
    #expect(state.text.contains("each at its best rate"))
    try state.type("w")
    #expect(state.rateFairness == "each at its best rate", "also with the pane closed")
    try state.type("+")
    #expect(state.rateFairness == "custom rates")
    try state.type("uu")
    #expect(state.rates == former)
  }

  @Test func enterSetsTheBestRateOfTheSelectedRun() throws {
    var state = try swept("3")
    let former = state.rates
    try state.type("<Enter>")
    let best = try #require(try bestRates(state)[2])
    #expect(state.rates == [former[0], former[1], best, former[3]])
    #expect(state.rateFairness == "custom rates")
  }

  @Test func anIncompleteSweepHasNoBestRateYet() throws {
    var state = try ExplorerState.paused()
    let former = state.rates
    try state.type("w<Enter>")
    #expect(state.rates == former)
    #expect(state.notice == "the sweep is not complete yet")
  }

  @Test func aClickSetsTheRateAndADragIsUndoneAtOnce() throws {
    var session = Session(try swept("1"))
    let former = session.state.rates
    let chart = try session.sweepChart()
    let (column, row) = (chart.plot.column + 5, chart.plot.row + 2)
    session.mouse(.press, column, row)
    #expect(session.state.rates[0] == chart.rate(at: column))
    #expect(Array(session.state.rates.dropFirst()) == Array(former.dropFirst()))
    let first = session.state.rates
    for step in 1...3 { session.mouse(.drag, column + step, row) }
    #expect(session.state.rates[0] == chart.rate(at: column + 3))
    session.mouse(.release, column + 3, row)
    try session.type("u")
    #expect(session.state.rates == former)
    // Two clicks are two changes.
    session.click(column, row)
    session.click(column + 4, row)
    try session.type("u")
    #expect(session.state.rates == first)
  }

  @Test func aClickBelowTheChartSelectsARun() throws {
    var session = Session(try swept())
    let line = try session.area(of: .selectRun(2))
    session.click(line.column + 4, line.row)
    #expect(session.state.selection == 2)
  }

  @Test func columnsAndRatesCorrespond() throws {
    let state = try swept()
    let area = try #require(Layout(of: state).tool)
    let chart = try #require(SweepChart(state, in: area))
    for column in chart.plot.columns {
      #expect(chart.column(of: chart.rate(at: column)) == column)
    }
    let rates = try #require(state.sweep).rates
    #expect(chart.rate(at: 0) == rates.first && chart.rate(at: 10_000) == rates.last)
  }

  /// Nearest on the logarithmic axis, and at its ends for rates beyond them.
  @Test func theNearestResultIsFound() throws {
    let known = try #require(try swept().sweep).curves[0].known
    #expect([SweepPoint]().nearest(to: 1) == nil)
    for tenths in stride(from: -80.5, through: 20, by: 0.25) {
      let rate = Double.pow(10, tenths / 10)
      let nearest = known.min {
        abs($0.learningRate.placeOnScale - rate.placeOnScale)
          < abs($1.learningRate.placeOnScale - rate.placeOnScale)
      }
      #expect(known.nearest(to: rate) == nearest)
    }
    for point in known { #expect(known.nearest(to: point.learningRate) == point) }
  }

  @Test func bothEndsOfTheRatesAreNamed() throws {
    for width in stride(from: 64, through: 200, by: 4) {
      let state = try swept(size: Size(width: width, height: 40))
      let area = try #require(Layout(of: state).tool)
      let chart = try #require(SweepChart(state, in: area))
      let rates = try #require(state.sweep).rates
      #expect(chart.column(of: Double.onScale(tenths: 10 * chart.decades[0])) == chart.plot.column)
      let last = Double.onScale(tenths: 10 * chart.decades[chart.decades.count - 1])
      #expect(chart.column(of: last) == chart.column(of: try #require(rates.last)))
      let labels = chart.decades.map(chart.columns)
      for (label, next) in zip(labels, labels.dropFirst()) {
        #expect(label.upperBound < next.lowerBound, "a blank between them at \(width)")
      }
    }
  }

  @Test func nothingInThePaneTouchesItsBorder() throws {
    for width in [80, 120, 200] {
      let state = try swept(size: Size(width: width, height: 40))
      let area = try #require(Layout(of: state).tool)
      var painter = Painter()
      let pane = painter.drawing(of: state).frame.cropped(to: area)
      for row in 1..<area.height - 1 {
        #expect(pane[1, row].glyph == " " && pane[area.width - 2, row].glyph == " ")
      }
    }
  }

  @Test func theRatesSurroundThoseThatSuitTheSurface() throws {
    let state = try swept()
    let rates = try #require(state.sweep).rates
    #expect(try #require(rates.first) <= 0.02 / 100 && 0.2 * 100 <= (try #require(rates.last)))
    // Each is a rate that the keys would set.
    for (lower, upper) in zip(rates, rates.dropFirst()) {
      #expect(lower.movedOnScale(tenths: 1) == upper)
    }
  }

  @Test(.slow) func thePaneStatesTheFindings() throws {
    var state = try swept()
    #expect(state.text.contains("loss after 200 steps"))
    #expect(state.text.contains(/✕ (?:above )?0.7/) && state.text.contains(" wins "))
    #expect(state.text.contains("✕ diverges above"))
    #expect(!state.text.contains(" %"))
    try state.type("n")
    state.work { false }
    #expect(state.text.contains("sweep 0 %"))
  }

  @Test func aFallWithoutBoundMakesNoRateTheBest() throws {
    var state = try ExplorerState.paused {
      $0.surface = Surface(
        id: "", name: "Saddle", loss: .formula(try Formula("x^2 - y^2")), domain: .standard,
        start: Point(1, 0.1))
      $0.optimizers = [try OptimizerSpec("gd:lr=0.1")]
    }
    try state.type("w")
    state.completeWork()
    #expect(state.text.contains("falls without bound") && !state.text.contains("best 0."))
    try state.type("<Enter>")
    #expect(state.notice == "the loss of GD falls without bound: no rate is best")
    #expect(state.scene.settings[0].learningRate.initial == 0.1)
  }

  @Test func lossesAboveAMinimumAreLabelledSo() throws {
    var state = try ExplorerState.paused {
      $0.surface = Surface(
        id: "", name: "Low", loss: .formula(try Formula("x^2 + y^2 - 3")), domain: .standard,
        start: Point(1, 1), minima: [Point(0, 0)])
    }
    try state.type("w")
    #expect(state.text.contains("above the minimum"))
    state.completeWork()
    #expect(state.text.contains("→ -3"))
  }
}
