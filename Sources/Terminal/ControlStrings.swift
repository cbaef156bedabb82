/// The bytes that switch the terminal over to the program and back.
struct ControlStrings: Hashable, Sendable {
  /// Everything but the alternate screen, which curses switches on at first by itself.
  let modes: String
  let enter: String
  let leave: String
  /// Asks for the terminal's background and then, as every terminal answers that and answers come in
  /// order, for its attributes. Empty where it must not be asked.
  let question: String

  init(facts: TerminalFacts, capabilities: Capabilities) {
    func string(_ name: String) -> String { facts.strings[name] ?? "" }
    let isXtermLike = facts.hasMouse
    let on = isXtermLike ? Self.privateModes.map { "\u{1B}[?\($0)h" }.joined() : ""
    let off = isXtermLike ? Self.privateModes.reversed().map { "\u{1B}[?\($0)l" }.joined() : ""
    modes = string("civis") + on
    enter = string("smcup") + modes
    let colors = capabilities.colorDepth == .none ? "" : string("op")
    let palette = capabilities.canRedefinePalette ? string("oc") : ""
    let screen = facts.strings["rmcup"] ?? string("clear")
    // A crash may come in the middle of a sequence: the first two bytes end it.
    let end = isXtermLike ? "\u{1B}\\" + Self.endUpdate : ""
    question = capabilities.canBeAsked ? "\u{1B}]11;?\u{7}\u{1B}[c" : ""
    leave = end + off + string("sgr0") + colors + palette + string("cnorm") + screen
  }

  /// Button presses with motion while one is held, reported in the SGR form; bracketed paste.
  private static let privateModes = [1002, 1006, 2004]

  /// Synchronized output: the terminal shows what comes in between all at once.
  static let beginUpdate = "\u{1B}[?2026h"
  static let endUpdate = "\u{1B}[?2026l"
}
