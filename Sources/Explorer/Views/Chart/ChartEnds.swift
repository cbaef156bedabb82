import Canvas
import Optimizers

extension Frame {
  /// The runs' signs at the current ends of their curves tell the curves apart without colours. An
  /// arrow beside a sign means that the curve is beyond the axis.
  mutating func drawEnds(
    of chart: Chart, plot: Rectangle, _ state: ExplorerState, theme: Theme
  ) {
    let isASCII = state.appearance.isASCII
    var taken: Set<[Int]> = []
    var names: [(run: Int, name: String, column: Int, row: Int)] = []
    var room = plot
    room.width += Chart.margin(of: state) - 1
    // The selected run chooses first.
    for run in state.topmostFirst(Array(state.race.runs.indices))
    where state.chart.isKnown(of: state.race.runs[run]) {
      let seeds = SeedCurves(of: run, state)
      let step = seeds?.last ?? state.step(of: run)
      let values =
        seeds.map { seeds in { seeds.quartiles(at: $0).median } }
        ?? state.chart.values(of: state.race.runs[run])
      let value = values(step)
      // A value beyond the axis is drawn one step after the last visible one, at the edge.
      let path =
        seeds == nil ? ClockPath(of: state.race.runs[run], on: state.clock) : .steps
      let end = chart.point(
        path.position(min(chart.lastSeen(upTo: step, values) + 1, step)), value)
      let column = plot.column + Int(end.x) / 2 + 1
      let row = plot.row + Int(end.y) / 4
      let name = CurveName(run, of: state).text
      guard
        let place = Frame.freePlace(
          atColumn: column, row: row, in: room, notIn: taken, isNamed: !name.isEmpty)
      else { continue }
      taken.insert([place.column, place.row])
      self[place.column, place.row] = Cell(
        Marker.run(run).scalar(asciiOnly: isASCII), theme.run(run))
      let side = chart.axis.side(of: value)
      var start = place.column + 1
      if side != 0, start < room.column + room.width, !taken.contains([start, place.row]) {
        self[start, place.row] = Cell(side > 0 ? "↑" : "↓", theme.run(run, []))
        taken.insert([start, place.row])
        start += 1
      }
      names.append((run, name, start + 1, place.row))
    }
    // Names have what the signs leave.
    for (run, name, column, row) in names where !name.isEmpty {
      let cells = (column..<column + name.count).map { [$0, row] }
      guard column + name.count <= room.column + room.width, taken.isDisjoint(with: cells) else {
        continue
      }
      taken.formUnion(cells)
      put(name, column: column, row: row, style: theme.run(run, []))
    }
  }

  /// The runs' signs left of the beginnings of their curves, one above the other.
  mutating func drawStarts(
    of chart: Chart, plot: Rectangle, _ state: ExplorerState, theme: Theme
  ) {
    let isASCII = state.appearance.isASCII
    var free = Set(plot.rows)
    for run in state.race.runs.indices where state.chart.isKnown(of: state.race.runs[run]) {
      let value = state.chart.values(of: state.race.runs[run])(0)
      guard chart.axis.side(of: value) == 0 else { continue }
      let row = plot.row + Int(chart.point(0, value).y) / 4
      guard let nearest = free.min(by: { (abs($0 - row), $0) < (abs($1 - row), $1) }) else {
        return
      }
      free.remove(nearest)
      self[plot.column - Chart.startMargin, nearest] = Cell(
        Marker.run(run).scalar(asciiOnly: isASCII), theme.run(run))
    }
  }

  /// The nearest free cell: to the right, at the same value, else in the rows above or below; for a
  /// sign with a name first in another row.
  private static func freePlace(
    atColumn column: Int, row: Int, in plot: Rectangle, notIn taken: Set<[Int]>, isNamed: Bool
  ) -> (column: Int, row: Int)? {
    let (rows, columns) = ([0, -1, 1, -2, 2], 0...4)
    let offsets =
      isNamed
      ? columns.flatMap { column in rows.map { (column: column, row: $0) } }
      : rows.flatMap { row in columns.map { (column: $0, row: row) } }
    return offsets.lazy.map { (column: column + $0.column, row: row + $0.row) }.first {
      plot.contains(column: $0.column, row: $0.row) && !taken.contains([$0.column, $0.row])
    }
  }
}

/// What tells the curve of a run from those of the same optimizer, beside its sign: its rate.
struct CurveName {
  let text: String

  init(_ run: Int, of state: ExplorerState) {
    let label = state.scene.labels[run]
    let shortest = label.distinctions.last ?? ""
    text = shortest.count <= CurveName.longest ? shortest : ""
  }

  private static let longest = 9
}
