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

  /// The gradient is g, whose f goes: `|∇f|` becomes `|g|`.
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
