extension Formula {
  /// The text with numbers in place of parameters, which stand in parentheses where they would else
  /// run into their neighbours: `(1 - x)^2 + 100*(y - x^2)^2` for `b*(y - x^2)^2` with b = 100.
  /// - Parameter values: finite numbers; parameters without one stay.
  public func text(setting values: [String: Double]) -> String {
    let characters = Array(text)
    var result: [Character] = []
    var end = 0
    for token in Tokenizer.tokens(of: characters) {
      guard case .name(let name) = token.kind, parametersUsed.contains(name),
        let value = values[name]
      else { continue }
      let number = value.plain
      let before = token.range.lowerBound > 0 ? characters[token.range.lowerBound - 1] : " "
      let after =
        token.range.upperBound < characters.count ? characters[token.range.upperBound] : " "
      // A power would leave out a sign, and digits would run into those of a factor.
      let isSafe =
        number.allSatisfy { $0.isASCIIDigit || $0 == "." } && !before.isNamePart && before != "."
        && !before.isRightEnd && after != "(" && !after.isNamePart && after != "^"
      result += characters[end..<token.range.lowerBound]
      result += isSafe ? number : "(\(number))"
      end = token.range.upperBound
    }
    return String(result + characters[end...])
  }
}

extension Character {
  /// Whether a factor may end with it.
  fileprivate var isRightEnd: Bool { self == ")" || self == "|" || superscriptDigit != nil }
}
