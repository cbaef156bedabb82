import CNcurses

/// What the terminfo description of a terminal says, as far as Descent cares.
struct TerminalFacts: Hashable, Sendable {
  var name: String
  /// How many colours there are; 0 for none.
  var colors = 0
  /// Whether colours of 24 bits are taken as they are.
  var hasDirectColor = false
  /// Whether it reports a mouse, which the terminals that understand xterm's private modes do.
  var hasMouse = false
  var canMoveCursor = true
  /// The description to draw with in 256 colours, where curses takes none from memory.
  var nameWith256Colors: String { colors == 256 ? name : fallbackTerminal }
  /// String capabilities by their terminfo names, without padding.
  var strings: [String: String] = [:]
}

extension TerminalFacts {
  /// Reads the description of a terminal; nil when there is none of that name.
  static func load(_ name: String) throws(ScreenError) -> TerminalFacts? {
    switch cn_load_description(name) {
    case 1: break
    case 0: return nil
    default: throw .noTerminalDatabase
    }
    var facts = TerminalFacts(name: name)
    facts.colors = max(0, Int(cn_number("colors")))
    facts.hasDirectColor = cn_flag("RGB") || cn_flag("Tc") || facts.colors > 256
    facts.hasMouse = cn_string("kmous") != nil
    facts.canMoveCursor = cn_string("cup") != nil
    for capability in ["smcup", "rmcup", "civis", "cnorm", "sgr0", "op", "oc", "clear"] {
      facts.strings[capability] = cn_string(capability).map { withoutPadding(String(cString: $0)) }
    }
    return facts
  }
}

/// A terminfo string without its delays, which look like `$<100/>`.
func withoutPadding(_ capability: String) -> String {
  var rest = Substring(capability)
  var result = ""
  while let start = rest.firstIndex(of: "$") {
    let delay = rest[start...]
    guard delay.hasPrefix("$<"), let end = delay.firstIndex(of: ">") else {
      result += rest[...start]
      rest = rest[rest.index(after: start)...]
      continue
    }
    result += rest[..<start]
    rest = rest[rest.index(after: end)...]
  }
  return result + rest
}
