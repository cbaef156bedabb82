/// The reason why the terminal cannot be used for drawing. The program ends with status 69.
public enum ScreenError: Error, Hashable, Sendable {
  /// Standard output is not a terminal, or there is no terminal to read keys from.
  case notATerminal
  /// `TERM` is not set.
  case noTerminalName
  /// Neither `TERM` nor a substitute is in the terminfo database.
  case unknownTerminal(name: String)
  /// The terminal cannot move its cursor.
  case unfitTerminal(name: String)
  case noTerminalDatabase
  /// curses refused to start.
  case failed(name: String)
}

extension ScreenError: CustomStringConvertible {
  /// The fault and the remedy, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .notATerminal:
      "not a terminal: run it in one, or try the commands 'render' and 'trace'"
    case .noTerminalName:
      "TERM is not set: try 'export TERM=\(fallbackTerminal)'"
    case .unknownTerminal(let name):
      "the terminal '\(name)' is unknown here: try 'export TERM=\(fallbackTerminal)'"
    case .unfitTerminal(let name):
      "the terminal '\(name)' cannot move its cursor: if it can, "
        + "try 'export TERM=\(fallbackTerminal)'"
    case .noTerminalDatabase:
      "no terminfo database was found: install the package ncurses-base"
    case .failed(let name):
      "curses could not start on the terminal '\(name)'"
    }
  }
}
