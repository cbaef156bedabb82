import CNcurses
import Canvas

/// What the terminfo description of a terminal says, as far as Descent cares.
struct TerminalFacts: Hashable, Sendable {
  var name: String
  /// How many colours there are; 0 for none.
  var colors = 0
  var canChangeColors = false
  /// Whether it reports a mouse, which the terminals that understand xterm's private modes do.
  var hasMouse = false
  var canMoveCursor = true
  /// String capabilities by their terminfo names, without padding.
  var strings: [String: String] = [:]

  /// The most that the terminal can show. Entries of small palettes are never redefined: the Linux
  /// console claims to be able to, and everything else on the screen would change with it.
  var depth: ColorDepth {
    switch colors {
    case ..<8: .none
    case ..<16: .eight
    case ..<256: .sixteen
    default: canChangeColors ? .trueColor : .indexed256
    }
  }
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
    facts.canChangeColors = cn_flag("ccc") && cn_string("initc") != nil
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
