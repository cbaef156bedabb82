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
    let styles = Self.legend(lines)
    for (row, line) in glyphs.enumerated() {
      guard line.first == "|", line.last == "|", line.unicodeScalars.count >= 2,
        write(line.unicodeScalars.dropFirst().dropLast(), row: row)
      else { return nil }
    }
    for line in lines where !line.contains(" = ") && !line.isEmpty {
      guard paint(line, styles) else { return nil }
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

  /// Gives a row its styles by a line such as `1: a2 .2`; false if the line is something else.
  private mutating func paint(_ line: Substring, _ styles: [Substring: Style]) -> Bool {
    let parts = line.split(separator: " ")
    guard let head = parts.first, head.last == ":", let number = Int(head.dropLast()),
      (1...max(1, size.height)).contains(number)
    else { return false }
    var column = 0
    for part in parts.dropFirst() {
      let name = part.prefix { !$0.isNumber }
      guard let count = Int(part.dropFirst(name.count)), let style = styles[name],
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

  private static func legend(_ lines: ArraySlice<Substring>) -> [Substring: Style] {
    var styles: [Substring: Style] = [".": .plain]
    for line in lines {
      let parts = line.split(separator: " ")
      if parts.count >= 3, parts[1] == "=" { styles[parts[0]] = Style(words: parts.dropFirst(2)) }
    }
    return styles
  }
}

extension Style {
  /// The style that words such as `#ffd700 on #121218 bold` describe; other words are ignored.
  fileprivate init(words: some Sequence<Substring>) {
    self.init()
    var isBackground = false
    for word in words {
      if word.hasPrefix("#"), let hex = UInt32(word.dropFirst(), radix: 16) {
        if isBackground { background = Color(hex) } else { foreground = Color(hex) }
      }
      isBackground = word == "on"
      if let (attribute, _) = Self.attributeNames.first(where: { $0.1 == word }) {
        attributes.insert(attribute)
      }
    }
  }
}
