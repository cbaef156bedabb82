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
