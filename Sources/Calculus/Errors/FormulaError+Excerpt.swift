extension FormulaError {
  /// The part of the formula around the fault, and below it a line with carets under the fault.
  ///
  /// At most 72 columns wide: of a longer formula a window is shown, with `…` where it is cut.
  /// Blanks, tabs and line ends are one space each; what a terminal must not be sent is `�`.
  /// Empty for a blank text.
  public var excerpt: String {
    if reason == .empty { return "" }
    let width = 72
    // No more than a window around the fault is looked at, however long the text.
    let skipped = Swift.max(0, range.lowerBound - width)
    guard let start = text.index(text.startIndex, offsetBy: skipped, limitedBy: text.endIndex)
    else { return "" }
    let nearby = text[start...].prefix(3 * width).map(\.printable)
    var window = Window(
      characters: nearby,
      fault: (range.lowerBound - skipped)..<(range.upperBound - skipped),
      isCutAtStart: skipped > 0,
      isCutAtEnd: text.index(start, offsetBy: nearby.count) != text.endIndex)
    window.shrink(to: width)
    return window.lines
  }
}

/// A part of a line, with the part of it that is marked.
private struct Window {
  var characters: [Character]
  var fault: Range<Int>
  var isCutAtStart: Bool
  var isCutAtEnd: Bool

  init(characters: [Character], fault: Range<Int>, isCutAtStart: Bool, isCutAtEnd: Bool) {
    self.characters = characters
    self.fault = fault.clamped(to: 0..<characters.count)
    self.isCutAtStart = isCutAtStart
    self.isCutAtEnd = isCutAtEnd
  }

  private var columns: Int {
    characters.reduce(0) { $0 + $1.columns } + (isCutAtStart ? 1 : 0) + (isCutAtEnd ? 1 : 0)
  }

  /// Drops characters from the side that reaches farther from the fault's start.
  mutating func shrink(to width: Int) {
    while columns > width {
      if characters.count - fault.lowerBound > fault.lowerBound {
        characters.removeLast()
        isCutAtEnd = true
      } else {
        characters.removeFirst()
        isCutAtStart = true
        fault = (fault.lowerBound - 1)..<(fault.upperBound - 1)
      }
      fault = fault.clamped(to: 0..<characters.count)
    }
  }

  var lines: String {
    let before = characters[..<fault.lowerBound].reduce(isCutAtStart ? 1 : 0) { $0 + $1.columns }
    let marked = characters[fault].reduce(0) { $0 + $1.columns }
    let line = (isCutAtStart ? "…" : "") + String(characters) + (isCutAtEnd ? "…" : "")
    let carets = String(repeating: "^", count: Swift.max(1, marked))
    return line + "\n" + String(repeating: " ", count: before) + carets
  }
}
