import Canvas
import Input

/// What the terminal can show.
public struct Capabilities: Hashable, Sendable {
  public var colorDepth: ColorDepth { colorMethod.depth }
  /// The glyphs that can be shown at all, whether a font has them or not.
  public let glyphSets: [GlyphSet]
  /// The finest glyphs that can be expected to look right: quadrants are in every font, but not in
  /// those of a Linux console, and finer ones are left to terminals that draw them themselves.
  public let finestGlyphs: GlyphSet
  /// Whether the fonts of the terminal can be expected to have braille.
  public let hasBraille: Bool
  /// The terminal's own background as it answered, else as the environment has it; nil where neither
  /// says anything. An answer that comes late is an `Event.background`.
  public let background: Background?
  /// Whether the clipboard can be reached through the terminal, if its settings allow that.
  public let takesClipboard: Bool
  let colorMethod: ColorMethod
  /// Whether large changes can be shown at once.
  let synchronizes: Bool

  init(
    _ hints: TerminalHints, _ answers: TerminalAnswers, color: ColorChoice, isUTF8: Bool,
    curses: Curses
  ) {
    let wanted = color.method(
      available: .best(hints, answers), noColor: hints.environment["NO_COLOR"])
    colorMethod =
      wanted == .direct && !curses.readsDescriptions
      ? answers.canRedefinePalette ? .palette : .indexed256 : wanted
    let glyphSets = isUTF8 ? curses.glyphSets : [.ascii]
    let identity = TerminalIdentity(hints, answers)
    let suitable = hints.isConsole ? [.ascii] : identity?.ownGlyphs ?? [.quadrant]
    // It looks for characters in no other font than the one it is given.
    hasBraille = identity?.name != .mlterm
    self.glyphSets = glyphSets
    finestGlyphs = suitable.first { glyphSets.contains($0) } ?? .ascii
    background =
      answers.background
      ?? hints.environment["COLORFGBG"].flatMap { Background(colorFGBG: $0) }
    takesClipboard = hints.takesClipboard
    synchronizes = answers.synchronizes
  }
}

extension Background {
  /// What the environment variable `COLORFGBG` says, as `0;15` or `15;0;default`: the numbers of the
  /// colours of text and, last of all, background. Seven and those from nine on are light.
  init?(colorFGBG text: String) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count >= 2, let last = parts.last, let index = Int(last), (0..<16).contains(index)
    else { return nil }
    self = index == 7 || index >= 9 ? .light : .dark
  }
}
