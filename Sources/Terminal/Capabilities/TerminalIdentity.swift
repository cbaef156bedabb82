/// Which terminal it is, and in which version, as far as it is known.
struct TerminalIdentity: Hashable, Sendable {
  /// In lower case, as terminals call themselves when they are asked.
  enum Name: String, Hashable, Sendable, CaseIterable {
    case alacritty, contour, foot, ghostty, iterm2, kitty, konsole, mintty, mlterm, rio, st
    case terminology, tmux, vte, wezterm, xterm
    case appleTerminal = "apple_terminal"
    case urxvt = "rxvt-unicode"
    case vscode = "xterm.js"
    case windowsTerminal = "windows terminal"
  }

  let name: Name
  /// The numbers of the version from the first on; empty where it is not known.
  let version: [Int]

  init(_ name: Name, version: [Int] = []) {
    self.name = name
    self.version = version
  }

  /// What the terminal has answered counts first; then the environment, but not that of a
  /// multiplexer, which is older than the terminal attached to it.
  init?(_ hints: TerminalHints, _ answers: TerminalAnswers) {
    let environment = hints.multiplexer == nil ? hints.environment : [:]
    guard
      let identity = answers.version.flatMap({ Self(answer: $0) })
        ?? Self(secondaryAttributes: answers.secondaryAttributes)
        ?? Self(environment: environment)
    else { return nil }
    self = identity
  }

  /// Whether the version is not older than another; one that is not known is only as old as none.
  func isAtLeast(_ other: [Int]) -> Bool { !version.lexicographicallyPrecedes(other) }
}

extension TerminalIdentity {
  /// The answer to XTVERSION: a name and a version, as `kitty(0.26.5)` or `Konsole 22.12.3`.
  init?(answer: String) {
    let text = answer.lowercased()
    let fitting = Name.allCases.filter { name in
      text.hasPrefix(name.rawValue) && text.dropFirst(name.rawValue.count).first?.isLetter != true
    }
    guard let name = fitting.max(by: { $0.rawValue.count < $1.rawValue.count }) else { return nil }
    self.init(name, version: Self.numbers(text.dropFirst(name.rawValue.count)))
  }

  /// The answer to DA2, as far as it tells terminals apart that answer nothing better.
  init?(secondaryAttributes numbers: [Int]) {
    guard numbers.count == 3 else { return nil }
    switch (numbers[0], numbers[1], numbers[2]) {
    // 0.36, the first with direct colours, is 3600.
    case (1, 3600..., 0) where numbers[1] < 4000, (61, 3600..., 1), (65, 3600..., 1):
      self.init(.vte, version: [numbers[1]])
    // Two digits each for the parts of its version as a library; 0.11 answers 1700.
    case (0, 1000..., 1): self.init(.alacritty, version: [numbers[1]])
    case (1, 95, 0): self.init(.appleTerminal)
    case (85, _, 0): self.init(.urxvt)
    default: return nil
    }
  }

  /// What terminals tell the programs in them.
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

  /// What `TERM_PROGRAM` says where it is not the terminal's name.
  private static let programs: [String: Name] = ["iterm.app": .iterm2, "vscode": .vscode]

  /// Variables that only one terminal sets.
  private static let variables: [(variable: String, name: Name)] = [
    ("KITTY_WINDOW_ID", .kitty), ("GHOSTTY_RESOURCES_DIR", .ghostty), ("WEZTERM_PANE", .wezterm),
    ("ALACRITTY_WINDOW_ID", .alacritty), ("WT_SESSION", .windowsTerminal),
    ("TERMINOLOGY", .terminology), ("MLTERM", .mlterm), ("XTERM_VERSION", .xterm),
  ]

  /// How the names of terminals' descriptions begin.
  private static let descriptions: [(prefix: String, name: Name)] = [
    ("xterm-kitty", .kitty), ("xterm-ghostty", .ghostty), ("wezterm", .wezterm),
    ("alacritty", .alacritty), ("foot", .foot), ("contour", .contour), ("konsole", .konsole),
    ("vte", .vte), ("mlterm", .mlterm), ("rxvt-unicode", .urxvt), ("rio", .rio),
    ("mintty", .mintty), ("st-", .st), ("iterm2", .iterm2),
  ]

  /// The numbers of a version, as 3, 5 and 0 of ` 3.5.0beta2`.
  private static func numbers(_ text: Substring) -> [Int] {
    guard let start = text.firstIndex(where: \.isASCIIDigit) else { return [] }
    let version = text[start...].prefix { $0.isASCIIDigit || $0 == "." }
    return version.split(separator: ".").compactMap { Int($0) }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
