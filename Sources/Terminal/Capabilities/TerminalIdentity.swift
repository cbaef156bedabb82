import Canvas

/// The name and version of the terminal, as far as they are known.
struct TerminalIdentity: Hashable, Sendable {
  /// The names in lower case, as in the terminals' answers.
  enum Name: String, Hashable, Sendable, CaseIterable {
    case alacritty, contour, foot, ghostty, iterm2, kitty, konsole, mintty, mlterm, rio, st
    case terminology, tmux, vte, wezterm, xterm
    case appleTerminal = "apple_terminal"
    case urxvt = "rxvt-unicode"
    case vscode = "xterm.js"
    case windowsTerminal = "windows terminal"
  }

  let name: Name
  /// The numbers of the version, most significant first; empty if it is unknown.
  let version: [Int]

  init(_ name: Name, version: [Int] = []) {
    self.name = name
    self.version = version
  }

  /// Identifies the terminal by its answers first, then by the environment, except in a multiplexer,
  /// whose environment may be older than the attached terminal.
  init?(_ hints: TerminalHints, _ answers: TerminalAnswers) {
    let environment = hints.multiplexer == nil ? hints.environment : [:]
    guard
      let identity = answers.version.flatMap({ Self(answer: $0) })
        ?? Self(secondaryAttributes: answers.secondaryAttributes)
        ?? Self(environment: environment)
    else { return nil }
    self = identity
  }

  /// Whether the version is not older than another; an unknown version is older than any other.
  func isAtLeast(_ other: [Int]) -> Bool { !version.lexicographicallyPrecedes(other) }
}

extension TerminalIdentity {
  /// Reads the answer to XTVERSION, a name and a version: `kitty(0.26.5)` or `Konsole 22.12.3`.
  init?(answer: String) {
    let text = answer.lowercased()
    let fitting = Name.allCases.filter { name in
      text.hasPrefix(name.rawValue) && text.dropFirst(name.rawValue.count).first?.isLetter != true
    }
    guard let name = fitting.max(by: { $0.rawValue.count < $1.rawValue.count }) else { return nil }
    self.init(name, version: Self.numbers(text.dropFirst(name.rawValue.count)))
  }

  /// Reads the answer to DA2, for terminals that do not answer XTVERSION.
  init?(secondaryAttributes numbers: [Int]) {
    guard numbers.count == 3 else { return nil }
    switch (numbers[0], numbers[1], numbers[2]) {
    // 0.36, the first with direct colours, is 3600.
    case (1, 3600..., 0) where numbers[1] < 4000, (61, 3600..., 1), (65, 3600..., 1):
      self.init(.vte, version: [numbers[1]])
    // The version of its library, two digits for each part; 0.11 answers 1700.
    case (0, 1000..., 1): self.init(.alacritty, version: [numbers[1]])
    case (1, 95, 0): self.init(.appleTerminal)
    case (85, _, 0): self.init(.urxvt)
    default: return nil
    }
  }

  /// Reads the variables that terminals set for the programs inside them.
  init?(environment: [String: String]) {
    func version(_ variable: String) -> [Int] {
      environment[variable].map { Self.numbers($0[...]) } ?? []
    }
    if let number = environment["VTE_VERSION"].flatMap({ Int($0) }), number > 0 {
      self.init(.vte, version: [number])
      return
    }
    if let number = environment["KONSOLE_VERSION"].flatMap({ Int($0) }) {
      self.init(.konsole, version: [number / 10_000, number / 100 % 100, number % 100])
      return
    }
    let program = (environment["TERM_PROGRAM"] ?? "").lowercased()
    if let name = Self.programs[program] ?? Name(rawValue: program) {
      self.init(name, version: version("TERM_PROGRAM_VERSION"))
      return
    }
    let variable = Self.variables.first { environment[$0.variable] != nil }
    let term = environment["TERM"] ?? ""
    let description = Self.descriptions.first { term.hasPrefix($0.prefix) }
    guard let name = variable?.name ?? description?.name else { return nil }
    self.init(name)
  }

  /// The values of `TERM_PROGRAM` that are not the terminal's name.
  private static let programs: [String: Name] = ["iterm.app": .iterm2, "vscode": .vscode]

  /// Variables that only one terminal sets.
  private static let variables: [(variable: String, name: Name)] = [
    ("KITTY_WINDOW_ID", .kitty), ("GHOSTTY_RESOURCES_DIR", .ghostty), ("WEZTERM_PANE", .wezterm),
    ("ALACRITTY_WINDOW_ID", .alacritty), ("WT_SESSION", .windowsTerminal),
    ("TERMINOLOGY", .terminology), ("MLTERM", .mlterm), ("XTERM_VERSION", .xterm),
  ]

  /// The beginnings of the names of terminals' descriptions.
  private static let descriptions: [(prefix: String, name: Name)] = [
    ("xterm-kitty", .kitty), ("xterm-ghostty", .ghostty), ("wezterm", .wezterm),
    ("alacritty", .alacritty), ("foot", .foot), ("contour", .contour), ("konsole", .konsole),
    ("vte", .vte), ("mlterm", .mlterm), ("rxvt-unicode", .urxvt), ("rio", .rio),
    ("mintty", .mintty), ("st-", .st), ("iterm2", .iterm2),
  ]

  /// The numbers of a version: 3, 5 and 0 for ` 3.5.0beta2`.
  private static func numbers(_ text: Substring) -> [Int] {
    guard let start = text.firstIndex(where: \.isASCIIDigit) else { return [] }
    let version = text[start...].prefix { $0.isASCIIDigit || $0 == "." }
    return version.split(separator: ".").compactMap { Int($0) }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

/// Facts about terminals from their sources and documents, for which there is no question.
extension TerminalIdentity {
  /// Whether colours of 24 bits are shown exactly; nil if that is unknown.
  var takesDirectColor: Bool? {
    switch name {
    case .alacritty, .contour, .foot, .ghostty, .iterm2, .kitty, .konsole, .mintty, .rio, .st,
      .vscode, .vte, .wezterm, .windowsTerminal, .xterm:
      true
    // They show the nearest entry of their palette.
    case .mlterm, .terminology, .urxvt: false
    // Version 464 came with macOS 26; earlier ones read the numbers as other attributes.
    case .appleTerminal: version.isEmpty ? nil : isAtLeast([464])
    case .tmux: nil
    }
  }

  /// The terminals that know kitty's graphics protocol in some version, with some settings.
  static let namesWithImages: Set<Name> = [.ghostty, .iterm2, .kitty, .konsole, .rio, .wezterm]

  /// Whether images below the text were seen right in a window of this version or an earlier one: through
  /// panes, resizing, suspending and ending. In kitty 0.26 with a software renderer cells beside an image
  /// lose their background; the others were not seen.
  var drawsImagesWell: Bool { name == .konsole && isAtLeast([22, 12]) }

  /// The glyphs that the terminal draws well, the finest first: quadrants, which are in every font, and
  /// finer ones that it draws without a font.
  var ownGlyphs: [GlyphSet] {
    guard let first = Self.firstVersions[name], !isBroken else { return [.quadrant] }
    let octants = first.octants.map(isAtLeast) ?? false
    return (octants ? [.octant] : []) + (isAtLeast(first.sextants) ? [.sextant] : []) + [.quadrant]
  }

  /// foot 1.20.0 crashes on sextants (its changelog for 1.20.1).
  private var isBroken: Bool { name == .foot && version == [1, 20, 0] }

  /// The first versions that draw all sextants, and all octants with their quarters; an empty one is
  /// any version. Sources:
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
