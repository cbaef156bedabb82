import Calculus
import Canvas

/// The sign of a run before it has found its cells: alone where the run is, or with an arrow beside
/// it where it left the map.
struct RunSign {
  var glyphs: [Unicode.Scalar]
  /// Where the first of them would stand if nothing else did.
  var cell: SignBoard.Spot
  var edge: SignBoard.Edge?
  var style: Style

  /// A run that is on the map.
  init(run: Int, isASCII: Bool, cell: (column: Int, row: Int), style: Style) {
    glyphs = [Marker.run(run).scalar(asciiOnly: isASCII)]
    self.cell = .init(column: cell.column, row: cell.row)
    self.style = style
  }

  /// A run that left the map in a cell at its edge.
  /// - Parameter direction: to the right and up, in one unit.
  init(
    run: Int, isASCII: Bool, cell: (column: Int, row: Int), leaving direction: Point,
    edge: SignBoard.Edge, style: Style
  ) {
    self.init(run: run, isASCII: isASCII, cell: cell, style: style)
    self.edge = edge
    let octant = MapExit.octant(across: direction.x, up: direction.y)
    let arrow = MapExit.arrow(octant: octant, isASCII: isASCII)
    switch octant {
    case 3...5: glyphs.insert(arrow, at: 0)
    case 2, 6: glyphs.append(arrow)
    default:
      // The arrow is what touches the edge.
      glyphs.append(arrow)
      self.cell.column -= 1
    }
  }
}

extension [RunSign] {
  /// Finds cells for the signs, so that none hides another or the start; from the lowest to the
  /// topmost.
  /// - Parameters:
  ///   - fixed: the signs that are there already, which only a run that is really there may hide.
  ///   - start: the one among them that none may hide.
  func placed(among fixed: [MapSign], start: MapSign?, in area: Rectangle) -> [MapSign] {
    var board = SignBoard(area: area)
    board.avoided = Set(fixed.map { .init(column: $0.column, row: $0.row) })
    if let start { _ = board.take(.init(column: start.column, row: start.row)) }
    // A sign whose cell is free keeps it; only colliding signs move.
    var aside: [RunSign] = []
    var signs: [MapSign] = []
    for sign in self where sign.edge == nil {
      if board.take(sign.cell) {
        signs += sign.signs(at: sign.cell)
      } else {
        aside.append(sign)
      }
    }
    for sign in self {
      if let edge = sign.edge {
        signs += sign.signs(at: board.takePair(near: sign.cell, along: edge))
      }
    }
    for sign in aside { signs += sign.signs(at: board.takeBeside(sign.cell)) }
    return signs.reversed()
  }
}

extension RunSign {
  fileprivate func signs(at spot: SignBoard.Spot) -> [MapSign] {
    glyphs.enumerated().map { offset, glyph in
      MapSign(
        column: spot.column + offset, row: spot.row, glyph: glyph, style: style, isHead: true)
    }
  }
}

/// The cells of a map that signs stand in: finds each one a cell of its own.
///
/// Everything follows from where the runs are at one step, so that signs stand still while nothing
/// moves: the first sign keeps a cell, and a sign that is pushed aside does not push others.
struct SignBoard {
  struct Spot: Hashable {
    var column: Int
    var row: Int
  }

  /// The cells of the map.
  let area: Rectangle
  /// Cells that no sign may cover.
  private(set) var taken: Set<Spot> = []
  /// Cells that only a run which is really there covers: landmarks.
  var avoided: Set<Spot> = []

  init(area: Rectangle) { self.area = area }

  /// Where signs that are pushed aside look for a cell: to the right, left, above, below, and so on
  /// further out; a step to the side is half as long as one up or down.
  private static let ring: [(columns: Int, rows: Int)] = [
    (1, 0), (2, 0), (3, 0), (-1, 0), (-2, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1),
    (2, -1),
    (-2, -1), (2, 1), (-2, 1), (-3, 0), (0, -2), (0, 2), (3, -1), (-3, -1), (3, 1), (-3, 1),
  ]

  /// Takes a cell that must be free; false where it is not.
  mutating func take(_ spot: Spot) -> Bool { taken.insert(spot).inserted }

  /// Takes the free cell beside a taken one; the taken one itself where all are full.
  mutating func takeBeside(_ spot: Spot) -> Spot {
    for (columns, rows) in SignBoard.ring {
      let other = Spot(column: spot.column + columns, row: spot.row + rows)
      if isFree(other) {
        taken.insert(other)
        return other
      }
    }
    return spot
  }

  /// Takes two cells side by side, the left one as near as can be to a wanted one along an edge of
  /// the map.
  mutating func takePair(near spot: Spot, along edge: Edge) -> Spot {
    let left = min(max(spot.column, area.column), area.column + area.width - 2)
    var wanted = Spot(column: left, row: spot.row)
    for distance in 0...max(area.width, area.height) {
      for shift in distance == 0 ? [0] : [distance, -distance] {
        wanted.column = left + (edge == .level ? shift : 0)
        wanted.row = spot.row + (edge == .level ? 0 : shift)
        let second = Spot(column: wanted.column + 1, row: wanted.row)
        if isFree(wanted), isFree(second) {
          taken.formUnion([wanted, second])
          return wanted
        }
      }
    }
    return Spot(column: left, row: spot.row)
  }

  /// Which way an edge of the map runs.
  enum Edge { case level, upright }

  private func isFree(_ spot: Spot) -> Bool {
    area.contains(column: spot.column, row: spot.row) && !taken.contains(spot)
      && !avoided.contains(spot)
  }
}
