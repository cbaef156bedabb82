import Canvas

/// Steps as places in a line of cells: the chart's own axis or, without a chart, a line of its own.
struct Timeline: Hashable {
  /// What a click is taken on.
  let area: Rectangle
  /// The cells that stand for the steps from 0 to `span`.
  let columns: Range<Int>
  /// The row on which the present step is marked.
  let row: Int
  let span: Int

  /// Nil where there is room for neither.
  init?(_ state: ExplorerState) {
    let layout = Layout(state: state)
    span = Chart.span(of: state)
    if let chart = layout.chart {
      let (plot, _) = Chart.plot(of: state, in: chart)
      guard plot.width > 4, plot.height > 0 else { return nil }
      area = chart
      columns = plot.columns
      row = chart.row + chart.height - 1
    } else if let line = layout.timeline {
      area = line
      columns = line.column + 1..<line.column + max(2, line.width - 1)
      row = line.row
    } else {
      return nil
    }
  }

  func column(of step: Int) -> Int {
    let place = Double(step) / Double(span) * Double(columns.count - 1)
    return columns.lowerBound + min(Int(place.rounded()), columns.count - 1)
  }

  func step(at column: Int) -> Int {
    let place = min(max(column - columns.lowerBound, 0), columns.count - 1)
    return Int((Double(place) / Double(max(columns.count - 1, 1)) * Double(span)).rounded())
  }
}

extension Frame {
  /// Where runs branched: their rates changed at these steps.
  mutating func drawBranches(_ timeline: Timeline, _ state: ExplorerState, theme: Theme) {
    for (run, settings) in state.scene.settings.enumerated() {
      for change in settings.learningRate.changes where change.step <= timeline.span {
        let column = timeline.column(of: change.step)
        self[column, timeline.row] = Cell("┴", theme.run(run))
        for row in timeline.area.rows.dropFirst().dropLast()
        where self[column, row].glyph == " " {
          self[column, row] = Cell("╎", theme.border)
        }
      }
    }
  }

  /// The line of steps where there is no chart.
  mutating func drawTimeline(_ state: ExplorerState, theme: Theme) {
    guard let timeline = Timeline(state) else { return }
    let present = timeline.column(of: state.playback.step)
    for column in timeline.columns {
      let isPast = column <= present
      self[column, timeline.row] = Cell(
        isPast ? "━" : "─", isPast ? theme.accent : theme.border)
    }
    drawBranches(timeline, state, theme: theme)
    drawPresentStep(timeline, step: state.playback.step, theme: theme)
  }

  /// The number of the last step at the right end of the axis or, where marks stand, before them.
  /// - Parameter marked: the steps that have one.
  mutating func drawSpan(_ timeline: Timeline, marked: [Int], theme: Theme) {
    let label = " \(timeline.span) "
    let marks = marked.filter { $0 <= timeline.span }.map(timeline.column)
    let last = timeline.area.column + timeline.area.width - 2 - label.count
    let columns = stride(from: last, to: timeline.columns.lowerBound, by: -1)
    let free = columns.first { column in
      !marks.contains { (column..<column + label.count).contains($0) }
    }
    guard let column = free else { return }
    put(label, column: column, row: timeline.row, style: theme.muted)
  }

  /// The mark of the present step, which can be dragged.
  mutating func drawPresentStep(_ timeline: Timeline, step: Int, theme: Theme) {
    self[timeline.column(of: step), timeline.row] = Cell("┃", theme.accent)
  }
}
