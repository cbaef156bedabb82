extension Frame {
  /// The frame for a terminal or `less -R`: one line for each row, with SGR sequences for colours and
  /// attributes (ECMA-48, and ISO 8613-6 for 256 colours and true colour).
  ///
  /// A sequence is written only where the style changes; each line ends with a reset. Without colours,
  /// attributes remain.
  public func ansi(depth: ColorDepth) -> String {
    var writer = SGRWriter(depth: depth)
    for row in 0..<max(0, size.height) {
      for column in 0..<size.width {
        let cell = self[column, row]
        if cell.glyph != Cell.continuation { writer.write(cell) }
      }
      writer.endLine()
    }
    return writer.text
  }
}

extension Frame {
  /// The text that makes a terminal showing a previous frame show this one: the changed cells, each
  /// run of them after a cursor movement (ECMA-48), in the styles of `ansi(depth:)`.
  ///
  /// Without a previous frame, or with one of another size, it clears the terminal and writes
  /// everything. It expects and leaves the terminal without colours and attributes, with the cursor
  /// anywhere. It is empty if nothing changed.
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

  /// The character to send for a cell and its number of columns: half a wide glyph, or a glyph without
  /// a width, would shift the following ones.
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

/// Collects characters for a terminal, with an SGR sequence where the style changes.
struct SGRWriter {
  let depth: ColorDepth
  private(set) var text = ""
  /// The style that the terminal is set to.
  private var current = Style.plain
  /// The codes of colours that were looked up before.
  private var foregrounds: [Color: String] = [:]
  private var backgrounds: [Color: String] = [:]

  init(depth: ColorDepth) { self.depth = depth }

  mutating func write(_ cell: Cell) {
    var wanted = cell.style
    if depth == .none { (wanted.foreground, wanted.background) = (nil, nil) }
    // A blank shows its foreground only if it is underlined or reversed.
    if cell.glyph == " ", wanted.attributes.isDisjoint(with: [.underline, .reverse]),
      current.attributes.isDisjoint(with: [.underline, .reverse])
    {
      wanted.foreground = current.foreground
      wanted.attributes = current.attributes
    }
    change(to: wanted)
    text.unicodeScalars.append(drawable(cell.glyph))
  }

  mutating func endLine() {
    reset()
    text += "\n"
  }

  /// Returns to the terminal's default colours without attributes.
  mutating func reset() { change(to: .plain) }

  /// Adds a sequence that does not change the style.
  mutating func write(sequence: String) { text += sequence }

  private mutating func change(to wanted: Style) {
    guard wanted != current else { return }
    var parameters: [String] = []
    var from = current
    if wanted == .plain || !wanted.attributes.isSuperset(of: from.attributes) {
      // Attributes are removed only by a full reset: bold and dim share one code.
      parameters.append("0")
      from = .plain
    }
    for (attribute, code) in [
      (Style.Attributes.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
    ] where wanted.attributes.contains(attribute) && !from.attributes.contains(attribute) {
      parameters.append(code)
    }
    if wanted.foreground != from.foreground { parameters.append(foreground(wanted.foreground)) }
    if wanted.background != from.background { parameters.append(background(wanted.background)) }
    current = wanted
    text += "\u{1B}[\(parameters.joined(separator: ";"))m"
  }

  private mutating func foreground(_ color: Color?) -> String {
    guard let color else { return "39" }
    if let known = foregrounds[color] { return known }
    let code = Self.code(color, base: 30, depth: depth)
    foregrounds[color] = code
    return code
  }

  private mutating func background(_ color: Color?) -> String {
    guard let color else { return "49" }
    if let known = backgrounds[color] { return known }
    let code = Self.code(color, base: 40, depth: depth)
    backgrounds[color] = code
    return code
  }

  /// The parameters that set a colour; `base` is 30 for foregrounds and 40 for backgrounds.
  private static func code(_ color: Color, base: Int, depth: ColorDepth) -> String {
    switch depth {
    case .none: return ""
    case .eight:
      return "\(base + Int(XtermColors.nearest8(to: color, asBackground: base == 40)))"
    case .sixteen:
      let index = Int(XtermColors.nearest16(to: color))
      return "\(index < 8 ? base + index : base + 60 + index - 8)"
    case .indexed256: return "\(base + 8);5;\(XtermColors.nearest256(to: color))"
    case .trueColor: return "\(base + 8);2;\(color.red);\(color.green);\(color.blue)"
    }
  }
}
