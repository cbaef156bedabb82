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
  /// The frame as readable text, for comparing pictures in tests: its size, its glyphs between bars,
  /// the runs of styles in each row, and a legend of the styles.
  ///
  /// A style is named by a letter in the order of appearance (`a`…`z`, `aa`…); cells in the plain
  /// style are `.` in the runs, and rows that are wholly plain are left out there. In the glyph
  /// lines the second half of a wide glyph is not written. For example, "hi" in bold on 4×1 cells:
  ///
  ///     4x1
  ///     |hi  |
  ///     1: a2 .2
  ///     a = bold
  public var goldenText: String {
    var names: [Style: String] = [:]
    var legend: [String] = []
    var lines = ["\(size.width)x\(size.height)"]
    var runs: [String] = []
    for row in 0..<max(0, size.height) {
      var glyphs = "|"
      var lengths: [(name: String, count: Int)] = []
      for column in 0..<max(0, size.width) {
        let cell = self[column, row]
        if cell.glyph != Cell.continuation { glyphs.unicodeScalars.append(cell.glyph) }
        let name: String
        if cell.style == .plain {
          name = "."
        } else if let known = names[cell.style] {
          name = known
        } else {
          name = Self.letters(names.count)
          names[cell.style] = name
          legend.append("\(name) = \(cell.style.goldenText)")
        }
        if lengths.last?.name == name {
          lengths[lengths.count - 1].count += 1
        } else {
          lengths.append((name, 1))
        }
      }
      lines.append(glyphs + "|")
      if lengths.contains(where: { $0.name != "." }) {
        let list = lengths.map { $0.name + String($0.count) }.joined(separator: " ")
        runs.append("\(row + 1): \(list)")
      }
    }
    return (lines + runs + legend).joined(separator: "\n") + "\n"
  }

  /// 0 is a, 25 z, 26 aa, as spreadsheets name their columns.
  private static func letters(_ number: Int) -> String {
    let last = String(UnicodeScalar(UInt8(97 + number % 26)))
    return number < 26 ? last : letters(number / 26 - 1) + last
  }
}

extension Style {
  /// The colours and attributes in words, such as `#ffd700 on #121218 bold`.
  var goldenText: String {
    var words: [String] = []
    if let foreground { words.append("#" + foreground.hexadecimal) }
    if let background { words.append("on #" + background.hexadecimal) }
    for (attribute, name) in Self.attributeNames where attributes.contains(attribute) {
      words.append(name)
    }
    return words.isEmpty ? "plain" : words.joined(separator: " ")
  }

  static let attributeNames: [(Attributes, String)] = [
    (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
  ]
}
