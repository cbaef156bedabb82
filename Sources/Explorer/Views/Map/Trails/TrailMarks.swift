import Calculus
import Canvas
import Landscape
import Optimizers

/// Signs along the trails that name the runs if colours do not, or if a cell is one letter. They
/// are counted from the start of a path, so that existing signs stay where they are while the path
/// grows.
struct TrailMarks {
  /// The distance of two signs along the path, in cells.
  private static let distance = 6
  /// The area around a sign that is kept free of others.
  private static let room = (columns: 2, rows: 1)

  private let area: Rectangle
  private var isBlocked: [Bool]
  private(set) var signs: [MapSign] = []

  init(in area: Rectangle) {
    self.area = area
    isBlocked = Array(repeating: false, count: max(0, area.width) * max(0, area.height))
  }

  /// Marks the path of a run up to a step.
  /// - Parameters:
  ///   - pieces: the number of parts of a step, such that none is longer than a cell.
  ///   - cell: the cell of a point; nil if it is not visible.
  mutating func mark(
    _ trajectory: Trajectory, upTo step: Int, run: Int, style: Style, isASCII: Bool,
    within domain: Domain, pieces: (Point, Point) -> Int,
    cell: (Point) -> (column: Int, row: Int)?
  ) {
    let glyph = Marker.run(run).scalar(asciiOnly: isASCII)
    var start = trajectory.point(0)
    var travelled = 0
    var previous = cell(start)
    for index in TrailSamples(last: min(step, trajectory.lastStep)) {
      let end = trajectory.point(index)
      defer { start = end }
      guard let (from, to) = domain.part(from: start, to: end) else { continue }
      let count = max(1, pieces(from, to))
      for piece in 1...count {
        let share = Double(piece) / Double(count)
        guard let spot = cell(from * (1 - share) + to * share) else { continue }
        if let previous, previous == spot { continue }
        previous = spot
        travelled += 1
        if travelled >= TrailMarks.distance, place(glyph, style, at: spot) { travelled = 0 }
      }
    }
  }

  private mutating func place(
    _ glyph: Unicode.Scalar, _ style: Style, at spot: (column: Int, row: Int)
  ) -> Bool {
    let (column, row) = (spot.column - area.column, spot.row - area.row)
    guard (0..<area.width).contains(column), (0..<area.height).contains(row),
      !isBlocked[row * area.width + column]
    else { return false }
    let room = TrailMarks.room
    for y in max(0, row - room.rows)...min(area.height - 1, row + room.rows) {
      for x in max(0, column - room.columns)...min(area.width - 1, column + room.columns) {
        isBlocked[y * area.width + x] = true
      }
    }
    signs.append(MapSign(column: spot.column, row: spot.row, glyph: glyph, style: style))
    return true
  }
}

extension MapSign {
  /// The signs along the trails of some runs, the first run with the most; none if colours tell
  /// trails apart, and none next to another sign, because two alike would look like two runs.
  static func marks(
    of state: ExplorerState, runs: [Int], besides signs: [MapSign], in area: Rectangle,
    theme: Theme,
    pieces: (Point, Point) -> Int, cell: (Point) -> (column: Int, row: Int)?
  ) -> [MapSign] {
    let isASCII = state.appearance.isASCII
    guard isASCII || theme.depth == .none else { return [] }
    var marks = TrailMarks(in: area)
    for run in runs where !state.seedRuns.contains(run) {
      marks.mark(
        state.race.runs[run].trajectory, upTo: state.step(of: run), run: run,
        style: Style(foreground: theme.mapColor(run)), isASCII: isASCII, within: state.viewport,
        pieces: pieces, cell: cell)
    }
    return marks.signs.filter { mark in
      !signs.contains { abs($0.row - mark.row) <= 1 && abs($0.column - mark.column) <= 2 }
    }
  }
}

extension Frame {
  /// Draws signs on the existing background of their cells.
  mutating func drawMarks(_ marks: [MapSign]) {
    for mark in marks {
      var style = mark.style
      style.background = self[mark.column, mark.row].style.background
      self[mark.column, mark.row] = Cell(mark.glyph, style)
    }
  }
}
