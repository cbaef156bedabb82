import Calculus
import Canvas

extension [Double] {
  /// The texts of numbers shown side by side, in any order: with enough digits to tell them apart,
  /// as far as the width allows.
  func readable(digits: Int = 3, fitting width: Int) -> [String] {
    let widest = map { $0.readable(digits: 17, fitting: width) }
    let differences = Set(widest).count
    for count in digits..<Swift.max(digits, 17) {
      let texts = map { $0.readable(digits: count, fitting: width) }
      if Set(texts).count >= differences { return texts }
    }
    return widest
  }
}

/// The texts of ascending numbers in one list. Each differs from its neighbours, by more digits or,
/// if that takes many, by stating only the difference from a common number.
struct NumberList: Hashable, Sendable {
  /// The common number, such as `959.64`, to which all texts add; nil if the texts are the numbers
  /// themselves.
  let offset: String?
  /// `1.5`, or with an offset `+1.5e-9`.
  let texts: [String]

  /// The part that is written once for all texts.
  var heading: String? { offset.map { "\($0) + …" } }

  /// The maximum number of digits before an offset is shorter.
  static let mostDigits = 7

  /// - Parameters:
  ///   - numbers: ascending and finite.
  ///   - digits: the digits of each number, unless it needs fewer.
  ///   - share: the permitted rounding of a text, relative to the distance of the nearer neighbour.
  init(_ numbers: [Double], digits: Int = 3, within share: Double = 0.1) {
    if let texts = NumberList.texts(of: numbers, digits...NumberList.mostDigits, within: share) {
      (offset, self.texts) = (nil, texts)
      return
    }
    if let first = numbers.first, let last = numbers.last, last > first, (last - first).isFinite {
      let power = DecimalFigures(last - first).exponent + 1
      let figures = DecimalFigures(first).roundedDown(toPower: power)
      if !figures.digits.isEmpty, let base = Double(figures.text), base.isFinite {
        let rests = numbers.map { $0 - base }
        if let texts = NumberList.texts(of: rests, digits...17, within: share) {
          let isShorter = zip(texts, numbers).contains { $0.count + 1 < $1.plain.count }
          if isShorter {
            (offset, self.texts) = (figures.text, texts.map { $0.hasPrefix("-") ? $0 : "+" + $0 })
            return
          }
        }
      }
    }
    (offset, self.texts) = (
      nil, NumberList.texts(of: numbers, digits...17, within: share) ?? numbers.map(\.plain)
    )
  }

  /// The texts with the fewest digits that place each number clearly between its neighbours; nil if
  /// none of the counts is enough.
  private static func texts(of numbers: [Double], _ digits: ClosedRange<Int>, within share: Double)
    -> [String]?
  {
    let tolerances = numbers.indices.map { index in
      let below = index > 0 ? numbers[index] - numbers[index - 1] : .infinity
      let above = index + 1 < numbers.count ? numbers[index + 1] - numbers[index] : .infinity
      return min(below, above) * share
    }
    for count in digits {
      let texts = numbers.map { $0.readable(digits: count) }
      let isPlaced = zip(zip(texts, numbers), tolerances).allSatisfy { pair, tolerance in
        Double(pair.0).map { abs($0 - pair.1) <= tolerance } ?? true
      }
      if isPlaced { return texts }
    }
    return nil
  }
}

extension String {
  /// The text in lines of at most `width` characters, broken at blanks.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if line.count + 1 + word.count <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// The first whole sentences that fit into a number of lines; empty if the first does not fit.
  func sentences(wrappedTo width: Int, lines count: Int) -> [String] {
    let words = split(separator: " ")
    var best: [String] = []
    for (index, word) in words.enumerated() {
      let isEnd = index == words.count - 1 || word.last.map { ".!?".contains($0) } ?? false
      guard isEnd else { continue }
      let lines = words[...index].joined(separator: " ").wrapped(to: width)
      if lines.count > count { break }
      best = lines
    }
    return best
  }
}

extension String {
  /// The text followed by blanks up to a number of characters.
  func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }

  /// The text preceded by blanks up to a number of characters.
  func leftPadded(to count: Int) -> String {
    String(repeating: " ", count: max(0, count - self.count)) + self
  }
}

extension [[Span]] {
  /// The first pieces that fit into some columns, in one line.
  func fitting(_ width: Int) -> [Span] {
    var line: [Span] = []
    for piece in self {
      guard (line + piece).width <= width else { break }
      line += piece
    }
    return line
  }
}

extension Frame {
  /// The frame with each character outside ASCII replaced, for terminals and locales that cannot
  /// show them.
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
    "╳": "!", "╌": "-", "‹": "<", "▸": ">", "✓": "+", "┼": "+", "┃": "|", "╎": ":", "┴": "+",
    "│": "|",
  ]
}

extension String {
  /// Symbols and formulas in a form that fits into cells: hats follow their letters, because a cell
  /// holds one character; in ASCII everything is spelt out. `"m̂/(√v̂ + ε)"` becomes `mˆ/(√vˆ +
  /// ε)`, or `m^/(sqrt v^ + eps)`.
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
