/// What the description and the environment say about the terminal before it is asked anything.
struct TerminalHints: Hashable, Sendable {
  let facts: TerminalFacts
  /// The variables that terminals set, `TERM` among them.
  let environment: [String: String]

  enum Multiplexer: Hashable, Sendable { case tmux, screen }

  /// The program between this one and the terminal that a person sees. Of nested ones the variables
  /// do not tell which is the inner one: then it is screen, which takes less.
  var multiplexer: Multiplexer? {
    if environment["STY"] != nil { return .screen }
    if environment["TMUX"] != nil || term.hasPrefix("tmux") { return .tmux }
    return term.hasPrefix("screen") ? .screen : nil
  }

  var term: String { environment["TERM"] ?? facts.name }

  /// Whether the environment or the description says that 24-bit colours are taken. Some terminals
  /// inherit the variable from another one that they were started in, and read such colours as other
  /// attributes.
  var claimsDirectColor: Bool {
    let isLiar = ["dvtm", "eterm", "fbterm"].contains { term.hasPrefix($0) }
    guard multiplexer != .screen, !isConsole, !isLiar else { return false }
    return ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
      || facts.hasDirectColor
  }

  /// The kernel's own terminal of Linux: eight colours, and a font without quadrants.
  var isConsole: Bool { facts.name == "linux" || term == "linux" }

  /// Whether nothing of a question is shown, whatever the terminal answers or does not.
  ///
  /// GNU screen hands some questions to the terminal it runs in, and prints what is too long for it.
  var canBeAsked: Bool { takesCommands && multiplexer != .screen && !term.hasPrefix("screen") }

  /// Whether the terminal is one of those that show part of a question with a string or a dollar sign
  /// in it: macOS Terminal, and Konsole before 22.08. Of others like them nothing is known before they
  /// are asked, but what they show is cleared with the first frame.
  var printsDeviceControl: Bool {
    guard let identity = TerminalIdentity(environment: environment) else { return false }
    switch identity.name {
    case .appleTerminal: return true
    case .konsole: return !identity.isAtLeast([22, 8])
    default: return false
    }
  }

  /// Whether the clipboard can be reached through the terminal, if its settings allow that.
  var takesClipboard: Bool { takesCommands && multiplexer != .screen }

  private var takesCommands: Bool { facts.hasMouse && !printsCommands }

  /// Whether the terminal may show the text of operating system commands (`ESC ]`) on its screen.
  private var printsCommands: Bool {
    ["cons", "cygwin", "dumb", "eterm", "linux", "sun", "vt1", "vt2", "vt3", "vt4", "vt5"]
      .contains { term.hasPrefix($0) }
  }
}
