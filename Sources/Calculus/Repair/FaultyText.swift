/// A formula with a fault, as characters and tokens.
struct FaultyText {
  let characters: [Character]
  let tokens: [Token]

  init(_ text: String) {
    characters = Array(text)
    tokens = Tokenizer.tokens(of: characters)
  }

  /// The token that begins at a character, or the one that ends there.
  func token(startingAt offset: Int) -> Int? {
    tokens.firstIndex { $0.range.lowerBound == offset }
  }
  func token(endingAt offset: Int) -> Int? {
    tokens.firstIndex { $0.range.upperBound == offset && !$0.range.isEmpty }
  }

  func text(of range: Range<Int>) -> String { String(characters[range]) }

  /// The text of the tokens at these places.
  func source(_ places: Range<Int>) -> String {
    places.isEmpty ? "" : text(of: span(places))
  }

  func span(_ places: Range<Int>) -> Range<Int> {
    tokens[places.lowerBound].range.lowerBound..<tokens[places.upperBound - 1].range.upperBound
  }

  func replacing(_ range: Range<Int>, with new: String) -> String {
    text(of: 0..<range.lowerBound) + new + text(of: range.upperBound..<characters.count)
  }

  /// The text with the tokens at these places replaced.
  func replacing(tokens places: Range<Int>, with new: String) -> String {
    replacing(span(places), with: new)
  }

  func replacing(_ replacements: [(range: Range<Int>, new: String)]) -> String {
    var result = ""
    var end = 0
    for (range, new) in replacements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += text(of: end..<range.lowerBound) + new
      end = range.upperBound
    }
    return result + text(of: end..<characters.count)
  }

  // MARK: - Operands

  /// The place after the group that an opening parenthesis begins.
  func endOfGroup(_ opening: Int) -> Int? {
    var depth = 0
    for place in opening..<tokens.count {
      switch tokens[place].kind {
      case .symbol(.openParenthesis): depth += 1
      case .symbol(.closeParenthesis):
        depth -= 1
        if depth == 0 { return place + 1 }
      default: break
      }
    }
    return nil
  }

  /// The place after a number, name, call, group or pair of bars, with the powers after it.
  func endOfOperand(_ start: Int) -> Int? {
    guard var end = endOfPrimary(start) else { return nil }
    while true {
      if case .superscript = tokens[end].kind {
        end += 1
      } else if tokens[end].isSymbol(.power), let next = endOfSignedOperand(end + 1) {
        end = next
      } else {
        return end
      }
    }
  }

  func endOfSignedOperand(_ start: Int) -> Int? {
    var start = start
    while tokens[start].isSymbol(.minus) || tokens[start].isSymbol(.plus) { start += 1 }
    return endOfOperand(start)
  }

  func endOfPrimary(_ start: Int) -> Int? {
    guard start < tokens.count else { return nil }
    switch tokens[start].kind {
    case .number: return start + 1
    case .name:
      return tokens[start + 1].isSymbol(.openParenthesis) ? endOfGroup(start + 1) : start + 1
    case .symbol(.openParenthesis): return endOfGroup(start)
    case .symbol(.bar):
      return tokens[(start + 1)...].firstIndex { $0.isSymbol(.bar) }.map { $0 + 1 }
    case .symbol, .superscript, .invalid, .end: return nil
    }
  }

  /// The place after an argument without parentheses: the `2 pi x` of `sin 2 pi x`.
  func endOfBareArgument(_ start: Int) -> Int? {
    guard var end = endOfSignedOperand(start) else { return nil }
    while true {
      switch tokens[end].kind {
      case .number: break
      case .name(let name) where Function(rawValue: name) == nil: break
      default: return end
      }
      guard let next = endOfOperand(end) else { return end }
      end = next
    }
  }

  /// The start of the name, number, call or group that ends before a place.
  func start(ofPrimaryBefore place: Int) -> Int? {
    guard place > 0 else { return nil }
    switch tokens[place - 1].kind {
    case .name, .number: return place - 1
    case .symbol(.closeParenthesis):
      let opening = (0..<place).last {
        tokens[$0].isSymbol(.openParenthesis) && endOfGroup($0) == place
      }
      guard let opening else { return nil }
      return opening > 0 && tokens[opening - 1].name != nil ? opening - 1 : opening
    case .symbol, .superscript, .invalid, .end: return nil
    }
  }

  /// The start of the product that ends before a place, or, with `loosest`, of the whole
  /// expression.
  func start(ofExpressionBefore place: Int, loosest: Bool = false) -> Int {
    var depth = 0
    var start = place
    while start > 0 {
      switch tokens[start - 1].kind {
      case .symbol(.closeParenthesis): depth += 1
      case .symbol(.openParenthesis):
        if depth == 0 { return start }
        depth -= 1
      case .symbol(.comma), .symbol(.semicolon), .symbol(.assign):
        if depth == 0 { return start }
      case .symbol(let symbol) where depth == 0 && !loosest:
        switch symbol {
        case .times, .divide, .power: break
        case .minus, .plus:
          // A sign belongs to its operand, an operator does not.
          if start >= 2, endsOperand(tokens[start - 2]) { return start }
        default: return start
        }
      default: break
      }
      start -= 1
    }
    return 0
  }

  /// The place after the expression that begins at a place.
  func end(ofExpressionFrom place: Int) -> Int {
    var depth = 0
    for end in place..<tokens.count {
      switch tokens[end].kind {
      case .symbol(.openParenthesis): depth += 1
      case .symbol(.closeParenthesis):
        if depth == 0 { return end }
        depth -= 1
      case .symbol(.comma), .symbol(.semicolon): if depth == 0 { return end }
      case .end: return end
      default: break
      }
    }
    return tokens.count - 1
  }

  func endsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .number, .name, .superscript, .symbol(.closeParenthesis), .symbol(.bar): true
    case .symbol, .invalid, .end: false
    }
  }

  /// The arguments of the call with its name at a place, and the place after it.
  func arguments(ofCallAt name: Int) -> (texts: [String], end: Int)? {
    guard tokens[name + 1].isSymbol(.openParenthesis), let end = endOfGroup(name + 1) else {
      return nil
    }
    var texts: [String] = []
    var depth = 0
    var start = tokens[name + 1].range.upperBound
    for place in (name + 2)..<end {
      switch tokens[place].kind {
      case .symbol(.openParenthesis): depth += 1
      case .symbol(.closeParenthesis) where place < end - 1: depth -= 1
      case .symbol(.comma) where depth == 0, .symbol(.closeParenthesis):
        texts.append(
          text(of: start..<tokens[place].range.lowerBound)
            .trimmingBlanks)
        start = tokens[place].range.upperBound
      default: break
      }
    }
    return (texts, end)
  }
}

extension String {
  var trimmingBlanks: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
