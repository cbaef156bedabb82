import Canvas
import Experiments

extension Drawing {
  /// Draws the final loss of every run against its learning rate, with a summary.
  mutating func drawSweep(
    _ state: ExplorerState, in area: Rectangle, theme: Theme, borders: BorderSet
  ) {
    var title = [Span("sweep", theme.strong)]
    if let progress = state.sweepProgress(fitting: area.width / 2) {
      title.append(Span(" \(progress)", theme.accent))
    }
    // The border needs four cells for each label.
    let name = state.selectionName
    let enter = [" takes the best rate of \(name)", ": best of \(name)"]
    let click = [" or drag sets it", " sets one"]
    let wordings = zip(enter, click)
    let (entering, clicking) =
      wordings.first { "Enter\($0)click\($1)".count + 9 <= area.width }
      ?? (enter[1], "")
    frame.box(
      area, style: theme.border, borders: borders,
      top: [
        BorderLabel(title),
        BorderLabel(
          SweepText(state, theme).heading(
            fitting: area.width - title.reduce(10) { $0 + $1.width }), theme.muted,
          alignment: .trailing),
      ],
      bottom: [
        BorderLabel([
          Span("Enter", theme.accent),
          Span(entering, theme.muted),
        ]),
        BorderLabel(
          clicking.isEmpty ? [] : [Span("click", theme.accent), Span(clicking, theme.muted)],
          alignment: .trailing),
      ].filter { !$0.spans.isEmpty })
    guard let sweep = state.sweep, let chart = SweepChart(state, in: area) else { return }
    note(.rates(chart), in: area)
    frame.drawGrid(
      chart.axis, plot: chart.plot,
      columns: chart.decades.map { chart.column(of: Double.onScale(tenths: 10 * $0)) },
      theme: theme)
    frame.drawRates(chart, theme: theme)
    frame.drawCurves(sweep, chart, state, theme: theme)
    // The selected run is on top.
    for run in state.topmostFirst(Array(state.race.runs.indices)).reversed() {
      guard let curve = state.sweepCurve(of: run) else { continue }
      frame.drawMarks(curve, of: run, chart, state, theme: theme)
    }
    guard chart.linesPerRun > 0 else { return }
    frame.drawSweptRuns(sweep, chart, state, theme: theme)
    for (number, runs) in state.scene.sweptRuns.enumerated() {
      note(
        .run(state.foremost(of: runs)),
        in: Rectangle(
          column: area.column, row: chart.runs.row + number * chart.linesPerRun, width: area.width,
          height: chart.linesPerRun))
    }
  }
}

extension ExplorerState {
  /// "12 %", or "8 of 164 runs, at most 164,000 losses" where each takes time; nil if nothing is missing.
  fileprivate func sweepProgress(fitting width: Int) -> String? {
    if let sweep, sweep.isComplete { return nil }
    guard let source else { return sweep.map { "\(100 * $0.completed / max(1, $0.total)) %" } }
    // It exists only after the first answers.
    let total = sweep?.total ?? scene.sweptRuns.count * scene.surroundingRates.count
    let done = sweep?.completed ?? 0
    let most = total * (sweep?.steps ?? sweepSteps) * source.callsPerGradient
    let runs = "\(done) of \(total) runs"
    return ["\(runs), at most \(most.grouped) losses", runs].first { $0.count + 5 <= width }
      ?? "\(100 * done / max(1, total)) %"
  }
}

extension Frame {
  /// Labels the decades of the rates, below the plot.
  fileprivate mutating func drawRates(_ chart: SweepChart, theme: Theme) {
    let row = chart.plot.row + chart.plot.height
    for decade in chart.decades {
      put(
        chart.label(ofDecade: decade), column: chart.columns(ofLabel: decade).lowerBound, row: row,
        style: theme.muted)
    }
  }

  fileprivate mutating func drawCurves(
    _ sweep: LearningRateSweep, _ chart: SweepChart, _ state: ExplorerState, theme: Theme
  ) {
    var dots = BrailleCanvas(size: Size(width: chart.plot.width, height: chart.plot.height))
    for (curve, runs) in zip(sweep.curves, state.scene.sweptRuns) {
      let run = state.foremost(of: runs)
      let ink = BrailleCanvas.Ink(
        theme.run(run), turns: state.selection == run ? 3 : 1, letter: Marker.run(run).letter)
      var previous: SweepPoint?
      for case let point? in curve.points {
        let last = previous ?? point
        // There is no curve between two failures, nor beyond the axis.
        if point.isGood || last.isGood, !(chart.isBelow(point) && chart.isBelow(last)) {
          dots.line(from: chart.dot(of: last), to: chart.dot(of: point), ink)
        }
        previous = point
      }
    }
    dots.draw(
      into: &self, column: chart.plot.column, row: chart.plot.row,
      glyphs: state.appearance.chartGlyphs)
  }

