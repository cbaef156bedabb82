/// The characters of a box.
public struct BorderSet: Hashable, Sendable {
  public var horizontal: Unicode.Scalar
  public var vertical: Unicode.Scalar
  public var topLeft: Unicode.Scalar
  public var topRight: Unicode.Scalar
  public var bottomLeft: Unicode.Scalar
  public var bottomRight: Unicode.Scalar

  /// Takes the horizontal and the vertical line, then the corners in reading order.
  public init(
    _ horizontal: Unicode.Scalar, _ vertical: Unicode.Scalar, _ topLeft: Unicode.Scalar,
    _ topRight: Unicode.Scalar, _ bottomLeft: Unicode.Scalar, _ bottomRight: Unicode.Scalar
  ) {
    self.horizontal = horizontal
    self.vertical = vertical
    self.topLeft = topLeft
    self.topRight = topRight
    self.bottomLeft = bottomLeft
    self.bottomRight = bottomRight
  }

  public static let light = BorderSet("─", "│", "┌", "┐", "└", "┘")
  public static let heavy = BorderSet("━", "┃", "┏", "┓", "┗", "┛")
  public static let ascii = BorderSet("-", "|", "+", "+", "+", "+")
}

/// A text embedded in the border of a box.
public struct BorderLabel: Hashable, Sendable {
  public enum Alignment: Hashable, Sendable {
    case leading, trailing
  }

  public var spans: [Span]
  public var alignment: Alignment

  public init(_ spans: [Span], alignment: Alignment = .leading) {
    self.spans = spans
    self.alignment = alignment
  }

  public init(_ text: String, _ style: Style = .plain, alignment: Alignment = .leading) {
    self.init([Span(text, style)], alignment: alignment)
  }
}

extension Frame {
  /// Fills the part of a rectangle inside the frame with one cell.
  public mutating func fill(_ rectangle: Rectangle, with cell: Cell = Cell()) {
    let columns = rectangle.columns.clamped(to: bounds.columns)
    guard !columns.isEmpty else { return }
    for row in rectangle.rows.clamped(to: bounds.rows) {
      blankCutGlyphs(at: columns, row: row)
      let start = row * size.width
      for column in columns { cells[start + column] = cell }
    }
  }

  /// Draws a border along the inside of a rectangle, with texts embedded in its top and bottom.
  ///
  /// Leading texts follow one another from the left, trailing ones from the right, each with a blank
  /// on both sides and border between them. A text that does not fit is cut off with an ellipsis or,
  /// with fewer than three columns left, omitted.
  public mutating func box(
    _ rectangle: Rectangle, style: Style = .plain, borders: BorderSet = .light,
    top: [BorderLabel] = [], bottom: [BorderLabel] = []
  ) {
    guard rectangle.width >= 2, rectangle.height >= 2 else { return }
    let right = rectangle.column + rectangle.width - 1
    let lower = rectangle.row + rectangle.height - 1
    for column in rectangle.column + 1..<right {
      self[column, rectangle.row] = Cell(borders.horizontal, style)
      self[column, lower] = Cell(borders.horizontal, style)
    }
    for row in rectangle.row + 1..<lower {
      self[rectangle.column, row] = Cell(borders.vertical, style)
      self[right, row] = Cell(borders.vertical, style)
    }
    self[rectangle.column, rectangle.row] = Cell(borders.topLeft, style)
    self[right, rectangle.row] = Cell(borders.topRight, style)
    self[rectangle.column, lower] = Cell(borders.bottomLeft, style)
    self[right, lower] = Cell(borders.bottomRight, style)
    let ellipsis: Ellipsis = borders.horizontal.isASCII ? .ascii : .unicode
    embed(top, in: rectangle, row: rectangle.row, ellipsis: ellipsis)
    embed(bottom, in: rectangle, row: lower, ellipsis: ellipsis)
  }

  private mutating func embed(
    _ labels: [BorderLabel], in rectangle: Rectangle, row: Int, ellipsis: Ellipsis
  ) {
    // A corner and one piece of border remain on either side.
    var left = rectangle.column + 2
    var right = rectangle.column + rectangle.width - 2
    for label in labels {
      let room = right - left
      guard room >= 5 else { break }
      let spans = [Span(" ")] + label.spans
      let width = min(room, spans.width + 1)
      let column = label.alignment == .leading ? left : right - width
      put(spans, column: column, row: row, width: width - 1, ellipsis: ellipsis)
      put(" ", column: column + width - 1, row: row)
      switch label.alignment {
      case .leading: left += width + 1
      case .trailing: right -= width + 1
      }
    }
  }
}
