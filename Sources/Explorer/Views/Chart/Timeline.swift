import Canvas

/// The steps as places in a line of cells: the chart's own axis or, without a chart, a separate
/// line.
struct Timeline: Hashable, Sendable {
  /// The cells that can be pressed.
  let area: Rectangle
  /// The columns of the steps from 0 to `span`.
  let columns: Range<Int>
  /// The row with the mark of the current step.
  let row: Int
  let span: Int

  func column(of step: Int) -> Int {
    let place = Double(step) / Double(span) * Double(columns.count - 1)
    return columns.lowerBound + min(Int(place.rounded()), columns.count - 1)
  }

  func step(at column: Int) -> Int {
    let place = min(max(column - columns.lowerBound, 0), columns.count - 1)
    return Int((Double(place) / Double(max(columns.count - 1, 1)) * Double(span)).rounded())
  }
}

extension Drawing {
  /// Draws the line of steps if there is no chart.
  mutating func drawTimeline(_ state: ExplorerState, in area: Rectangle, theme: Theme) {
    let timeline = Timeline(
      area: area, columns: area.column + 1..<area.column + max(2, area.width - 1), row: area.row,
      span: Chart.span(of: state))
    frame.draw(timeline, state, theme: theme)
    note(.steps(timeline), in: area)
  }
}

extension Frame {
  /// Marks the steps at which runs branched: their rates changed there.
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

  fileprivate mutating func draw(_ timeline: Timeline, _ state: ExplorerState, theme: Theme) {
    let present = timeline.column(of: state.playback.step)
    for column in timeline.columns {
      let isPast = column <= present
      self[column, timeline.row] = Cell(
        isPast ? "━" : "─", isPast ? theme.accent : theme.border)
    }
    drawBranches(timeline, state, theme: theme)
    drawPresentStep(timeline, step: state.playback.step, theme: theme)
  }

  /// Writes the number of the last step at the right end of the axis or, if marks are there, left
  /// of them.
  /// - Parameter marked: the steps that have a mark.
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

  /// Marks the current step.
  mutating func drawPresentStep(_ timeline: Timeline, step: Int, theme: Theme) {
    self[timeline.column(of: step), timeline.row] = Cell("┃", theme.accent)
  }
}
