/// What nearly every terminal of today understands, and every terminfo database has.
let fallbackTerminal = "xterm-256color"

extension TerminalFacts {
  /// Finds the description to use for the terminal that the environment names, with a note for
  /// the person when it is another one.
  static func find(
    environment: [String: String]
  ) throws(ScreenError) -> (facts: TerminalFacts, note: String?) {
    let term = environment["TERM"] ?? ""
    guard !term.isEmpty else { throw .noTerminalName }
    guard term != "unknown" else { throw .unfitTerminal(name: term) }
    for name in [term, fallbackTerminal] {
      guard let facts = try load(name) else { continue }
      guard facts.canMoveCursor else { throw .unfitTerminal(name: name) }
      let note = "the terminal '\(term)' is not in the terminfo database: treated as \(name)"
      return (facts, name == term ? nil : note)
    }
    throw .unknownTerminal(name: term)
  }
}
