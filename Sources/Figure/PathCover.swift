/// The cells of a page that a path has covered, to leave out of a path of a hundred thousand steps what
/// covers nothing new.
struct PathCover {
  private let size: Double
  private var cells: Set<Cell> = []

  private struct Cell: Hashable {
    let column: Int
    let row: Int
  }

  /// - Parameter size: the sides of a cell, in CSS pixels.
  init(size: Double) { self.size = size }

  /// Covers the cells along a segment; true if any of them is new.
  mutating func cover(from start: Place, to end: Place) -> Bool {
    let pieces = max(1, Int((2 * start.distance(to: end) / size).rounded(.up)))
    var isNew = false
    for piece in 0...pieces {
      let place = start + Double(piece) / Double(pieces) * (end - start)
      let cell = Cell(
        column: Int((place.x / size).rounded(.down)), row: Int((place.y / size).rounded(.down)))
      if cells.insert(cell).inserted { isNew = true }
    }
    return isNew
  }
}
