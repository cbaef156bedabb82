import CNcurses
import Canvas

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Screen {
  /// Gives the terminal back that a program has left in the middle, as `kill -9` makes it do: the
  /// screen, the cursor, the mouse, the colours, the palette, the way keys are read.
  ///
  /// - Throws: `ScreenError` where there is no terminal.
  public static func restore() throws(ScreenError) {
    let terminal = cn_find_input()
    guard terminal >= 0 else { throw .notATerminal }
    let (facts, _) = try TerminalFacts.find(environment: terminalEnvironment())
    let hints = TerminalHints(facts: facts, environment: terminalEnvironment())
    let bytes = ControlStrings(facts).restore(palette: hints.canBeAsked)
    cn_make_sane(terminal)
    // Where standard output goes elsewhere, the controlling terminal is meant.
    let file = isatty(STDOUT_FILENO) == 1 ? STDOUT_FILENO : terminal
    cn_write_to(file, bytes, bytes.utf8.count)
  }
}
