import Canvas

/// The cells of a map that signs stand in: finds each one a cell of its own.
///
/// Everything follows from where the runs are at one step, so that signs stand still while nothing
/// moves: whoever comes first in order keeps the cell, and one that is pushed aside pushes nobody.
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
