extension Frame {
  /// What turns a terminal that shows a frame into one that shows this one: the changed cells, each
  /// run of them after a cursor movement (ECMA-48), in the styles of `ansi(depth:)`.
  ///
  /// Without a previous frame, or after one of another size, the terminal is cleared and everything
  /// written. The text leaves the terminal without colours and attributes, the cursor anywhere, and
  /// expects it so. It is empty where nothing changed.
  public func ansi(changesFrom previous: Frame?, depth: ColorDepth) -> String {
    var writer = SGRWriter(depth: depth)
    let isContinued = previous?.size == size
    if !isContinued { writer.write(sequence: "\u{1B}[0m\u{1B}[2J") }
    let shown = isContinued ? previous ?? Frame(size: size) : Frame(size: size)
    var cursor: (column: Int, row: Int)?
    for row in 0..<max(0, size.height) {
      var column = 0
      while column < size.width {
        guard self[column, row] != shown[column, row] else {
          column += 1
          continue
        }
        // A wide glyph is drawn by its first cell.
        if isSecondHalf(column, row) { column -= 1 }
        writer.write(sequence: Self.movement(from: cursor, toColumn: column, row: row))
        let (glyph, width) = visible(column, row)
        writer.write(Cell(glyph, self[column, row].style))
        column += width
        // After the last column a terminal may be about to wrap.
        cursor = column < size.width ? (column, row) : nil
      }
    }
    writer.reset()
    return writer.text
  }

  private func isSecondHalf(_ column: Int, _ row: Int) -> Bool {
    column > 0 && self[column, row].glyph == Cell.continuation
      && columnCount(of: drawable(self[column - 1, row].glyph)) == 2
  }

  /// What a terminal is given for a cell, and the columns it takes: half a wide glyph, or one
  /// without a width, would shift what follows.
  private func visible(_ column: Int, _ row: Int) -> (Unicode.Scalar, Int) {
    let glyph = drawable(self[column, row].glyph)
    if self[column, row].glyph == Cell.continuation { return (" ", 1) }
    switch columnCount(of: glyph) {
    case 1: return (glyph, 1)
    case 2 where column + 1 < size.width && isSecondHalf(column + 1, row): return (glyph, 2)
    default: return ("?", 1)
    }
  }

  private static func movement(
    from cursor: (column: Int, row: Int)?, toColumn column: Int, row: Int
  ) -> String {
    if let cursor, cursor.row == row, cursor.column <= column {
      let distance = column - cursor.column
      return distance == 0 ? "" : "\u{1B}[\(distance)C"
    }
    return "\u{1B}[\(row + 1);\(column + 1)H"
  }
}
