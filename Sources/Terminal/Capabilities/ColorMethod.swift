import Canvas

/// How colours reach the terminal, the best last.
enum ColorMethod: Int, Hashable, Sendable, Comparable {
  case none
  /// The eight ANSI colours.
  case eight
  /// The eight ANSI colours and their bright forms.
  case sixteen
  /// The fixed entries of xterm's palette of 256.
  case indexed256
  /// Entries of the palette are redefined to the colours wanted.
  case palette
  /// Each colour is sent as it is, in 24 bits.
  case direct

  var depth: ColorDepth {
    switch self {
    case .none: .none
    case .eight: .eight
    case .sixteen: .sixteen
    case .indexed256: .indexed256
    case .palette, .direct: .trueColor
    }
  }

  static func < (left: ColorMethod, right: ColorMethod) -> Bool { left.rawValue < right.rawValue }
}

extension ColorMethod {
  /// The best that the terminal is known to take: what it has answered counts before what is said of
  /// it.
  ///
  /// A palette is redefined only where a redefined entry has read back as redefined: Konsole,
  /// Terminology and macOS Terminal ignore the command, and show a rainbow.
  static func best(_ hints: TerminalHints, _ answers: TerminalAnswers) -> ColorMethod {
    guard hints.facts.colors >= 8 else { return .none }
    // Where nothing was proved, a terminal that is known by name; the environment may be inherited.
    let isDirect =
      answers.takesDirectColor ?? TerminalIdentity(hints, answers)?.takesDirectColor
      ?? hints.claimsDirectColor
    if isDirect { return .direct }
    if answers.canRedefinePalette { return .palette }
    if answers.hasPalette { return .indexed256 }
    return switch hints.facts.colors {
    case ..<16: .eight
    case ..<256: .sixteen
    default: .indexed256
    }
  }
}
