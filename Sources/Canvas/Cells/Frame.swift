/// A picture of the whole terminal as a value: rows of cells.
///
/// Views draw into it; whatever falls outside is cut off.
public struct Frame: Hashable, Sendable {
  public let size: Size
  /// Row by row from the top left.
  public internal(set) var cells: [Cell]

  public init(size: Size, filledWith cell: Cell = Cell()) {
    self.size = size
    cells = Array(repeating: cell, count: max(0, size.width) * max(0, size.height))
  }

  public var bounds: Rectangle {
    Rectangle(column: 0, row: 0, width: size.width, height: size.height)
  }

  /// The cell at a place; outside the frame, reading gives a blank and writing does nothing.
  ///
  /// Writing over one half of a wide glyph blanks the other half.
  public subscript(column: Int, row: Int) -> Cell {
    get {
      guard bounds.contains(column: column, row: row) else { return Cell() }
      return cells[row * size.width + column]
    }
    set {
      guard bounds.contains(column: column, row: row) else { return }
      let index = row * size.width + column
      if newValue.glyph != cells[index].glyph, newValue.glyph != Cell.continuation {
        mendEdges(of: column..<column + 1, row: row)
      }
      cells[index] = newValue
    }
  }

  /// Blanks the halves of wide glyphs that stick out of cells about to be overwritten.
  ///
  /// The columns and the row must lie inside the frame.
  mutating func mendEdges(of columns: Range<Int>, row: Int) {
    guard !columns.isEmpty else { return }
    let start = row * size.width
    if columns.lowerBound > 0, cells[start + columns.lowerBound].glyph == Cell.continuation {
      cells[start + columns.lowerBound - 1].glyph = " "
    }
    if columns.upperBound < size.width,
      cells[start + columns.upperBound].glyph == Cell.continuation
    {
      cells[start + columns.upperBound].glyph = " "
    }
  }
}