  /// Marks the rate at which a run begins to fail, and its current rate.
  fileprivate mutating func drawMarks(
    _ curve: SweepCurve, of run: Int, _ chart: SweepChart, _ state: ExplorerState, theme: Theme
  ) {
    let isASCII = state.appearance.isASCII
    if let edge = curve.edge {
      self[chart.column(of: edge.firstDiverged), chart.plot.row] = Cell(
        Frame.failure(isASCII), theme.run(run))
    }
    let rate = state.scene.settings[run].learningRate.initial
    guard rate > 0, let height = chart.height(of: curve, at: rate) else { return }
    let (column, row) = (chart.column(of: rate), chart.row(height))
    self[column, row] = Cell(
      Marker.run(run).scalar(asciiOnly: isASCII), theme.run(run))
    if let point = curve.known.nearest(to: rate), chart.isBelow(point) {
      self[column + 1, row] = Cell("↓", theme.run(run, []))
    }
    // A rate beyond the sweep is drawn at the nearest end.
    if chart.share(of: rate) < 0 { self[column - 1, row] = Cell(isASCII ? "<" : "◀", theme.muted) }
    if chart.share(of: rate) > 1 { self[column + 1, row] = Cell(isASCII ? ">" : "▶", theme.muted) }
  }

  /// Draws the good rates of each run, in words and as a bar on the axis of the plot.
  fileprivate mutating func drawSweptRuns(
    _ sweep: LearningRateSweep, _ chart: SweepChart, _ state: ExplorerState, theme: Theme
  ) {
    let room = chart.runs.width - 2
    // One wording for all runs, so that they can be compared.
    let wordings = SweepWording.allCases.lazy.map {
      SweepText(state, theme).summaries(of: sweep, $0)
    }
    let fitting = wordings.first { lines in
      lines.allSatisfy { $0.width <= room }
    }
    let lines = fitting ?? wordings[wordings.count - 1]
    for (number, runs) in state.scene.sweptRuns.enumerated() {
      let line = lines[number]
      let row = chart.runs.row + number * chart.linesPerRun
      put(line, column: chart.runs.column + 1, row: row, width: room, ellipsis: .unicode)
      if chart.linesPerRun > 1 {
        drawGoodRates(
          sweep.curves[number], of: state.foremost(of: runs), row: row + 1, chart, state,
          theme: theme)
      }
    }
    if let key = chart.key {
      let isASCII = state.appearance.isASCII
      let pieces = [
        [Span("\(Frame.nearBest(isASCII))", theme.text), Span(" near its best", theme.muted)],
        [
          Span("  \(Frame.failure(isASCII))", theme.text), Span(" diverges above", theme.muted),
        ],
      ]
      put(pieces.fitting(room), column: key.column + 1, row: key.row, width: room)
    }
  }

  private mutating func drawGoodRates(
    _ curve: SweepCurve, of run: Int, row: Int, _ chart: SweepChart, _ state: ExplorerState,
    theme: Theme
  ) {
    let isASCII = state.appearance.isASCII
    let known = curve.known
    let limit =
      state.isEndless(curve.best)
      ? nil : curve.nearBestLoss(from: state.race.runs[run].trajectory.loss(0))
    for column in chart.plot.columns {
      guard let point = known.nearest(to: chart.rate(at: column)), point.isGood else { continue }
      let isNear = point.finalLoss <= limit ?? -.infinity
      self[column, row] = Cell(
        isNear ? Frame.nearBest(isASCII) : isASCII ? "-" : "─",
        isNear ? theme.run(run) : theme.border)
    }
    if let edge = curve.edge {
      self[chart.column(of: edge.firstDiverged), row] = Cell(
        Frame.failure(isASCII), theme.run(run))
    }
  }

  fileprivate static func failure(_ isASCII: Bool) -> Unicode.Scalar { isASCII ? "x" : "✕" }

  fileprivate static func nearBest(_ isASCII: Bool) -> Unicode.Scalar { isASCII ? "=" : "━" }
}

extension SweepChart {
  fileprivate func dot(of point: SweepPoint) -> PixelPoint {
    dot(point.learningRate, height: height(of: point))
  }
}

