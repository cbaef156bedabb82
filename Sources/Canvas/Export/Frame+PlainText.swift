extension Frame {
  /// The glyphs alone, one line for each row, without blanks at the ends of lines.
  public var plainText: String {
    var text = ""
    for row in 0..<max(0, size.height) {
      var line = String.UnicodeScalarView()
      var blanks = 0
      for column in 0..<size.width {
        let glyph = self[column, row].glyph
        if glyph == " " {
          blanks += 1
        } else if glyph != Cell.continuation {
          line.append(contentsOf: repeatElement(" ", count: blanks))
          blanks = 0
          line.append(glyph)
        }
      }
      text.unicodeScalars.append(contentsOf: line)
      text += "\n"
    }
    return text
  }
}

extension Frame {
  /// The frame as readable text for comparing pictures in tests: its size, its glyphs between bars, and
  /// the runs of styles in each row.
  ///
  /// A style is its foreground in hexadecimal, `/` and its background, and a letter for each attribute:
  /// `B` for bold, `D` dim, `U` underlined, `R` reversed; the plain style is `.`. Rows in the plain style
  /// have no runs. The second half of a wide glyph is not written. For example, "hi" in bold gold, and a
  /// blank on navy:
  ///
  ///     4x1
  ///     |hi  |
  ///     1: 2*ffd700B 1*/00005f 1*.
  public var goldenText: String {
    var lines = ["\(size.width)x\(size.height)"]
    var runs: [String] = []
    for row in 0..<max(0, size.height) {
      var glyphs = "|"
      var lengths: [(style: Style, count: Int)] = []
      for column in 0..<max(0, size.width) {
        let cell = self[column, row]
        if cell.glyph != Cell.continuation { glyphs.unicodeScalars.append(cell.glyph) }
        if lengths.last?.style == cell.style {
          lengths[lengths.count - 1].count += 1
        } else {
          lengths.append((cell.style, 1))
        }
      }
      lines.append(glyphs + "|")
      if lengths.contains(where: { $0.style != .plain }) {
        let list = lengths.map { "\($0.count)*\($0.style.goldenText)" }.joined(separator: " ")
        runs.append("\(row + 1): \(list)")
      }
    }
    return (lines + runs).joined(separator: "\n") + "\n"
  }
}

extension Style {
  /// The style in golden text, such as `ffd700/121218B`.
  fileprivate var goldenText: String {
    guard self != .plain else { return "." }
    let colors = (foreground?.hexadecimal ?? "") + (background.map { "/" + $0.hexadecimal } ?? "")
    return Self.attributeLetters.reduce(colors) {
      attributes.contains($1.attribute) ? $0 + String($1.letter) : $0
    }
  }

  static let attributeLetters: [(attribute: Attributes, letter: Character)] = [
    (.bold, "B"), (.dim, "D"), (.underline, "U"), (.reverse, "R"),
  ]
}
