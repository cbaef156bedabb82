import Canvas

/// What is known of terminals by their sources and documents, where they do not tell it themselves.
extension TerminalIdentity {
  /// Whether colours of 24 bits are shown as they are; nil where that is not known.
  var takesDirectColor: Bool? {
    switch name {
    case .alacritty, .contour, .foot, .ghostty, .iterm2, .kitty, .konsole, .mintty, .rio, .st,
      .vscode, .vte, .wezterm, .windowsTerminal, .xterm:
      true
    // They show the nearest of their own.
    case .mlterm, .terminology, .urxvt: false
    // That of macOS 26 calls itself 464 or more; those before read the numbers as other attributes.
    case .appleTerminal: version.isEmpty ? nil : isAtLeast([464])
    case .tmux: nil
    }
  }

  /// The glyphs that the terminal is known to draw well, the finest first: quadrants, which every
  /// font has, and the finer ones that it draws itself, whatever the font has.
  var ownGlyphs: [GlyphSet] {
    guard let first = Self.firstVersions[name], !isBroken else { return [.quadrant] }
    let octants = first.octants.map(isAtLeast) ?? false
    return (octants ? [.octant] : []) + (isAtLeast(first.sextants) ? [.sextant] : []) + [.quadrant]
  }

  /// foot 1.20.0 crashes on sextants (its changelog for 1.20.1).
  private var isBroken: Bool { name == .foot && version == [1, 20, 0] }

  /// The first versions that draw all sextants, and all octants with the quarters that belong to them;
  /// an empty one is any version. By their changelogs and sources:
  ///
  /// - Alacritty: sextants in 0.13.2, which answers DA2 with 2300.
  /// - Contour: `vtrasterizer/BoxDrawingRenderer.cpp`, since 0.2.1.
  /// - foot: octants in 1.20.1, but never the quarters.
  /// - Ghostty: `font/sprite`; the quarters came with 1.2.0.
  /// - iTerm2: release 3.6.7.
  /// - kitty: octants in 0.40, the quarters in 0.47.
  /// - Konsole: `characters/LineBlockCharacters.h`, since 22.04.
  /// - Rio: both in 0.2.13.
  /// - VTE: `minifont.cc`; sextants in 0.60, octants in 0.78.
  /// - WezTerm: sextants in 2021, octants in builds since February 2025.
  private static let firstVersions: [Name: (sextants: [Int], octants: [Int]?)] = [
    .alacritty: ([2300], nil),
    .contour: ([], nil),
    .foot: ([], nil),
    .ghostty: ([], [1, 2]),
    .iterm2: ([3, 6, 7], nil),
    .kitty: ([], [0, 47]),
    .konsole: ([22, 4], nil),
    .rio: ([0, 2, 13], [0, 2, 13]),
    .vte: ([6000], [7800]),
    .wezterm: ([], [20_250_209]),
  ]
}
