extension FormulaError {
  /// The part of the formula around the fault, and below it a line with carets under the fault.
  ///
  /// At most 72 columns wide: a longer formula is shown in part, with `…` where it is cut. Blanks,
  /// tabs and line ends are one space each; characters that a terminal must not be sent are `�`.
  /// Empty for a blank text.
  public var excerpt: String {
    if reason == .empty { return "" }
    let width = 72
    // However long the text, only a window around the fault is examined.
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

/// A part of a line, and which characters of it are marked.
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

  /// Drops characters from the side that extends farther from the fault's start.
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

extension Character {
  /// The character to print on a terminal: a space for any blank, `�` for controls, invisible
  /// formatting and marks without a letter, otherwise the character itself.
  var printable: Character {
    if isWhitespace { return " " }
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        return "\u{FFFD}"
      default: continue
      }
    }
    guard let first = unicodeScalars.first, !first.isMark, unicodeScalars.count <= 4 else {
      return "\u{FFFD}"
    }
    return self
  }

  /// The columns that a printable character takes on a terminal: 2 for East Asian wide characters
  /// and emoji, else 1.
  var columns: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    // The wide and fullwidth blocks of Unicode's East Asian Width (UAX #11).
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default:
      return unicodeScalars.contains("\u{FE0F}") ? 2 : 1
    }
  }
}

extension StringProtocol {
  /// The text in one line, safe to send to a terminal: blanks and line ends are spaces, controls
  /// and invisible formatting are `�`.
  package var printable: String { String(map(\.printable)) }
}

extension Unicode.Scalar {
  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }
}
