import Canvas

/// The terminfo names to try for a terminal, the best first.
///
/// - Parameters:
///   - term: The value of `TERM`.
///   - colorTerm: The value of `COLORTERM`, by which terminals say that they show 24-bit colours.
///   - color: A depth asked for by hand is looked for under the name with `-256color` too.
func terminalNames(term: String, colorTerm: String?, color: ColorChoice) -> [String] {
  let isModestXterm = term == "xterm" && ["truecolor", "24bit"].contains(colorTerm ?? "")
  let asksForMore = color.demanded != nil && !term.hasSuffix("-256color")
  return (isModestXterm || asksForMore ? [term + "-256color"] : []) + [term, fallbackTerminal]
}

/// What nearly every terminal of today understands, and every terminfo database has.
let fallbackTerminal = "xterm-256color"

extension TerminalFacts {
  /// Finds the description to use for the terminal that the environment names, with a note for
  /// the person when it is another one.
  static func find(
    environment: [String: String], color: ColorChoice
  ) throws(ScreenError) -> (facts: TerminalFacts, note: String?) {
    let term = environment["TERM"] ?? ""
    guard !term.isEmpty else { throw .noTerminalName }
    guard term != "unknown" else { throw .unfitTerminal(name: term) }
    let names = terminalNames(term: term, colorTerm: environment["COLORTERM"], color: color)
    for name in names {
      guard var facts = try load(name) else { continue }
      guard facts.canMoveCursor else { throw .unfitTerminal(name: name) }
      // Descriptions with direct colours number them otherwise; their terminals have palettes too.
      if facts.colors > 256, let indexed = try load(fallbackTerminal) { facts = indexed }
      let isForeign = !name.hasPrefix(term)
      let note = "the terminal '\(term)' is not in the terminfo database: treated as \(name)"
      return (facts, isForeign ? note : nil)
    }
    throw .unknownTerminal(name: term)
  }
}
