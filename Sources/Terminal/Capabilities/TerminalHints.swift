#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Knowledge about the terminal from its description and the environment, before it is asked.
struct TerminalHints: Hashable, Sendable {
  let facts: TerminalFacts
  /// The variables that terminals set, including `TERM`.
  let environment: [String: String]

  enum Multiplexer: Hashable, Sendable { case tmux, screen }

  /// The program between this one and the visible terminal. The variables do not tell which of two
  /// nested ones is the inner one; then it is assumed to be screen, which can do less.
  var multiplexer: Multiplexer? {
    if environment["STY"] != nil { return .screen }
    if environment["TMUX"] != nil || term.hasPrefix("tmux") { return .tmux }
    return term.hasPrefix("screen") ? .screen : nil
  }

  var term: String { environment["TERM"] ?? facts.name }

  /// Whether the environment or the description claims 24-bit colours. Some terminals inherit the
  /// variable from the one in which they were started, and read such colours as other attributes.
  var claimsDirectColor: Bool {
    let isUnreliable = ["dvtm", "eterm", "fbterm"].contains { term.hasPrefix($0) }
    guard multiplexer != .screen, !isConsole, !isUnreliable else { return false }
    return ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
      || facts.hasDirectColor
  }

  /// Whether this is a console of the Linux kernel, with eight colours and a font without quadrants.
  var isConsole: Bool { facts.name == "linux" || term == "linux" }

  /// Whether questions leave no trace on the screen, answered or not.
  ///
  /// GNU screen passes some questions to the terminal around it, and prints those that are too long.
  var canBeAsked: Bool { takesCommands && multiplexer != .screen && !term.hasPrefix("screen") }

  /// Whether the terminal prints part of a question that contains a string or a dollar sign: macOS
  /// Terminal, and Konsole before 22.08. Others may do so too; the first frame clears the text.
  var printsDeviceControl: Bool {
    guard let identity = TerminalIdentity(environment: environment) else { return false }
    switch identity.name {
    case .appleTerminal: return true
    case .konsole: return !identity.isAtLeast([22, 8])
    default: return false
    }
  }

  /// Whether the terminal accepts text for the clipboard, if its settings allow that.
  var takesClipboard: Bool { takesCommands && multiplexer != .screen }

  /// Whether commands for images can be sent before the terminal has said that it knows them.
  ///
  /// tmux would take one for the title of the window.
  func mayShowImages(_ identity: TerminalIdentity?) -> Bool {
    canBeAsked && multiplexer == nil && !printsDeviceControl
      && identity.map { TerminalIdentity.namesWithImages.contains($0.name) } ?? false
  }

  private var takesCommands: Bool { facts.hasMouse && !printsCommands }

  /// Whether the terminal may print the text of operating system commands (`ESC ]`).
  private var printsCommands: Bool {
    ["cons", "cygwin", "dumb", "eterm", "linux", "sun", "vt1", "vt2", "vt3", "vt4", "vt5"]
      .contains { term.hasPrefix($0) }
  }
}

/// The environment variables about the terminal that are set.
func terminalEnvironment() -> [String: String] {
  let names = [
    "TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "TERM_PROGRAM", "TERM_PROGRAM_VERSION",
    "VTE_VERSION", "KONSOLE_VERSION", "TMUX", "STY", "ALACRITTY_WINDOW_ID",
    "GHOSTTY_RESOURCES_DIR", "KITTY_WINDOW_ID", "MLTERM", "TERMINOLOGY", "WEZTERM_PANE",
    "WT_SESSION", "XTERM_VERSION",
  ]
  return names.reduce(into: [:]) { environment, name in
    environment[name] = getenv(name).map { String(cString: $0) }
  }
}
