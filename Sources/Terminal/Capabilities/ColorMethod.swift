import Canvas

/// The ways to send colours to the terminal, the best last.
enum ColorMethod: Int, Hashable, Sendable, Comparable {
  case none
  /// The eight ANSI colours.
  case eight
  /// The eight ANSI colours and their bright forms.
  case sixteen
  /// The fixed entries of xterm's palette of 256.
  case indexed256
  /// Entries of the palette, redefined to the desired colours.
  case palette
  /// Each colour in 24 bits.
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
  /// The best method that the terminal is known to support; its answers take precedence over the
  /// description and the environment.
  ///
  /// A palette is redefined only if a redefined entry was read back: Konsole, Terminology and macOS
  /// Terminal ignore the command, and would show arbitrary colours.
  static func best(_ hints: TerminalHints, _ answers: TerminalAnswers) -> ColorMethod {
    guard hints.facts.colors >= 8 else { return .none }
    // Without an answer, the name of the terminal counts; the environment may be inherited.
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

/// The user's choice of colours: the values of `--color`.
public enum ColorChoice: String, CaseIterable, Hashable, Sendable {
  /// What the terminal can show; no colours if `NO_COLOR` is set.
  case automatic = "auto"
  /// What the terminal can show, even if `NO_COLOR` is set.
  case always
  case never
  case sixteen = "16"
  case indexed256 = "256"
  case trueColor = "true"

  /// The number of colours for a picture that is not shown on this terminal.
  public var depthOfPictures: ColorDepth { method(available: .direct, noColor: nil).depth }

  /// The method to use if `available` is the best that the terminal is known to support. A user may
  /// choose a better one, if the terminal has colours at all.
  ///
  /// - Parameter noColor: The value of the environment variable `NO_COLOR`; an empty one has no effect.
  func method(available: ColorMethod, noColor: String?) -> ColorMethod {
    switch self {
    case .automatic: (noColor ?? "").isEmpty ? available : .none
    case .always: available
    case .never: .none
    case .sixteen: min(.sixteen, available)
    case .indexed256: available == .none ? .none : .indexed256
    case .trueColor: available == .none ? .none : available == .palette ? .palette : .direct
    }
  }

  /// Whether the method depends on the terminal's answers.
  var dependsOnAnswers: Bool {
    switch self {
    case .automatic, .always, .trueColor: true
    case .never, .sixteen, .indexed256: false
    }
  }
}
