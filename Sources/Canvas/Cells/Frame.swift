/// A picture of the whole terminal as a value: rows of cells.
///
/// Views draw into it; cells outside the frame are ignored.
public struct Frame: Hashable, Sendable {
  public let size: Size
  /// All cells, row by row from the top left.
  public internal(set) var cells: [Cell]
  /// The images below the cells.
  public var underlays: [Underlay] = []

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
        blankCutGlyphs(at: column..<column + 1, row: row)
      }
      cells[index] = newValue
    }
  }

  /// Blanks the remaining halves of wide glyphs that an overwritten range of cells would cut in two.
  ///
  /// The columns and the row must lie inside the frame.
  mutating func blankCutGlyphs(at columns: Range<Int>, row: Int) {
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

/// A size in character cells.
public struct Size: Hashable, Sendable {
  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// A rectangle of character cells: columns count from the left, rows from the top, both from 0.
public struct Rectangle: Hashable, Sendable {
  public var column: Int
  public var row: Int
  public var width: Int
  public var height: Int

  public init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }

  public var columns: Range<Int> { column..<(column + width) }
  public var rows: Range<Int> { row..<(row + height) }
  public var isEmpty: Bool { width == 0 || height == 0 }

  public func contains(column: Int, row: Int) -> Bool {
    columns.contains(column) && rows.contains(row)
  }

  /// Whether the rectangles share a cell.
  public func intersects(_ other: Rectangle) -> Bool {
    columns.overlaps(other.columns) && rows.overlaps(other.rows)
  }

  /// The rectangle without a margin: `columns` cells at the left and the right, `rows` at the top and
  /// the bottom.
  public func inset(columns: Int = 0, rows: Int = 0) -> Rectangle {
    Rectangle(
      column: column + columns, row: row + rows, width: width - 2 * columns,
      height: height - 2 * rows)
  }
}
