/// A piece of formula text: what it is, and which characters it covers.
struct Token: Hashable {
  enum Kind: Hashable {
    case number(Double)
    case name(String)
    case symbol(Symbol)
    /// Superscript digits, a power: `x²`, `x⁻¹`.
    case superscript(Double)
    /// A piece that no formula may contain. The parser reports it when it gets there, so that the
    /// first fault from the left is shown.
    case invalid(FormulaError.Reason)
    case end
  }

  let kind: Kind
  let range: Range<Int>

  var isNumber: Bool {
    if case .number = kind { true } else { false }
  }

  var name: String? {
    if case .name(let name) = kind { name } else { nil }
  }

  func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
}

/// The operators and the punctuation of a formula.
enum Symbol: String {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case power = "^"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case bar = "|"
  case comma = ","
  case semicolon = ";"
  case assign = "="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case and, or, not

  /// The symbol that this character is, or begins, in ASCII or in typeset mathematics.
  init?(_ character: Character) {
    switch character {
    case "+": self = .plus
    case "-", "−", "–", "—", "‐", "‑", "‒", "―", "﹣": self = .minus
    case "*", "×", "·", "⋅", "∗", "•", "∙", "✕", "✖", "⨯": self = .times
    case "/", "÷", "∕", "⁄": self = .divide
    case "^": self = .power
    case "(": self = .openParenthesis
    case ")": self = .closeParenthesis
    case "|": self = .bar
    case ",": self = .comma
    case ";": self = .semicolon
    case "=": self = .assign
    case "<": self = .less
    case ">": self = .greater
    case "≤", "⩽": self = .lessOrEqual
    case "≥", "⩾": self = .greaterOrEqual
    case "≠": self = .notEqual
    default: return nil
    }
  }

  /// The symbols written as words.
  static let words: [String: Symbol] = ["and": .and, "or": .or, "not": .not]

  /// The symbols of two characters.
  static let pairs: [String: Symbol] = [
    "**": .power, "<=": .lessOrEqual, ">=": .greaterOrEqual, "==": .equal, "!=": .notEqual,
    // Element by element, which for numbers is the same.
    ".*": .times, "./": .divide, ".^": .power,
  ]
}

/// Cuts formula text into tokens; the last one is always `.end`.
struct Tokenizer {
  private let characters: [Character]
  private var position = 0

  static func tokens(of characters: [Character]) -> [Token] {
    var tokenizer = Tokenizer(characters: characters.map(\.plainForm))
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
      // Directly after the text, not after trailing blanks.
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
      kind = name()
    } else if character.superscriptDigit != nil
      || ("⁻⁺".contains(character) && peek(1)?.superscriptDigit != nil)
    {
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

  /// A word, without a module of another language before it: `np.sin` is sin.
  private mutating func name() -> Token.Kind {
    var start = position
    skip(while: \.isNamePart)
    while Foreign.modules.contains(String(characters[start..<position])), peek() == ".",
      peek(1)?.isNameStart == true
    {
      position += 1
      start = position
      skip(while: \.isNamePart)
    }
    let name = String(characters[start..<position])
    return Symbol.words[name].map { .symbol($0) } ?? .name(name)
  }

  private mutating func superscript() -> Token.Kind {
    var sign = 1.0
    if let first = peek(), first.superscriptDigit == nil {
      sign = first == "⁻" ? -1 : 1
      position += 1
    }
    var value = 0.0
    while let digit = peek()?.superscriptDigit {
      value = value * 10 + Double(digit)
      position += 1
    }
    return .superscript(sign * value)
  }

  private mutating func symbol(_ character: Character) -> Token.Kind {
    if let next = peek(1), let pair = Symbol.pairs[String([character, next])] {
      position += 2
      return .symbol(pair)
    }
    position += 1
    guard let symbol = Symbol(character) else { return .invalid(.unexpectedCharacter(character)) }
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
  var isNameStart: Bool { (isLetter && self != "π") || self == "_" }
  var isNamePart: Bool { (isLetter && self != "π") || self == "_" || isASCIIDigit }

  var superscriptDigit: Int? {
    Array("⁰¹²³⁴⁵⁶⁷⁸⁹").firstIndex(of: self)
  }

  /// The ASCII character that this one is another form of: full width, as East Asian keyboards type
  /// it, or a letter or digit of a mathematical alphabet, as papers set it. Otherwise the character
  /// itself.
  var plainForm: Character {
    guard let scalar = unicodeScalars.first, scalar.value > 0x7F, unicodeScalars.count == 1 else {
      return self
    }
    switch scalar.value {
    case 0xFF01...0xFF5E:
      return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init) ?? self
    case 0x02C6, 0x2038, 0xA788: return "^"
    case 0x3000: return " "
    case 0x210E: return "h"
    case 0x1D400...0x1D6A3:
      // Thirteen alphabets of 52 letters each, upper case first.
      let place = (scalar.value - 0x1D400) % 52
      return Unicode.Scalar(place < 26 ? 0x41 + place : 0x61 + place - 26).map(Character.init)
        ?? self
    case 0x1D6A8...0x1D7C9:
      // Five Greek alphabets of 58 signs each; small letters begin at the 27th.
      let place = (scalar.value - 0x1D6A8) % 58
      return place >= 26 && place <= 50
        ? Unicode.Scalar(0x3B1 + place - 26).map(Character.init) ?? self : self
    case 0x1D7CE...0x1D7FF:
      return Unicode.Scalar(0x30 + (scalar.value - 0x1D7CE) % 10).map(Character.init) ?? self
    default: return self
    }
  }
}
