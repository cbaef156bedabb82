import Canvas

/// What the terminal can show.
public struct Capabilities: Hashable, Sendable {
  /// The name of the terminfo description in use.
  public var name: String
  public var colorDepth: ColorDepth
  /// Whether `colorDepth` is reached by redefining entries of the palette.
  public var canRedefinePalette: Bool
  /// Whether characters beyond ASCII can be shown at all.
  public var isUTF8: Bool
  /// Whether quadrant blocks and braille can be expected: with UTF-8, and not on a Linux console,
  /// whose fonts have neither.
  public var drawsQuadrants: Bool
  /// Whether the terminal is known to draw sextants itself, whatever the font.
  public var drawsSextants: Bool
  /// What the environment says about the terminal's own background; nil where it says nothing. The
  /// terminal's own answer comes as `Event.background`.
  public var background: Background?
  /// Whether the clipboard can be reached through the terminal, if its settings allow that.
  public var takesClipboard: Bool
  /// Whether the terminal can be asked for its background: whatever it answers, or does not, nothing
  /// of the question is shown.
  var canBeAsked: Bool

  /// - Parameters:
  ///   - facts: The terminfo description in use.
  ///   - environment: The variables that terminals set, `TERM` among them.
  init(
    facts: TerminalFacts, environment: [String: String], color: ColorChoice, isUTF8: Bool
  ) {
    let available = facts.depth
    name = facts.name
    colorDepth = color.depth(available: available, noColor: environment["NO_COLOR"])
    canRedefinePalette = colorDepth == .trueColor
    self.isUTF8 = isUTF8
    drawsQuadrants = isUTF8 && facts.name != "linux"
    drawsSextants = isUTF8 && Self.drawsSextants(environment)
    background = environment["COLORFGBG"].flatMap { Background(colorFGBG: $0) }
    let term = environment["TERM"] ?? facts.name
    // GNU screen prints what is too long for it of a command that it does not know.
    let isScreen = environment["STY"] != nil || term.hasPrefix("screen")
    let takesCommands = facts.hasMouse && !Self.printsCommands(term)
    canBeAsked = takesCommands && !isScreen
    takesClipboard =
      takesCommands && (!isScreen || environment["TMUX"] != nil && environment["STY"] == nil)
  }

  /// Whether a terminal may show the text of operating system commands (`ESC ]`) on its screen.
  private static func printsCommands(_ term: String) -> Bool {
    ["cons", "cygwin", "dumb", "eterm", "linux", "sun", "vt1", "vt2", "vt3", "vt4", "vt5"]
      .contains { term.hasPrefix($0) }
  }

  /// Terminals that draw sextants as shapes, by the names they go by in `TERM` and `TERM_PROGRAM`.
  private static let sextantTerminals = [
    "alacritty", "contour", "foot", "ghostty", "kitty", "wezterm", "xterm-ghostty", "xterm-kitty",
  ]

  /// Variables that such terminals set for the programs in them.
  private static let sextantVariables = [
    "ALACRITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR", "KITTY_WINDOW_ID", "WEZTERM_PANE",
  ]

  private static func drawsSextants(_ environment: [String: String]) -> Bool {
    let term = environment["TERM"] ?? ""
    let program = (environment["TERM_PROGRAM"] ?? "").lowercased()
    // What a multiplexer was started in says nothing about the terminal attached to it now.
    let isMultiplexed =
      environment["TMUX"] != nil || environment["STY"] != nil
      || term.hasPrefix("tmux") || term.hasPrefix("screen")
    guard !isMultiplexed else { return false }
    // VTE draws them from 0.56 on.
    let vte = environment["VTE_VERSION"].flatMap { Int($0) } ?? 0
    return sextantTerminals.contains { term.hasPrefix($0) || program == $0 }
      || sextantVariables.contains { environment[$0] != nil } || vte >= 5600
  }
}
