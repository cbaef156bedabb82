/// The variables of a formula that uses other names than x and y: x1 and x2, x[0] and x[1], θ₀ and
/// θ₁, w and b.
struct VariableNames {
  enum Kind {
    case all
    /// Those with an index, as in `x[0]`.
    case indexed
    /// Those with an index in parentheses, as in `x(1)`.
    case called
  }

  private struct Occurrence {
    let range: Range<Int>
    let base: String
    let index: Int?
    let isCalled: Bool
  }

  private let text: FaultyText
  private var occurrences: [Occurrence] = []
  private var known: Set<String> = []
  private let hasParameters: Bool

  /// Words for a loss's parameters, beyond single letters.
  private static let words: Set<String> = [
    "theta", "alpha", "beta", "gamma", "delta", "lambda", "mu", "sigma", "phi", "psi", "omega",
    "rho",
    "tau", "eta", "zeta", "xi", "weight", "bias", "slope", "intercept",
  ]

  /// Names of the other variable in a formula of x or y.
  private static let secondVariables: Set<String> = [
    "z", "t", "u", "v", "w", "θ", "φ", "ϕ", "theta", "phi", "x", "y",
  ]

  init(_ text: FaultyText, _ parameters: Set<String>) {
    self.text = text
    hasParameters = !parameters.isEmpty
    let tokens = text.tokens
    for (place, token) in tokens.enumerated() {
      guard let name = token.name, Function(rawValue: name) == nil, !parameters.contains(name),
        Constant(rawValue: name) == nil
      else { continue }
      if let occurrence = Self.indexed(name, at: place, in: text) {
        occurrences.append(occurrence)
      } else if Variable(rawValue: name) != nil {
        known.insert(name)
      } else if !tokens[place + 1].isSymbol(.openParenthesis) {
        occurrences.append(
          Occurrence(range: token.range, base: name, index: nil, isCalled: false))
      }
    }
  }

  private static func indexed(_ name: String, at place: Int, in text: FaultyText) -> Occurrence? {
    let token = text.tokens[place]
    if name.isSwallowedByNumbers { return nil }
    let digits = name.reversed().prefix(while: \.isASCIIDigit).count
    if digits > 0, digits < name.count, let index = Int(name.suffix(digits)) {
      let base = String(name.dropLast(digits)).trimmingUnderscores
      guard !base.isEmpty else { return nil }
      return Occurrence(range: token.range, base: base, index: index, isCalled: false)
    }
    let base = name.trimmingUnderscores
    let next = text.tokens[place + 1]
    let sign =
      next.range.lowerBound < text.characters.count ? text.characters[next.range.lowerBound] : " "
    if let index = Array("₀₁₂₃₄₅₆₇₈₉").firstIndex(of: sign),
      next.range.lowerBound == token.range.upperBound
    {
      return Occurrence(
        range: token.range.lowerBound..<next.range.upperBound, base: base, index: index,
        isCalled: false)
    }
    guard "[{(".contains(sign), place + 3 < text.tokens.count,
      case .number(let number) = text.tokens[place + 2].kind, let index = Int(exactly: number),
      "]})".contains(text.source(place + 3..<place + 4))
    else { return nil }
    return Occurrence(
      range: text.span(place..<place + 4), base: base, index: index, isCalled: sign == "(")
  }

  /// The edit that renames the variables to x and y, if it is clear which is which.
  func edits(where kind: Kind) -> [Repair.Edit] {
    let isWanted =
      switch kind {
      case .all: true
      case .indexed: occurrences.contains { $0.index != nil }
      case .called: occurrences.contains(where: \.isCalled)
      }
    guard isWanted, let names = names() else { return [] }
    let replacements = occurrences.compactMap { occurrence in
      names["\(occurrence.base) \(occurrence.index ?? -1)"].map { (occurrence.range, $0) }
    }
    return [
      Repair.Edit(
        words: "the variables are x and y: write", text: text.replacing(replacements))
    ]
  }

  /// Whether there are more than two variables with indices.
  var hasTooMany: Bool {
    Set(occurrences.compactMap { $0.index == nil ? nil : "\($0.base) \($0.index ?? 0)" }).count > 2
  }

  private func names() -> [String: String]? {
    var keys: [(base: String, index: Int)] = []
    for occurrence in occurrences {
      let key = (occurrence.base, occurrence.index ?? -1)
      if !keys.contains(where: { $0 == key }) { keys.append(key) }
    }
    // Beside parameters, a name may be a misspelling of one of them.
    if hasParameters, keys.contains(where: { $0.index < 0 }) { return nil }
    guard keys.allSatisfy({ $0.index >= 0 || $0.base.count == 1 || Self.words.contains($0.base) })
    else { return nil }
    func key(_ place: Int) -> String { "\(keys[place].base) \(keys[place].index)" }
    switch keys.count {
    case 1:
      // x2 alone may as well be a power.
      if keys[0].index > 1 || (keys[0].index >= 0 && known.contains(keys[0].base)) { return nil }
      if known.count == 2 { return nil }
      // Beside x, another letter may as well stand for a number.
      if !known.isEmpty, keys[0].index < 0, !Self.secondVariables.contains(keys[0].base) {
        return nil
      }
      let name = keys[0].base == "y" || known.contains("x") ? "y" : "x"
      return known.contains(name) ? nil : [key(0): name]
    case 2:
      guard known.isEmpty else { return nil }
      // In x3 + y2 the digits are powers.
      if keys.allSatisfy({ Variable(rawValue: $0.base) != nil }), keys[0].base != keys[1].base,
        keys.contains(where: { $0.index > 1 })
      {
        return nil
      }
      return isInOrder(keys[0], keys[1]) ? [key(0): "x", key(1): "y"] : [key(0): "y", key(1): "x"]
    default: return nil
    }
  }

  private func isInOrder(_ first: (base: String, index: Int), _ second: (base: String, index: Int))
    -> Bool
  {
    if first.base == second.base { return first.index < second.index }
    // A slope comes before its intercept.
    let intercepts = ["b", "c", "bias", "intercept"]
    let slopes = ["w", "m", "weight", "slope", "k"]
    if intercepts.contains(first.base), slopes.contains(second.base) { return false }
    if slopes.contains(first.base), intercepts.contains(second.base) { return true }
    return first.base < second.base
  }
}

extension String {
  fileprivate var trimmingUnderscores: String {
    var text = self[...]
    while text.last == "_" { text = text.dropLast() }
    return String(text)
  }
}
