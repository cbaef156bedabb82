/// Formulas as they are typeset in papers.
enum LaTeX {
  /// The text without LaTeX's commands and braces: not yet a formula, but closer to one.
  static func plain(_ text: String) -> String {
    var reader = Reader(characters: Array(text))
    return reader.text(until: nil)
  }

  /// Commands that stand for a sign; others stand for their name.
  private static let signs: [String: String] = [
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "lvert": "|", "rvert": "|", "vert": "|",
    "mid": "|", "|": "|", "left": "", "right": "", "big": "", "Big": "", "bigl": "", "bigr": "",
    "Bigl": "", "Bigr": "", "bigg": "", "quad": " ", "qquad": " ", ",": " ", ";": " ", ":": " ",
    "!": "", " ": " ", "(": "", ")": "", "[": "", "]": "", "{": "(", "}": ")", "\\": " ",
    "displaystyle": "", "le": "<=", "leq": "<=", "ge": ">=", "geq": ">=", "ne": "!=", "neq": "!=",
    "bmod": " mod ", "lt": "<", "gt": ">", "land": " and ", "wedge": " and ", "lor": " or ",
    "vee": " or ",
    "lnot": " not ", "neg": " not ", "lbrace": "(", "rbrace": ")", "lfloor": "floor(",
    "rfloor": ")", "lceil": "ceil(", "rceil": ")", "operatorname": "", "mathrm": "", "text": "",
    "mathbf": "", "boldsymbol": "", "mathit": "", "limits": "", "varphi": "phi",
    "vartheta": "theta",
    "arcsin": "asin ", "arccos": "acos ", "arctan": "atan ",
  ]

  /// Commands whose argument is text, not a value.
  private static let wrappers: Set<String> = [
    "operatorname", "mathrm", "text", "mathbf", "boldsymbol", "mathit",
  ]

  private struct Reader {
    let characters: [Character]
    var position = 0

    mutating func text(until end: Character?) -> String {
      var result = ""
      while position < characters.count {
        let character = characters[position]
        if character == end {
          position += 1
          return result
        }
        result += piece(character)
      }
      return result
    }

    private mutating func piece(_ character: Character) -> String {
      position += 1
      switch character {
      case "$", "&": return ""
      case "{": return "(" + text(until: "}") + ")"
      case "_":
        guard peek() == "{" else { return "_" }
        position += 1
        return "_" + text(until: "}").trimmingBlanks
      case "\\": return command()
      default: return String(character)
      }
    }

    private mutating func command() -> String {
      guard let first = peek() else { return "" }
      var name = String(first)
      position += 1
      if first.isLetter {
        while let next = peek(), next.isLetter {
          name.append(next)
          position += 1
        }
      }
      switch name {
      case "frac", "dfrac", "tfrac", "cfrac":
        let above = argument()
        return "((\(above))/(\(argument())))"
      case "sqrt":
        if peek() == "[" {
          position += 1
          let root = text(until: "]")
          return "((\(argument()))^(1/(\(root))))"
        }
        return "sqrt(\(argument()))"
      case "sum", "prod": return series(name)
      case "x", "y": return "\\" + name
      default:
        if LaTeX.wrappers.contains(name) { return argument() + " " }
        return LaTeX.signs[name] ?? (peek() == "_" ? name : name + " ")
      }
    }

    /// `\sum_{i=1}^{5} i x` as `sum(i, 1, 5, (i x))`, up to the next sum or difference.
    private mutating func series(_ name: String) -> String {
      var bounds: [Character: String] = [:]
      while let sign = peek(), sign == "_" || sign == "^" {
        position += 1
        bounds[sign] = argument()
      }
      guard let lower = bounds["_"]?.split(separator: "="), lower.count == 2,
        let upper = bounds["^"]
      else { return name + " " }
      var body = ""
      var depth = 0
      while let next = peek() {
        if depth == 0, ")}]$".contains(next) { break }
        if depth == 0, "+-".contains(next), !body.trimmingBlanks.isEmpty { break }
        depth += next == "(" ? 1 : next == ")" ? -1 : 0
        body += piece(next)
      }
      return "\(name)(\(lower[0]), \(lower[1]), \(upper), (\(body)))"
    }

    /// The argument of a command: braces, a command, or one character.
    private mutating func argument() -> String {
      while peek()?.isWhitespace == true { position += 1 }
      guard let next = peek() else { return "" }
      position += 1
      if next == "{" { return text(until: "}") }
      return next == "\\" ? command() : String(next)
    }

    private func peek() -> Character? {
      position < characters.count ? characters[position] : nil
    }
  }
}