/// The wordings of a run's summary, from the longest to the shortest.
private enum SweepWording: CaseIterable {
  case full, withLoss, tight, brief, nameless

  var hasLoss: Bool { self == .full || self == .withLoss || self == .tight }

  /// The text before the last rate that does not diverge; the limit is between two rates of the sweep. The
  /// cross is that of the curves and the bars.
  func limit(isASCII: Bool) -> String {
    let cross = String(Character(Frame.failure(isASCII)))
    return switch self {
    case .full: "  diverges above "
    case .withLoss, .brief: "  \(cross) above "
    case .tight, .nameless: " \(cross) "
    }
  }
}

/// The texts in the pane of the sweep.
private struct SweepText {
  private let state: ExplorerState
  private let theme: Theme

  init(_ state: ExplorerState, _ theme: Theme) { (self.state, self.theme) = (state, theme) }

  /// The title of the curves.
  func heading(fitting width: Int) -> String {
    let floor = state.sweep.map(state.lossFloor(of:)) ?? state.lossFloor
    let endings = [" after \(state.sweepLength)", ", \(state.sweepLength)"]
    let texts = endings.map { state.title(above: floor, fitting: width - $0.count) + $0 }
    // Prefers the shorter ending to a shorter description of the losses.
    let shortened = texts[0].count - endings[0].count < texts[1].count - endings[1].count
    let text = texts[shortened ? 1 : 0]
    return text.count <= width ? text : state.title(above: floor, fitting: width)
  }

  /// The name of what shares a curve.
  private func title(of runs: [Int]) -> String {
    runs.count == 1 ? state.name(of: runs[0]) : state.race.runs[runs[0]].settings.kind.title
  }

  /// The findings about each curve, in columns.
  func summaries(of sweep: LearningRateSweep, _ wording: SweepWording) -> [[Span]] {
    let isASCII = state.appearance.isASCII
    let groups = state.scene.sweptRuns
    let titles = groups.map(title)
    let signs = groups.map { $0.map { String(Marker.run($0).scalar(asciiOnly: isASCII)) } }
    let signWidth = signs.map(\.count).max() ?? 0
    let width = wording == .nameless ? 0 : titles.map(\.count).max() ?? 0
    let bests = sweep.curves.map(\.best)
    let winningLoss = sweep.winningLoss
    let losses = bests.map { $0?.finalLoss ?? .nan }.readable(digits: 2, fitting: 9)
    let texts = zip(bests, losses).map { best, loss -> String in
      guard let best, !state.isEndless(best) else { return "" }
      let arrow = isASCII ? "->" : "→"
      return best.learningRate.readable() + (wording.hasLoss ? " \(arrow) \(loss)" : "")
    }
    let textWidth = texts.map(\.count).max() ?? 0
    return sweep.curves.enumerated().map { number, curve in
      let isSelected = state.selection.map(groups[number].contains) ?? false
      let title = String(titles[number].prefix(width)).padded(to: width)
      let name =
        zip(groups[number], signs[number]).map { Span($1, theme.run($0)) } + [
          Span(isSelected ? "›" : " ", theme.accent),
          Span(String(repeating: " ", count: signWidth - signs[number].count)),
          Span(
            title, isSelected ? theme.run(state.foremost(of: groups[number])) : theme.strong),
        ]
      guard let best = bests[number] else {
        let isKnown = curve.points.contains { $0 != nil }
        return name + [Span(isKnown ? "  fails at every rate" : "", theme.bad)]
      }
      if state.isEndless(best) { return name + [Span("  falls without bound", theme.muted)] }
      // The winner is recognizable without colours too.
      let isWinner = best.finalLoss == winningLoss
      var style = isWinner ? theme.good : theme.text
      if isWinner { style.attributes.insert(.bold) }
      let space = wording == .full ? "  " : wording == .nameless ? "" : " "
      let found = [
        Span(space, theme.muted),
        Span(isWinner ? "wins " : "best ", isWinner ? style : theme.muted),
        Span(texts[number], style),
      ]
      guard let last = curve.edge?.lastBounded else { return name + found }
      let gap = String(repeating: " ", count: textWidth - texts[number].count)
      return name + found + [
        Span(gap + wording.limit(isASCII: isASCII), theme.muted),
        Span(last.readable(), theme.text),
      ]
    }
  }
}

extension ExplorerState {
  /// The run whose colour a curve has: the selected one, else the one in the middle.
  fileprivate func foremost(of runs: [Int]) -> Int {
    if let selection, runs.contains(selection) { return selection }
    return runs[runs.count / 2]
  }
}
