import Canvas
import Optimizers

extension Frame {
  /// The runs' signs at the present ends of their curves, which tell the curves apart without colours;
  /// an arrow beside a sign says that the curve left the axis there and is beyond it now.
  mutating func drawEnds(
    of chart: Chart, plot: Rectangle, _ state: ExplorerState, theme: Theme
  ) {
    let isASCII = state.appearance.isASCII
    var taken: Set<[Int]> = []
    var room = plot
    room.width += Chart.margin - 1
    // The selected run has the first choice.
    for run in state.topmostFirst(Array(state.race.runs.indices)) {
      let step = min(state.playback.step, state.race.runs[run].trajectory.lastStep)
      let values = state.chart.values(of: state.race.runs[run])
      let value = values(step)
      // A value beyond the axis is drawn one step after the last visible one: at the edge.
      let end = chart.point(min(chart.lastSeen(upTo: step, values) + 1, step), value)
      let column = plot.column + Int(end.x) / 2 + 1
      let row = plot.row + Int(end.y) / 4
      guard
        let place = Frame.freePlace(atColumn: column, row: row, in: room, notIn: taken)
      else { continue }
      taken.insert([place.column, place.row])
      self[place.column, place.row] = Cell(
        Marker.run(run).scalar(asciiOnly: isASCII), theme.run(run))
      let side = chart.axis.side(of: value)
      if side != 0, place.column + 1 < room.column + room.width,
        !taken.contains([place.column + 1, place.row])
      {
        self[place.column + 1, place.row] = Cell(side > 0 ? "↑" : "↓", theme.run(run, []))
        taken.insert([place.column + 1, place.row])
      }
    }
  }

  /// The nearest place that is still free: to the right, where it is still the same value, else
  /// in the rows above or below.
  private static func freePlace(
    atColumn column: Int, row: Int, in plot: Rectangle, notIn taken: Set<[Int]>
  ) -> (column: Int, row: Int)? {
    let offsets = [0, -1, 1, -2, 2].flatMap { row in (0...4).map { (column: $0, row: row) } }
    return offsets.lazy.map { (column: column + $0.column, row: row + $0.row) }.first {
      plot.contains(column: $0.column, row: $0.row) && !taken.contains([$0.column, $0.row])
    }
  }
}
