import Canvas

/// Cells for the signs of the runs, so that none hides another: where several are in the same cell,
/// the first one has it, and the others stand beside it.
struct HeadPlaces {
  private let bounds: Rectangle
  private var taken: Set<Cell> = []

  struct Cell: Hashable {
    var column: Int
    var row: Int
  }

  init(in bounds: Rectangle) { self.bounds = bounds }

  /// Keeps a cell free of heads.
  mutating func reserve(column: Int, row: Int) { taken.insert(Cell(column: column, row: row)) }

  /// The cell for a head that belongs at a place: the nearest that is free, or that one itself
  /// where too many are there.
  mutating func take(column: Int, row: Int) -> Cell {
    let wanted = Cell(column: column, row: row)
    let free = Self.offsets.lazy.map { Cell(column: column + $0.0, row: row + $0.1) }
      .first(where: isFree)
    taken.insert(free ?? wanted)
    return free ?? wanted
  }

  /// Two cells side by side for a run that left the bounds at a place on their edge: one for its
  /// sign and, further out, one for an arrow.
  mutating func takePair(column: Int, row: Int) -> (sign: Cell, arrow: Cell) {
    let inward = column * 2 < bounds.column * 2 + bounds.width ? 1 : -1
    let isOnSide = column == bounds.column || column == bounds.column + bounds.width - 1
    func pair(_ offset: Int) -> (sign: Cell, arrow: Cell) {
      // Along the edge: up and down the sides, two cells at a time along the top and bottom.
      let arrow =
        isOnSide
        ? Cell(column: column, row: row + offset) : Cell(column: column + 2 * offset, row: row)
      return (Cell(column: arrow.column + inward, row: arrow.row), arrow)
    }
    let pairs = [0, 1, -1, 2, -2, 3, -3, 4, -4].map(pair)
    let found = pairs.first { isFree($0.sign) && isFree($0.arrow) } ?? pairs[0]
    taken.formUnion([found.sign, found.arrow])
    return found
  }

  private func isFree(_ cell: Cell) -> Bool {
    bounds.contains(column: cell.column, row: cell.row) && !taken.contains(cell)
  }

  /// To the right first, so that those in one place stand in their order.
  private static let offsets = [
    (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (-1, 0), (-2, 0), (-3, 0), (0, 1), (0, -1), (1, 1),
    (1, -1),
    (-1, 1), (-1, -1),
  ]
}

/// Which way something lies on the screen.
enum Bearing {
  /// The arrow that points so far to the right and, in the same unit, so far up.
  static func arrow(right: Double, up: Double, asciiOnly: Bool) -> Unicode.Scalar {
    let (x, y) = (right.magnitude, up.magnitude)
    let isDiagonal = min(x, y) > 0.414 * max(x, y)
    if isDiagonal {
      if asciiOnly { return (right > 0) == (up > 0) ? "/" : "\\" }
      return up > 0 ? (right > 0 ? "↗" : "↖") : (right > 0 ? "↘" : "↙")
    }
    if x >= y { return right < 0 ? (asciiOnly ? "<" : "←") : (asciiOnly ? ">" : "→") }
    return up < 0 ? (asciiOnly ? "v" : "↓") : (asciiOnly ? "^" : "↑")
  }
}
