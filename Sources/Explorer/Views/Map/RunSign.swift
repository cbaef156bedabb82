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
    // Who is where nobody else is stays there, whatever others must do.
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
