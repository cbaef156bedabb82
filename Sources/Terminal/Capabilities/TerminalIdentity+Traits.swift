import Canvas

/// What is known of terminals by their documents and sources, where they do not tell it themselves.
extension TerminalIdentity {
  /// Whether colours of 24 bits are taken as they are. urxvt and mlterm show the nearest of their own.
  var takesDirectColor: Bool {
    switch name {
    case .alacritty, .contour, .foot, .ghostty, .iterm2, .kitty, .konsole, .mintty, .rio, .st,
      .vscode, .vte, .wezterm, .windowsTerminal, .xterm:
      true
    case .appleTerminal: isAtLeast(Self.firstAppleTerminalWithDirectColor)
    case .mlterm, .terminology, .tmux, .urxvt: false
    }
  }

  /// The Terminal of macOS 26.
  private static let firstAppleTerminalWithDirectColor = [460]

  /// The finest blocks that the terminal draws itself, whatever the font has.
  var finestGlyphs: GlyphSet {
    guard let (sextants, octants) = Self.firstVersions[name] else { return .quadrant }
    if let octants, isAtLeast(octants) { return .octant }
    // Nought is any version, known or not.
    return sextants == [0] || isAtLeast(sextants) ? .sextant : .quadrant
  }

  /// The versions from which on terminals draw sextants and octants themselves.
  private static let firstVersions: [Name: (sextants: [Int], octants: [Int]?)] = [
    .alacritty: ([0, 14], nil),
    .contour: ([0], nil),
    .foot: ([0], [1, 22]),
    .ghostty: ([0], [1, 2]),
    .kitty: ([0], [0, 40]),
    .vte: ([5600], [7800]),
    .wezterm: ([0], nil),
  ]
}
