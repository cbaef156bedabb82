import Canvas
import Comparison
import Landscape
import Optimizers

extension Drawing {
  /// Draws when each run is under the target against a parameter, with its law in words.
  mutating func drawLaw(
    _ state: ExplorerState, in area: Rectangle, theme: Theme, borders: BorderSet
  ) {
    var title = [Span("law", theme.strong)]
    if let law = state.law, !law.isComplete {
      title.append(Span(" \(100 * law.completed / max(1, law.total)) %", theme.accent))
    }
    guard let parameter = state.lawParameter else {
      frame.box(area, style: theme.border, borders: borders, top: [BorderLabel(title)])
      let text =
        "This surface has no parameter. Among the built-in ones ill-conditioned has kappa, rotated an"
        + " angle and rosenbrock its b; a surface file can have its own."
      for (row, line) in text.wrapped(to: max(1, area.width - 4)).enumerated()
      where row < area.height - 2 {
        frame.put(line, column: area.column + 2, row: area.row + 1 + row, style: theme.text)
      }
      return
    }
    let room = area.width - title.width - 10
    let heading = state.lawHeadings(of: parameter).first { $0.count <= room } ?? ""
    let (enter, click) = (" " + state.nextLaw, " sets \(parameter.name)")
    let hasClick = "Enter\(enter)click\(click)".count + 9 <= area.width
    frame.box(
      area, style: theme.border, borders: borders,
      top: [BorderLabel(title)]
        + (heading.isEmpty ? [] : [BorderLabel(heading, theme.muted, alignment: .trailing)]),
      bottom: [BorderLabel([Span("Enter", theme.accent), Span(enter, theme.muted)])]
        + (hasClick
          ? [
            BorderLabel(
              [Span("click", theme.accent), Span(click, theme.muted)], alignment: .trailing)
          ] : []))
    guard let law = state.law, let chart = LawChart(state, in: area) else { return }
    note(.law(chart), in: area)
    frame.drawGrid(
      chart.axis, plot: chart.plot, columns: chart.labels.map { chart.column(of: $0.value) },
      theme: theme)
    frame.drawValues(chart, state, theme: theme)
    frame.drawCurves(law, chart, state, theme: theme)
    for run in state.topmostFirst(Array(law.curves.indices)).reversed() {
      frame.drawPresent(law.curves[run], of: run, chart, state, theme: theme)
    }
    guard chart.runs.height > 0 else { return }
    frame.drawLaws(law, chart, state, theme: theme)
    for run in law.curves.indices {
      note(
        .run(run),
        in: Rectangle(
          column: area.column, row: chart.runs.row + run, width: area.width, height: 1))
    }
  }
}

extension ExplorerState {
  /// What the curves are, the longest form first.
  fileprivate func lawHeadings(of parameter: SurfaceParameter) -> [String] {
    let (name, target) = (parameter.name, scene.target.loss.readable(digits: 3))
    let rates = sight.isLawTuned ? "best rates" : "rates in proportion"
    return [
      "\(clock.title) to \(target) against \(name), \(rates)",
      "\(clock.title) to \(target) against \(name)", "\(clock.title) against \(name)", name,
    ]
  }
}

extension Frame {
  /// Labels the values of the parameter below the plot, and marks the present one.
  fileprivate mutating func drawValues(_ chart: LawChart, _ state: ExplorerState, theme: Theme) {
    let row = chart.plot.row + chart.plot.height
    for label in chart.labels {
      put(label.text, column: label.column, row: row, style: theme.muted)
    }
    let column = chart.column(of: state.lawValue)
    let isASCII = state.appearance.isASCII
    for row in chart.plot.rows {
      self[column, row] = Cell(isASCII ? "|" : "╎", theme.border)
    }
    let text = state.lawValue.readable(digits: 3)
    let first = min(
      max(column - text.count / 2, chart.plot.column),
      chart.plot.column + chart.plot.width + 1 - text.count)
    for blank in first - 1...first + text.count { self[blank, row] = Cell() }
    put(text, column: first, row: row, style: theme.accent)
  }

  fileprivate mutating func drawCurves(
    _ law: ParameterSweep, _ chart: LawChart, _ state: ExplorerState, theme: Theme
  ) {
    var dots = BrailleCanvas(size: Size(width: chart.plot.width, height: chart.plot.height))
    for (run, curve) in law.curves.enumerated() {
      let ink = BrailleCanvas.Ink(
        theme.run(run), turns: state.selection == run ? 3 : 1, letter: Marker.run(run).letter)
      for (point, next) in zip(curve.known, curve.known.dropFirst()) {
        guard let from = chart.dot(of: point), let to = chart.dot(of: next) else { continue }
        dots.line(from: from, to: to, ink)
      }
      for case let place? in curve.known.map(chart.dot) { dots.line(from: place, to: place, ink) }
    }
    dots.draw(
      into: &self, column: chart.plot.column, row: chart.plot.row,
      glyphs: state.appearance.chartGlyphs)
    // At the top, the values that lead to no arrival.
    let isASCII = state.appearance.isASCII
    for run in state.topmostFirst(Array(law.curves.indices)).reversed() {
      for point in law.curves[run].known where point.arrival == nil {
        let sign: Unicode.Scalar =
          point.verdict.tone == .bad ? (isASCII ? "x" : "✕") : (isASCII ? "^" : "↑")
        self[chart.column(of: point.value), chart.plot.row] = Cell(sign, theme.run(run))
      }
    }
  }

  /// The sign of a run on its curve, at the present value.
  fileprivate mutating func drawPresent(
    _ curve: ParameterCurve, of run: Int, _ chart: LawChart, _ state: ExplorerState, theme: Theme
  ) {
    guard let arrival = chart.arrival(on: curve, at: state.lawValue) else { return }
    self[chart.column(of: state.lawValue), chart.row(of: arrival)] = Cell(
      Marker.run(run).scalar(asciiOnly: state.appearance.isASCII), theme.run(run))
  }

  /// The law of each run in words; one wording for all runs, so that they can be compared.
  fileprivate mutating func drawLaws(
    _ law: ParameterSweep, _ chart: LawChart, _ state: ExplorerState, theme: Theme
  ) {
    let titles = law.curves.indices.map { state.name(of: $0, fitting: 14) }
    let width = titles.map(\.count).max() ?? 0
    let room = chart.runs.width - width - 6
    let value = state.lawValue
    let full = law.curves.map { $0.law(over: law.range, around: value) }
    let isFull = full.allSatisfy { ($0?.count ?? 0) <= room }
    let isASCII = state.appearance.isASCII
    for (run, curve) in law.curves.enumerated() {
      let isSelected = state.selection == run
      let sign = String(Marker.run(run).scalar(asciiOnly: isASCII))
      var words = isFull ? full[run] : curve.briefLaw(over: law.range, around: value)
      let isKnown = words != nil
      if !isKnown, law.isComplete {
        let isFailing = curve.known.contains { $0.verdict.tone == .bad }
        words = isFailing ? "fails" : "not under \(law.target.loss.readable(digits: 3))"
      }
      let text = words ?? ""
      put(
        [
          Span(sign, theme.run(run)), Span(isSelected ? "›" : " ", theme.accent),
          Span(
            titles[run].padded(to: width) + "  ", isSelected ? theme.run(run) : theme.strong),
          Span(
            isASCII ? text.replacing("×", with: "x") : text, isKnown ? theme.text : theme.muted),
        ], column: chart.runs.column + 1, row: chart.runs.row + run, width: chart.runs.width - 2,
        ellipsis: .unicode)
    }
  }
}
