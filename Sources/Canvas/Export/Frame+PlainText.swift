extension Frame {
  /// The glyphs alone, one line a row, without blanks at the ends of lines.
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
