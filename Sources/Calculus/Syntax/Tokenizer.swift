/// Cuts formula text into tokens; the last one is always `.end`.
struct Tokenizer {
  private let characters: [Character]
  private var position = 0

  static func tokens(of characters: [Character]) -> [Token] {
    var tokenizer = Tokenizer(characters: characters)
    var tokens: [Token] = []
    repeat { tokens.append(tokenizer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private init(characters: [Character]) {
    self.characters = characters
  }

  private mutating func next() -> Token {
    let last = position
    skip(while: \.isWhitespace)
    guard let character = peek() else {
      // Directly behind the text, not behind the blanks that may follow it.
      return Token(kind: .end, range: last..<last)
    }
    let start = position
    let kind: Token.Kind
    if character.isASCIIDigit || (character == "." && peek(1)?.isASCIIDigit == true) {
      kind = number()
    } else if character == "π" {
      position += 1
      kind = .name("pi")
    } else if character.isNameStart {
      skip(while: \.isNamePart)
      kind = .name(String(characters[start..<position]))
    } else if character.superscriptDigit != nil {
      kind = superscript()
    } else {
      kind = symbol(character)
    }
    return Token(kind: kind, range: start..<position)
  }

  /// Digits with at most one point, then an exponent if its sign or digits follow: `2e` is 2·e.
  private mutating func number() -> Token.Kind {
    let start = position
    skip(while: \.isASCIIDigit)
    if peek() == "." {
      position += 1
      skip(while: \.isASCIIDigit)
    }
    if peek() == "." {
      skip(while: { $0.isASCIIDigit || $0 == "." })
      return .invalid(.malformedNumber(String(characters[start..<position])))
    }
    if peek() == "e" || peek() == "E" {
      let digits = peek(1) == "+" || peek(1) == "-" ? 2 : 1
      if peek(digits)?.isASCIIDigit == true {
        position += digits
        skip(while: \.isASCIIDigit)
      }
    }
    let text = String(characters[start..<position])
    guard let value = Double(text) else { return .invalid(.malformedNumber(text)) }
    return value.isFinite ? .number(value) : .invalid(.numberTooLarge(text))
  }

  private mutating func superscript() -> Token.Kind {
    var value = 0.0
    while let digit = peek()?.superscriptDigit {
      value = value * 10 + Double(digit)
      position += 1
    }
    return .superscript(value)
  }

  private mutating func symbol(_ character: Character) -> Token.Kind {
    position += 1
    guard let symbol = Symbol(character) else { return .invalid(.unexpectedCharacter(character)) }
    if symbol == .times, character == "*", peek() == "*" {
      position += 1
      return .symbol(.power)
    }
    return .symbol(symbol)
  }

  private func peek(_ offset: Int = 0) -> Character? {
    let index = position + offset
    return index < characters.count ? characters[index] : nil
  }

  private mutating func skip(while matches: (Character) -> Bool) {
    while let character = peek(), matches(character) { position += 1 }
  }
}

extension Character {
  var isASCIIDigit: Bool { "0" <= self && self <= "9" && isASCII }
  fileprivate var isNameStart: Bool { isLetter || self == "_" }
  var isNamePart: Bool { (isLetter && self != "π") || self == "_" || isASCIIDigit }

  var superscriptDigit: Int? {
    Array("⁰¹²³⁴⁵⁶⁷⁸⁹").firstIndex(of: self)
  }
}
