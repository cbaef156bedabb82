/// The edits for each kind of fault.
extension Repair {
  func edits(for error: FormulaError) -> [Edit] {
    let text = FaultyText(error.text)
    if error.text.contains(where: { "\\$".contains($0) }) || error.text.contains("^{")
      || error.text.contains("_{")
        && text.tokens.allSatisfy({ $0.name?.hasSuffix("_") != true || $0.name == "log_" })
    {
      let plain = LaTeX.plain(error.text)
      if plain != error.text { return [Edit(text: plain)] }
    }
    if let bare = withoutHead(text) { return [bare] }
    switch error.reason {
    case .unexpectedCharacter(let character): return edits(for: character, at: error.range, text)
    case .unknownName(let name, let suggestion):
      return edits(forName: name, suggestion, at: error.range, text)
    case .unknownFunction(let name, let closest):
      return edits(forFunction: name, closest, at: error.range, text)
    case .notAFunction(let name):
      let renamed = VariableNames(text, parameters).edits(where: .called)
      let product = text.replacing(error.range, with: "\(name)*")
      return renamed.isEmpty ? [Edit(words: "for a product write", text: product)] : renamed
    case .missingParentheses(let function, _):
      return edits(forBareFunction: function, at: error.range, text)
    case .wrongArgumentCount(let name, _, _):
      guard let function = Function(rawValue: name),
        let place = text.token(startingAt: error.range.lowerBound),
        let (arguments, end) = text.arguments(ofCallAt: place)
      else { return [] }
      if let choice = choice(at: place, text) { return [choice] }
      return Foreign.call(function, misgiven: arguments).map {
        Edit(text: text.replacing(tokens: place..<end, with: $0))
      }
    case .missingOperator: return edits(forMissingOperator: error.range, text)
    case .ambiguousProduct: return edits(forAmbiguity: error.range, text)
    case .missingOperand: return edits(forMissingOperand: error.range, text)
    case .unclosed(let opening, _):
      guard text.characters[error.range.lowerBound...].allSatisfy(\.isWhitespace) else { return [] }
      return [Edit(text: error.text + (opening == "(" ? ")" : "|"))]
    case .nestedBars:
      if error.text.contains("||"), error.text.contains(where: { "<>=≤≥≠".contains($0) }) {
        return [Edit(text: error.text.replacing("||", with: " or "))]
      }
      return withoutBars(text).map { [Edit(text: $0)] } ?? []
    case .misplacedComma: return edits(forComma: error.range, text)
    case .misplacedEquals: return edits(forEquals: error.range, text)
    case .swallowedName(let name):
      let new = "k" + name.dropFirst()
      return [
        Edit(
          words: "for example",
          text: text.replacing(
            text.tokens.filter { $0.name == name }.map { ($0.range, new) }))
      ]
    case .notACondition(let value):
      return [
        Edit(
          words: "for \"is not 0\" write",
          text: text.replacing(error.range, with: "(\(value)) != 0"))
      ]
    case .missingIndex(let name):
      guard let function = Function(rawValue: name),
        let start = text.token(startingAt: error.range.lowerBound),
        start >= 2, let (arguments, end) = text.arguments(ofCallAt: start - 2)
      else { return [] }
      return Foreign.call(function, misgiven: arguments).map {
        Edit(text: text.replacing(tokens: start - 2..<end, with: $0))
      }
    case .takenName:
      // sum(x, y)
      guard let start = text.token(startingAt: error.range.lowerBound), start >= 2,
        let function = text.tokens[start - 2].name.flatMap(Function.init),
        function == .sum || function == .prod,
        let (arguments, end) = text.arguments(ofCallAt: start - 2)
      else { return [] }
      return Foreign.call(function, misgiven: arguments).map {
        Edit(text: text.replacing(tokens: start - 2..<end, with: $0))
      }
    case .empty, .tooLong, .tooDeep, .malformedNumber, .numberTooLarge, .unmatchedParenthesis,
      .misplacedSemicolon, .boundsNotConstant, .boundsNotWhole, .tooManyTerms,
      .notConstant, .notFinite, .notTwoFormulas:
      return []
    }
  }

  /// The edit that removes the head of a function of another language: `lambda x, y:`, `(x, y) ->`,
  /// `@(x,y)`, `return`, `loss =` with other arguments.
  private func withoutHead(_ text: FaultyText) -> Edit? {
    let whole = text.text(of: 0..<text.characters.count).trimmingBlanks
    func rest(behind sign: String) -> String? {
      whole.firstRange(of: sign).map { String(whole[$0.upperBound...]) }
    }
    let plainSigns = [
      (":=", "="), ("log₂", "log2"), ("log₁₀", "log10"), ("std::", ""), ("||_2", "||"),
      ("‖_2", "|"), ("‖", "|"), ("; return ", "; "),
    ]
    for (sign, plain) in plainSigns
    where whole.contains(sign) {
      return Edit(text: whole.replacing(sign, with: plain))
    }
    if whole.hasPrefix("lambda "), let body = rest(behind: ":") { return Edit(text: body) }
    if whole.hasPrefix("def "), let body = rest(behind: "return ") { return Edit(text: body) }
    if whole.first == "=" { return Edit(text: String(whole.dropFirst())) }
    if whole.hasPrefix("return ") { return Edit(text: String(whole.dropFirst(7))) }
    for word in ["let ", "var ", "const ", "double ", "float ", "auto "]
    where whole.hasPrefix(word) {
      return Edit(text: String(whole.dropFirst(word.count)))
    }
    for arrow in ["->", "↦", "→"] where whole.filter({ $0 != " " }).hasPrefix("x" + arrow) {
      if let body = rest(behind: arrow) { return Edit(text: body) }
    }
    if whole.hasPrefix("@("), let body = rest(behind: ")") { return Edit(text: body) }
    for arrow in ["->", "=>", "↦", "→"] where whole.hasPrefix("(x") || whole.hasPrefix("x,") {
      if let body = rest(behind: arrow) { return Edit(text: body) }
    }
    return nil
  }

