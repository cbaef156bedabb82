import Canvas

/// The bytes that switch the terminal over to the program and back.
struct ControlStrings: Hashable, Sendable {
  let enter: String
  private let leaveStart: String
  private let leaveEnd: String

  init(_ facts: TerminalFacts) {
    func string(_ name: String) -> String { facts.strings[name] ?? "" }
    let isXtermLike = facts.hasMouse
    let on = isXtermLike ? Self.privateModes.map { "\u{1B}[?\($0)h" }.joined() : ""
    let off = isXtermLike ? Self.privateModes.reversed().map { "\u{1B}[?\($0)l" }.joined() : ""
    // The cursor after the screen: some terminals keep its state for each screen apart.
    enter = string("smcup") + string("civis") + on
    // A crash may come in the middle of a sequence: the first two bytes end it.
    leaveStart = (isXtermLike ? "\u{1B}\\" : "") + off + string("sgr0")
    leaveEnd = string("cnorm") + (facts.strings["rmcup"] ?? string("clear"))
    resetsColors = string("op")
    resetsPalette = string("oc")
  }

  private let resetsColors: String
  private let resetsPalette: String

  /// What gives the terminal back.
  ///
  /// - Parameters:
  ///   - hasColors: Whether colours were used.
  ///   - synchronizes: Whether the terminal may be in the middle of a synchronized update.
  ///   - palette: What the redefined entries of the palette are to show again. Not every terminal has
  ///     a command for all of them, so each is set by itself first.
  func leave(
    hasColors: Bool, synchronizes: Bool, palette: [(index: Int, color: Color)] = []
  ) -> String {
    let entries = palette.map { PaletteCommand.set($0.index, $0.color) }.joined()
    return leave(
      hasColors: hasColors, synchronizes: synchronizes,
      before: entries + (entries.isEmpty ? "" : resetsPalette))
  }

  private func leave(hasColors: Bool, synchronizes: Bool, before end: String) -> String {
    leaveStart + (synchronizes ? Self.endUpdate : "") + (hasColors ? resetsColors : "") + end
      + leaveEnd
  }

  /// What gives a terminal back about which nothing is known but that Descent may have used it.
  ///
  /// - Parameter palette: Whether it takes commands for the palette. The entries from 16 on are set to
  ///   the standard ones, and then to the person's own where the terminal knows how.
  func restore(palette: Bool) -> String {
    let entries = palette ? Array(16..<256) : []
    let standard = entries.map { PaletteCommand.set($0, XtermColors.all[$0]) }.joined()
    let own = entries.map(PaletteCommand.reset).joined()
    // The cursor stays where it is on a terminal that was on its main screen all along.
    let place = leaveStart.isEmpty ? "" : "\u{1B}7"
    return leave(hasColors: true, synchronizes: !leaveStart.isEmpty, before: standard + own + place)
  }

  /// Button presses with motion while one is held, reported in the SGR form; bracketed paste.
  private static let privateModes = [1002, 1006, 2004]

  /// The mode in which the terminal shows what comes in between all at once.
  static let synchronizedUpdate = 2026
  static let beginUpdate = "\u{1B}[?\(synchronizedUpdate)h"
  static let endUpdate = "\u{1B}[?\(synchronizedUpdate)l"
}
