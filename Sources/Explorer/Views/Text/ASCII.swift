import Canvas

extension Frame {
  /// The frame with every character replaced that is not in ASCII: for a terminal or a locale that
  /// cannot show them.
  func inASCII() -> Frame {
    var frame = self
    for row in 0..<size.height {
      for column in 0..<size.width where !self[column, row].glyph.isASCII {
        frame[column, row].glyph = Frame.substitutes[self[column, row].glyph] ?? "?"
        if self[column, row].glyph == "∇" { frame.spellGradient(column, row) }
      }
    }
    return frame
  }

  /// Spells the gradient without its f: `|∇f|` becomes `|g|`.
  private mutating func spellGradient(_ column: Int, _ row: Int) {
    guard self[column + 1, row].glyph == "f" else { return }
    let bar = self[column + 2, row]
    if bar.glyph == "|" {
      self[column + 1, row] = bar
      self[column + 2, row].glyph = " "
    } else {
      self[column + 1, row].glyph = " "
    }
  }

  private static let substitutes: [Unicode.Scalar: Unicode.Scalar] = [
    "·": ".", "×": "x", "÷": "/", "∇": "g", "▶": ">", "‖": "=", "›": ">", "…": "~", "█": "#",
    "▏": "|", "◆": "#", "━": "=", "─": "-", "←": "<", "→": ">", "↑": "^", "↓": "v", "²": "2",
    "−": "-", "–": "-", "—": "-", "’": "'", "“": "\"", "”": "\"", "ˆ": "^", "Δ": "d", "°": "d",
    "β": "b", "ε": "e", "λ": "l", "√": "r", "ᵗ": "t", "₁": "1", "₂": "2", "₃": "3", "┄": ".",
    "╳": "!", "╌": "-", "‹": "<", "┼": "+", "┃": "|", "╎": ":", "┴": "+",
  ]
}

extension String {
  /// Symbols and formulas as they can stand in cells: hats beside their letters, since a cell
  /// holds one character, or all of it spelt in ASCII.
  ///
  /// `"m̂/(√v̂ + ε)"` becomes `mˆ/(√vˆ + ε)`, or `m^/(sqrt v^ + eps)`.
  func asFormula(isASCII: Bool) -> String {
    guard isASCII else {
      return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\u{302}" ? "ˆ" : $0 }))
    }
    var text = ""
    for scalar in unicodeScalars {
      if scalar == "(", text.hasSuffix("sqrt ") { text.removeLast() }
      text += scalar.isASCII ? String(scalar) : String.spellings[scalar] ?? "?"
    }
    return text
  }

  private static let spellings: [Unicode.Scalar: String] = [
    "\u{302}": "^", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "eps", "η": "eta",
    "λ": "lambda", "μ": "mu", "ν": "nu", "ρ": "rho", "Δ": "step", "Σ": "sum ", "∇": "grad ",
    "∂": "d", "∞": "inf", "√": "sqrt ", "₀": "0", "₁": "1", "₂": "2", "₃": "3", "ᵗ": "^t",
    "¹": "1", "²": "^2", "⁻": "^-", "ᵀ": "^T", "½": "0.5", "¼": "0.25", "·": "*", "−": "-",
    "′": "'",
    "≤": "<=", "…": "..", "°": " deg", "→": "->", "×": "x",
  ]
}