  // MARK: - Signs

  private func edits(for character: Character, at range: Range<Int>, _ text: FaultyText) -> [Edit] {
    let place = text.token(startingAt: range.lowerBound) ?? 0
    switch character {
    case "%":
      let start = text.start(ofExpressionBefore: place)
      guard start < place, let end = text.endOfSignedOperand(place + 1) else { return [] }
      let new = "mod(\(text.source(start..<place)), \(text.source(place + 1..<end)))"
      return [
        Edit(words: "for the remainder write", text: text.replacing(tokens: start..<end, with: new))
      ]
    case ".": return method(at: place, text)
    case "?":
      let start = text.start(ofExpressionBefore: place, loosest: true)
      let end = text.end(ofExpressionFrom: place)
      guard start < place,
        let colon = (place..<end).first(where: { text.source($0..<$0 + 1) == ":" }),
        place + 1 < colon,
        colon + 1 < end
      else { return [] }
      let parts = [start..<place, place + 1..<colon, colon + 1..<end].map(text.source)
      return [
        Edit(
          text: text.replacing(tokens: start..<end, with: "if(\(parts.joined(separator: ", ")))"))
      ]
    case "&":
      let isDouble =
        range.upperBound < text.characters.count && text.characters[range.upperBound] == "&"
      return [
        Edit(
          text: text.replacing(
            range.lowerBound..<range.upperBound + (isDouble ? 1 : 0), with: " and "))
      ]
    case "!":
      return place > 0 && text.endsOperand(text.tokens[place - 1])
        ? [] : [Edit(text: text.replacing(range, with: " not "))]
    case "∧" where !text.characters.contains(where: { "<>=≤≥≠".contains($0) }):
      return [Edit(text: text.replacing(range, with: "^"))]
    case "'", "’":
      // 1'000
      if range.lowerBound > 0, range.upperBound < text.characters.count,
        text.characters[range.lowerBound - 1].isASCIIDigit,
        text.characters[range.upperBound].isASCIIDigit
      {
        return [Edit(text: text.replacing(range, with: ""))]
      }
      fallthrough
    case "\"", "`", "“", "”", "‘":
      // Quotes around the whole; after a name, a quote is a derivative or a transpose.
      guard text.characters.first.map({ !$0.isLetter && !$0.isNumber }) == true else { return [] }
    case "#": return [Edit(text: text.text(of: 0..<range.lowerBound))]
    case "[", "{", "₀", "₁", "₂", "₃":
      let renamed = VariableNames(text, parameters).edits(where: .indexed)
      if !renamed.isEmpty { return renamed }
    default: break
    }
    if character.isInvisible || Foreign.signs[character] != nil {
      let new = Foreign.signs[character] ?? ""
      return [
        Edit(
          text: text.replacing(
            text.characters.indices.filter { text.characters[$0] == character }.map {
              ($0..<$0 + 1, new)
            }))
      ]
    }
    return []
  }

  /// `x.pow(2)` and `(x + y).abs()`: the function of the operand before the point.
  private func method(at point: Int, _ text: FaultyText) -> [Edit] {
    guard let start = text.start(ofPrimaryBefore: point), let name = text.tokens[point + 1].name,
      let (arguments, end) = text.arguments(ofCallAt: point + 1)
    else { return [] }
    let all = [text.source(start..<point)] + arguments.filter { !$0.isEmpty }
    let call = "\(name)(\(all.joined(separator: ", ")))"
    return [Edit(text: text.replacing(tokens: start..<end, with: call))]
  }

  private func edits(forComma range: Range<Int>, _ text: FaultyText) -> [Edit] {
    let (before, after) = (range.lowerBound - 1, range.upperBound)
    guard before >= 0, after < text.characters.count, text.characters[before].isASCIIDigit,
      text.characters[after].isASCIIDigit
    else { return [] }
    // 1,000 is a thousand in some countries, and one in others.
    let digits = text.characters[after...].prefix(while: \.isASCIIDigit).count
    let thousands = digits == 3 ? [Edit(text: text.replacing(range, with: ""))] : []
    return thousands + [Edit(text: text.replacing(range, with: "."))]
  }

  /// The text with `abs(…)` for bars: a bar after a value closes, any other one opens.
  private func withoutBars(_ text: FaultyText) -> String? {
    var replacements: [(range: Range<Int>, new: String)] = []
    var depth = 0
    for (place, token) in text.tokens.enumerated() where token.isSymbol(.bar) {
      let isOpening =
        place == 0 || !text.endsOperand(text.tokens[place - 1])
        || (text.tokens[place - 1].isSymbol(.bar) && replacements.last?.new == "abs(")
      depth += isOpening ? 1 : -1
      if depth < 0 { return nil }
      replacements.append((token.range, isOpening ? "abs(" : ")"))
    }
    return depth == 0 ? text.replacing(replacements) : nil
  }
}
