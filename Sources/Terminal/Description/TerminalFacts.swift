import CNcurses

/// The part of a terminfo description that Descent uses.
struct TerminalFacts: Hashable, Sendable {
  var name: String
  /// The number of colours; 0 without any.
  var colors = 0
  /// Whether colours of 24 bits are shown exactly.
  var hasDirectColor = false
  /// Whether it has a mouse; terminals with one understand xterm's private modes.
  var hasMouse = false
  var canMoveCursor = true
  /// String capabilities by their terminfo names, without padding.
  var strings: [String: String] = [:]
}

extension TerminalFacts {
  /// The description in the database by which a curses library draws that reads none from memory.
  func name(for method: ColorMethod) -> String {
    method >= .indexed256 && colors != 256 ? fallbackTerminal : name
  }

  /// Reads the description of a terminal; nil if there is none of that name.
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

/// A terminfo string without its delays, such as `$<100/>`.
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

/// A description that nearly every terminal understands and every terminfo database contains.
let fallbackTerminal = "xterm-256color"

extension TerminalFacts {
  /// Finds the description of the terminal that the environment names, or a substitute and a note about
  /// it for the user.
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
