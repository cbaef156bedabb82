extension Character {
  /// The character, or what to print in its place on a terminal: a space for any blank, `�` for
  /// controls, invisible formatting and marks without a letter.
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
  /// The text in one line as it may be sent to a terminal: blanks and line ends are spaces, and
  /// controls and invisible formatting `�`.
  public var printable: String { String(map(\.printable)) }
}

extension Unicode.Scalar {
  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }
}
