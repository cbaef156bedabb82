import Calculus
import Canvas
import Landscape
import Optimizers

/// The sign of a run before it gets its cells: single at the run's current place, or with an arrow
/// where the run left the map.
struct RunSign {
  var glyphs: [Unicode.Scalar]
  /// The preferred cell of the first glyph.
  var cell: SignBoard.Spot
  var edge: SignBoard.Edge?
  var style: Style

  /// The sign of a run on the map.
  init(run: Int, isASCII: Bool, cell: (column: Int, row: Int), style: Style) {
    glyphs = [Marker.run(run).scalar(asciiOnly: isASCII)]
    self.cell = .init(column: cell.column, row: cell.row)
    self.style = style
  }

  /// The sign of a run that left the map, in a cell at the edge.
  /// - Parameter direction: to the right and up, in the same unit.
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
      // The arrow touches the edge.
      glyphs.append(arrow)
      self.cell.column -= 1
    }
  }
}

extension [RunSign] {
  /// Finds cells for the signs, so that none hides another or the start; in order from bottom to
  /// top.
  /// - Parameters:
  ///   - fixed: the signs already on the map, which only a run at that very place may hide.
  ///   - start: the one of them that no sign may hide.
  func placed(among fixed: [MapSign], start: MapSign?, in area: Rectangle) -> [MapSign] {
    var board = SignBoard(area: area)
    board.avoided = Set(fixed.map { .init(column: $0.column, row: $0.row) })
    if let start { _ = board.take(.init(column: start.column, row: start.row)) }
    // A sign whose cell is free keeps it; only colliding signs move.
    var displaced: [RunSign] = []
    var signs: [MapSign] = []
    for sign in self where sign.edge == nil {
      if board.take(sign.cell) {
        signs += sign.signs(at: sign.cell)
      } else {
        displaced.append(sign)
      }
    }
    for sign in self {
      if let edge = sign.edge {
        signs += sign.signs(at: board.takePair(near: sign.cell, along: edge))
      }
    }
    for sign in displaced { signs += sign.signs(at: board.takeBeside(sign.cell)) }
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

/// Finds a separate cell of the map for each sign. The result depends only on the places of the
/// runs at one step, so that signs do not move while nothing else does: the first sign keeps its
/// cell, and a displaced sign displaces no others.
struct SignBoard {
  struct Spot: Hashable {
    var column: Int
    var row: Int
  }

  /// The cells of the map.
  let area: Rectangle
  /// Cells that no sign may cover.
  private(set) var taken: Set<Spot> = []
  /// Cells that only a run at that very place may cover: landmarks.
  var avoided: Set<Spot> = []

  init(area: Rectangle) { self.area = area }

  /// The cells that a displaced sign tries: right, left, above, below, and so on outwards; a cell
  /// is half as wide as it is high.
  private static let ring: [(columns: Int, rows: Int)] = [
    (1, 0), (2, 0), (3, 0), (-1, 0), (-2, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1),
    (2, -1),
    (-2, -1), (2, 1), (-2, 1), (-3, 0), (0, -2), (0, 2), (3, -1), (-3, -1), (3, 1), (-3, 1),
  ]

  /// Takes a cell; false if it was taken before.
  mutating func take(_ spot: Spot) -> Bool { taken.insert(spot).inserted }

  /// Takes the nearest free cell; returns the taken one itself if all are taken.
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

  /// Takes two cells side by side, the left one as near as possible to a preferred cell along an
  /// edge of the map.
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

  /// The direction of an edge of the map.
  enum Edge { case level, upright }

  private func isFree(_ spot: Spot) -> Bool {
    area.contains(column: spot.column, row: spot.row) && !taken.contains(spot)
      && !avoided.contains(spot)
  }
}

/// The place where a run left the map, and the direction in which it went.
struct MapExit {
  /// A point on the edge.
  var point: Point
  /// Only the direction matters; in the units of the surface.
  var direction: Point

  /// - Parameters:
  ///   - reach: steps with both ends outside it are not drawn.
  init(
    of trajectory: Trajectory, at step: Int, from domain: Domain, within reach: Domain
  ) {
    let last = min(step, trajectory.lastStep)
    var end = trajectory.point(last)
    point = domain.clamped(end)
    // If the path never crossed the edge, the direction is straight out from the nearest point of
    // the edge.
    direction = end / 2 - point / 2
    let samples = [0] + TrailSamples(last: last)
    for index in samples.dropLast().reversed() {
      let start = trajectory.point(index)
      if reach.contains(start) || reach.contains(end),
        let crossing = domain.part(from: start, to: end)
      {
        point = crossing.1
        // Halved, because the difference of two finite numbers may overflow.
        direction = end / 2 - start / 2
        return
      }
      end = start
    }
  }

  /// The direction in steps of 45°, counted counterclockwise from "to the right".
  /// - Parameters:
  ///   - across: the extent to the right, on the screen.
  ///   - up: the extent upwards, in the same unit.
  static func octant(across: Double, up: Double) -> Int {
    let size = max(abs(across), abs(up))
    guard size > 0, size.isFinite else { return 2 }
    let (across, up) = (across / size, up / size)
    // The tangent of 22.5°.
    let narrow = 2.0.squareRoot() - 1
    if abs(up) < narrow { return across > 0 ? 0 : 4 }
    if abs(across) < narrow { return up > 0 ? 2 : 6 }
    return across > 0 ? (up > 0 ? 1 : 7) : (up > 0 ? 3 : 5)
  }

  /// The arrow for an octant; ASCII has no diagonal arrows.
  static func arrow(octant: Int, isASCII: Bool) -> Unicode.Scalar {
    let arrows: [Unicode.Scalar] =
      isASCII
      ? [">", "^", "^", "^", "<", "v", "v", "v"] : ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"]
    return arrows[octant]
  }
}
