/// The mark at the end of text that does not fit.
public enum Ellipsis: Hashable, Sendable {
  /// No mark.
  case none
  /// `…`, one column.
  case unicode
  /// `~`, one column.
  case ascii

  var scalar: Unicode.Scalar? {
    switch self {
    case .none: nil
    case .unicode: "…"
    case .ascii: "~"
    }
  }
}

extension Frame {
  /// Writes text that starts at a cell, and returns the number of columns used.
  ///
  /// The text is cut off at the right end of the frame or after `width` columns, whichever comes
  /// first. A column may be negative: the part to the left of the frame is not drawn, but its columns
  /// count as used. Wide characters take two cells and are omitted where only one is free; combining
  /// marks and other characters without a width are omitted; control characters appear as U+FFFD,
  /// tabs and line ends as blanks.
  @discardableResult
  public mutating func put(
    _ text: String, column: Int, row: Int, style: Style = .plain, width: Int? = nil,
    ellipsis: Ellipsis = .none
  ) -> Int {
    let room = max(0, min(width ?? Int.max, size.width - min(column, size.width)))
    guard room > 0 else { return 0 }
    guard let mark = ellipsis.scalar, Canvas.width(of: text) > room else {
      return write(text, column: column, row: row, style: style, room: room)
    }
    let used = write(text, column: column, row: row, style: style, room: room - 1)
    self[column + used, row] = Cell(mark, style)
    return used + 1
  }

  /// Writes pieces of text one after the other, as `put(_:column:row:style:width:ellipsis:)` does.
  @discardableResult
  public mutating func put(
    _ spans: [Span], column: Int, row: Int, width: Int? = nil, ellipsis: Ellipsis = .none
  ) -> Int {
    let room = max(0, min(width ?? Int.max, size.width - min(column, size.width)))
    var following = spans.width
    var used = 0
    for span in spans where used < room {
      let ownWidth = span.width
      following -= ownWidth
      // The piece at the end carries the ellipsis even if only later pieces are cut.
      let isCut = used + ownWidth + following > room && used + ownWidth >= room
      let text = isCut && following > 0 ? span.text + " " : span.text
      used += put(
        text, column: column + used, row: row, style: span.style, width: room - used,
        ellipsis: ellipsis)
    }
    return used
  }

  /// Writes right-aligned text that ends before a column, and returns the number of columns used.
  @discardableResult
  public mutating func put(
    _ spans: [Span], endingAt column: Int, row: Int, width: Int? = nil,
    ellipsis: Ellipsis = .none
  ) -> Int {
    let needed = spans.width
    let used = min(needed, width ?? Int.max)
    return put(spans, column: column - used, row: row, width: used, ellipsis: ellipsis)
  }

  private mutating func write(
    _ text: String, column: Int, row: Int, style: Style, room: Int
  ) -> Int {
    guard row >= 0, row < size.height else { return min(room, Canvas.width(of: text)) }
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
        return writeScalars(
          String(decoding: bytes, as: UTF8.self).unicodeScalars, column: column, row: row,
          style: style, room: room)
      }
      let used = min(bytes.count, room)
      let columns = max(0, column)..<max(0, column + used)
      guard !columns.isEmpty else { return used }
      blankCutGlyphs(at: columns, row: row)
      let start = row * size.width
      for target in columns {
        cells[start + target] = Cell(Unicode.Scalar(bytes[target - column]), style)
      }
      return used
    }
  }

  private mutating func writeScalars(
    _ scalars: String.UnicodeScalarView, column: Int, row: Int, style: Style, room: Int
  ) -> Int {
    var used = 0
    for scalar in scalars {
      let glyph = drawable(scalar)
      let columns = columnCount(of: glyph)
      guard columns > 0 else { continue }
      guard used + columns <= room else { break }
      let target = column + used
      used += columns
      if columns == 1 {
        self[target, row] = Cell(glyph, style)
      } else if target >= 0 {
        blankCutGlyphs(at: target..<target + 2, row: row)
        let index = row * size.width + target
        cells[index] = Cell(glyph, style)
        cells[index + 1] = Cell(Cell.continuation, style)
      } else {
        // The left half lies outside the frame.
        self[target + 1, row] = Cell(" ", style)
      }
    }
    return used
  }
}
