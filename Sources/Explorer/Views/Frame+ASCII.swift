import Canvas

extension Frame {
  /// The frame with every character replaced that is not in ASCII: for a terminal or a locale that
  /// cannot show them.
  func inASCII() -> Frame {
    var frame = self
    for row in 0..<size.height {
      for column in 0..<size.width where !self[column, row].glyph.isASCII {
        frame[column, row].glyph = Frame.substitutes[self[column, row].glyph] ?? "?"
      }
    }
    return frame
  }

  private static let substitutes: [Unicode.Scalar: Unicode.Scalar] = [
    "·": ".", "×": "x", "÷": "/", "∇": "g", "▶": ">", "‖": "=", "›": ">", "…": "~", "█": "#",
    "▏": "|", "◆": "#", "━": "=", "─": "-", "←": "<", "→": ">", "↑": "^", "↓": "v", "²": "2",
    "−": "-", "–": "-", "—": "-", "’": "'", "“": "\"", "”": "\"", "ˆ": "^", "Δ": "d", "°": "d",
    "β": "b", "ε": "e", "λ": "l", "√": "r", "ᵗ": "t", "₁": "1", "₂": "2", "₃": "3", "┄": ".",
    "╳": "!", "╌": "-", "‹": "<", "┼": "+", "┃": "|", "┴": "+",
  ]
}
