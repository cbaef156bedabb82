/// Finds the formula that a faulty text was probably meant to be.
///
/// Each fault has edits that may correct it, the likeliest first. The edited text is parsed again,
/// and its next fault corrected the same way, until the whole is valid. The result is written from
/// the syntax tree, so that it is certain to be valid.
struct Repair {
  /// A text to try instead of a faulty one, and the words to introduce it.
  struct Edit {
    var words = "write"
    let text: String
  }

  /// Longer texts take too long, and do not fit in a hint.
  private static let lengthLimit = 400
  private static let editLimit = 40

  let parameters: Set<String>

  func remedy(for error: FormulaError) -> FormulaError.Remedy? {
    guard error.text.utf8.count <= Self.lengthLimit else { return nil }
    var words: String?
    var formulas: [String] = []
    for edit in edits(for: error) {
      guard let formula = corrected(edit.text), !formulas.contains(formula) else { continue }
      words = words ?? edit.words
      formulas.append(formula)
    }
    return words.map { FormulaError.Remedy(words: $0, formulas: formulas) }
  }

  /// The formula that a text becomes when its faults are corrected, if they can be.
  private func corrected(_ text: String) -> String? {
    var text = text
    for _ in 0..<Self.editLimit {
      do throws(FormulaError) {
        let formula = try Parser.parse(text, parameters: parameters).text
        return formula.count <= Self.lengthLimit ? formula : nil
      } catch {
        guard let edit = edits(for: error).first, edit.text != text,
          edit.text.utf8.count <= 2 * Self.lengthLimit
        else { return nil }
        text = edit.text
      }
    }
    return nil
  }
}

extension FormulaError {
  /// The error with what to write instead, where that is known.
  func withRemedy(parameters: Set<String>) -> FormulaError {
    var error = self
    error.remedy = Repair(parameters: parameters).remedy(for: self)
    return error
  }
}

/// Edits about operators that are missing, doubled or misplaced.
extension Repair {
  func edits(forMissingOperator range: Range<Int>, _ text: FaultyText) -> [Edit] {
    guard let right = text.token(endingAt: range.upperBound), right > 0 else { return [] }
    switch text.tokens[right].kind {
    case .name("mod"):
      let start = text.start(ofExpressionBefore: right)
      guard let end = text.endOfSignedOperand(right + 1) else { break }
      let new = "mod(\(text.source(start..<right)), \(text.source(right + 1..<end)))"
      return [
        Edit(words: "for the remainder write", text: text.replacing(tokens: start..<end, with: new))
      ]
    case .name("if"):
      if let choice = choice(at: right, text) { return [choice] }
    case .number:
      guard text.tokens[right - 1].isNumber else { break }
      // 1 000
      let (left, thousands) = (text.tokens[right - 1].range, text.tokens[right].range)
      guard text.text(of: thousands).count == 3,
        text.text(of: left).allSatisfy(\.isASCIIDigit),
        text.text(of: thousands).allSatisfy(\.isASCIIDigit)
      else { return [] }
      return [Edit(text: text.replacing(left.upperBound..<thousands.lowerBound, with: ""))]
    case .name(let name) where name.first == "_" && name.dropFirst().allSatisfy(\.isASCIIDigit):
      return [Edit(text: text.replacing(text.tokens[right].range, with: String(name.dropFirst())))]
    default: break
    }
    let place = text.tokens[right].range.lowerBound
    return [Edit(words: "for a product write", text: text.replacing(place..<place, with: "*"))]
  }

  /// `a if c else b`, `if c then a else b` and `if (c) a else b`.
  func choice(at place: Int, _ text: FaultyText) -> Edit? {
    guard text.tokens[place].name == "if" else { return nil }
    let end = text.end(ofExpressionFrom: place)
    guard let other = (place..<end).first(where: { text.tokens[$0].name == "else" }),
      other + 1 < end
    else { return nil }
    var start = place
    let condition: Range<Int>
    let value: Range<Int>
    if place > 0, text.endsOperand(text.tokens[place - 1]) {
      start = text.start(ofExpressionBefore: place, loosest: true)
      (condition, value) = (place + 1..<other, start..<place)
    } else if let then = (place..<other).first(where: { text.tokens[$0].name == "then" }) {
      (condition, value) = (place + 1..<then, then + 1..<other)
    } else if let behind = text.endOfGroup(place + 1), behind < other {
      (condition, value) = (place + 1..<behind, behind..<other)
    } else {
      return nil
    }
    guard !condition.isEmpty, !value.isEmpty else { return nil }
    let parts = [condition, value, other + 1..<end].map(text.source)
    return Edit(
      text: text.replacing(tokens: start..<end, with: "if(\(parts.joined(separator: ", ")))"))
  }

