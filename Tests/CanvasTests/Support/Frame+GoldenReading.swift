@testable import Canvas

extension Frame {
  /// Reads golden text; nil if the text is not the `goldenText` of a frame.
  init?(goldenText: String) {
    var lines = goldenText.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard let numbers = lines.popFirst()?.split(separator: "x"), numbers.count == 2,
      let width = Int(numbers[0]), let height = Int(numbers[1]), width >= 0, height >= 0,
      lines.count >= height
    else { return nil }
    self.init(size: Size(width: width, height: height))
    let glyphs = lines.prefix(height)
    lines = lines.dropFirst(height)
    for (row, line) in glyphs.enumerated() {
      guard line.first == "|", line.last == "|", line.unicodeScalars.count >= 2,
        write(line.unicodeScalars.dropFirst().dropLast(), row: row)
      else { return nil }
    }
    for line in lines where !line.isEmpty {
      guard paint(line) else { return nil }
    }
  }

  /// Writes the glyphs of a row; false if they do not fill it.
  private mutating func write(_ glyphs: some Sequence<Unicode.Scalar>, row: Int) -> Bool {
    var column = 0
    for glyph in glyphs {
      let columns = max(1, columnCount(of: glyph))
      guard column + columns <= size.width else { return false }
      self[column, row] = Cell(glyph)
      if columns == 2 { self[column + 1, row] = Cell(Cell.continuation) }
      column += columns
    }
    return column == size.width
  }

  /// Gives a row its styles by a line such as `1: 2*ffd700B 2*.`; false if it is something else.
  private mutating func paint(_ line: Substring) -> Bool {
    let parts = line.split(separator: " ")
    guard let head = parts.first, head.last == ":", let number = Int(head.dropLast()),
      (1...max(1, size.height)).contains(number)
    else { return false }
    var column = 0
    for part in parts.dropFirst() {
      let run = part.split(separator: "*", maxSplits: 1)
      guard run.count == 2, let count = Int(run[0]), let style = Style(goldenText: run[1]),
        count >= 0, count <= size.width - column
      else { return false }
      for target in column..<column + count {
        let glyph = self[target, number - 1].glyph
        self[target, number - 1] = Cell(glyph, style)
      }
      column += count
    }
    return column == size.width
  }
}

extension Style {
  /// The style that a text such as `ffd700/121218B` describes.
  fileprivate init?(goldenText: Substring) {
    self.init()
    guard goldenText != "." else { return }
    let colors = goldenText.prefix { !$0.isUppercase }
    for letter in goldenText.dropFirst(colors.count) {
      guard let entry = Self.attributeLetters.first(where: { $0.letter == letter }) else {
        return nil
      }
      attributes.insert(entry.attribute)
    }
    let parts = colors.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() where index == 1 || !part.isEmpty {
      guard part.count == 6, let hex = UInt32(part, radix: 16) else { return nil }
      if index == 0 { foreground = Color(hex) } else { background = Color(hex) }
    }
  }
}
