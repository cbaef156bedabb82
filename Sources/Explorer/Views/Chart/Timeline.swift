import Canvas
import Comparison

/// The moments of the race as places in a line of cells: the chart's own axis or, without a chart, a
/// separate line.
struct Timeline: Hashable, Sendable {
  /// The cells that can be pressed.
  let area: Rectangle
  /// The columns of the moments from 0 to `span`.
  let columns: Range<Int>
  /// The row with the mark of the present moment.
  let row: Int
  let axis: ClockAxis

  /// The position at the right end.
  var span: Int { axis.span }

  func column(of position: Int) -> Int {
    let place = axis.place(of: position) * Double(columns.count - 1)
    return columns.lowerBound + min(Int(place.rounded()), columns.count - 1)
  }

  func position(at column: Int) -> Int {
    let place = min(max(column - columns.lowerBound, 0), columns.count - 1)
    return axis.position(at: Double(place) / Double(max(columns.count - 1, 1)))
  }
}

extension ExplorerState {
  /// The positions of the steps at which the rates of runs have changed.
  var branches: [(run: Int, position: Int)] {
    scene.settings.enumerated().flatMap { run, settings in
      settings.learningRate.changes.map {
        (run, race.runs[run].spent(on: clock, upTo: $0.step))
      }
    }
  }
}

extension Drawing {
  /// Draws the line of moments if there is no chart.
  mutating func drawTimeline(_ state: ExplorerState, in area: Rectangle, theme: Theme) {
    let timeline = Timeline(
      area: area, columns: area.column + 1..<area.column + max(2, area.width - 1), row: area.row,
      axis: ClockAxis(state))
    frame.draw(timeline, state, theme: theme)
    note(.moments(timeline), in: area)
  }
}

extension Frame {
  /// Marks the moments at which runs branched: their rates changed there.
  mutating func drawBranches(_ timeline: Timeline, _ state: ExplorerState, theme: Theme) {
    for (run, position) in state.branches where position <= timeline.span {
      let column = timeline.column(of: position)
      self[column, timeline.row] = Cell("┴", theme.run(run))
      for row in timeline.area.rows.dropFirst().dropLast()
      where self[column, row].glyph == " " {
        self[column, row] = Cell("╎", theme.border)
      }
    }
  }

  fileprivate mutating func draw(_ timeline: Timeline, _ state: ExplorerState, theme: Theme) {
    let present = timeline.column(of: state.playback.position)
    for column in timeline.columns {
      let isPast = column <= present
      self[column, timeline.row] = Cell(
        isPast ? "━" : "─", isPast ? theme.accent : theme.border)
    }
    drawBranches(timeline, state, theme: theme)
    drawPresent(timeline, position: state.playback.position, theme: theme)
  }

  /// Writes the numbers of an axis: of a linear one the last position, at the right end or, if marks
  /// are there, left of them; of a logarithmic one the powers of ten, each centred below its place.
  /// - Parameter marked: the positions that have a mark.
  mutating func drawNumbers(_ timeline: Timeline, marked: [Int], theme: Theme) {
    let marks = marked.filter { $0 <= timeline.span }.map(timeline.column)
    guard timeline.axis.isLogarithmic else {
      return drawSpan(timeline, marks: marks, theme: theme)
    }
    let end = timeline.area.column + timeline.area.width - 1
    // The name of the axis is at the left end.
    var free = timeline.columns.lowerBound + 1
    for tick in timeline.axis.ticks {
      let label = ClockAxis.label(tick)
      let column = min(timeline.column(of: tick) - label.count / 2, end - label.count)
      let columns = column..<column + label.count
      guard column >= free, !marks.contains(where: columns.contains) else { continue }
      put(label, column: column, row: timeline.row, style: theme.muted)
      free = column + label.count + 1
    }
  }

  private mutating func drawSpan(_ timeline: Timeline, marks: [Int], theme: Theme) {
    let label = " \(timeline.span) "
    let last = timeline.area.column + timeline.area.width - 2 - label.count
    let columns = stride(from: last, to: timeline.columns.lowerBound, by: -1)
    let free = columns.first { column in
      !marks.contains { (column..<column + label.count).contains($0) }
    }
    guard let column = free else { return }
    put(label, column: column, row: timeline.row, style: theme.muted)
  }

  /// Marks the present moment.
  mutating func drawPresent(_ timeline: Timeline, position: Int, theme: Theme) {
    self[timeline.column(of: position), timeline.row] = Cell("┃", theme.accent)
  }
}