  func edits(forAmbiguity range: Range<Int>, _ text: FaultyText) -> [Edit] {
    guard let factor = text.token(endingAt: range.upperBound), factor > 0 else { return [] }
    if let choice = choice(at: factor, text) { return [choice] }
    guard let end = text.endOfOperand(factor) else { return [] }
    let number = text.source(factor - 1..<factor)
    let place = text.tokens[factor].range.lowerBound
    return [
      Edit(text: text.replacing(place..<place, with: "*")),
      Edit(
        text: text.replacing(
          tokens: factor - 1..<end, with: "(\(number)*\(text.source(factor..<end)))")),
    ]
  }

  func edits(forMissingOperand range: Range<Int>, _ text: FaultyText) -> [Edit] {
    guard let place = text.token(startingAt: range.lowerBound), place > 0 else { return [] }
    let (before, found) = (text.tokens[place - 1], text.tokens[place])
    switch (before.kind, found.kind) {
    case (.symbol(.divide), .symbol(.divide)):
      let start = text.start(ofExpressionBefore: place - 1)
      guard start < place - 1, let end = text.endOfSignedOperand(place + 1) else { return [] }
      let new = "floor((\(text.source(start..<place - 1)))/(\(text.source(place + 1..<end))))"
      return [
        Edit(words: "for rounding down write", text: text.replacing(tokens: start..<end, with: new))
      ]
    case (.symbol(.bar), .symbol(.bar)):
      return [Edit(text: text.replacing(tokens: place - 1..<place + 1, with: " or "))]
    case (.symbol(.less), .symbol(.greater)):
      return [Edit(text: text.replacing(tokens: place - 1..<place + 1, with: "!="))]
    case (.symbol(.equal), .symbol(.assign)):
      return [Edit(text: text.replacing(found.range, with: ""))]
    case (.symbol(let first), .symbol(let second))
    where first == second && first != .openParenthesis:
      return [Edit(text: text.replacing(found.range, with: ""))]
    case (.symbol(let first), .symbol(.equal)) where [.less, .greater].contains(first):
      return [Edit(text: text.replacing(found.range, with: "="))]
    case (_, .invalid(.unexpectedCharacter(let character))):
      return edits(
        for: FormulaError(
          text: text.text(of: 0..<text.characters.count), range: found.range,
          reason: .unexpectedCharacter(character)))
    default: return []
    }
  }

  /// `y = …`, `x^2 = 4`, a condition with one `=`.
  func edits(forEquals range: Range<Int>, _ text: FaultyText) -> [Edit] {
    guard let place = text.token(startingAt: range.lowerBound), place > 0 else { return [] }
    let next = text.tokens[place + 1]
    let isAdjacent = next.range.lowerBound == range.upperBound
    if isAdjacent, next.isSymbol(.greater) || next.isSymbol(.less) {
      return [
        Edit(
          text: text.replacing(tokens: place..<place + 2, with: next.isSymbol(.less) ? "<=" : ">="))
      ]
    }
    let isInside =
      (0..<place).reduce(0) { depth, place in
        depth + (text.tokens[place].isSymbol(.openParenthesis) ? 1 : 0)
          - (text.tokens[place].isSymbol(.closeParenthesis) ? 1 : 0)
      } > 0
    if isInside { return [Edit(text: text.replacing(range, with: "=="))] }
    let start = text.start(ofExpressionBefore: place, loosest: true)
    let end = text.end(ofExpressionFrom: place)
    guard place + 1 < end else { return [] }
    let (left, right) = (text.source(start..<place), text.source(place + 1..<end))
    // The name of the loss: a variable, or a function of other ones.
    if place == start + 1 || text.tokens[start].name != nil && text.endOfPrimary(start) == place {
      return [Edit(text: text.replacing(tokens: start..<place + 1, with: ""))]
    }
    return [
      Edit(
        words: "for the points where both sides are equal write",
        text: text.replacing(tokens: start..<end, with: "(\(left) - (\(right)))^2"))
    ]
  }
}
