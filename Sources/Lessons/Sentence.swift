import Calculus

/// Text of a lesson: terms of the field between `**`, and quantities between braces, which are
/// replaced by their numbers: "The loss is **{gd.loss}** after {step} steps."
public struct Sentence: Hashable, Sendable {
  /// A part of the text in one style.
  public struct Piece: Hashable, Sendable {
    public var text: String
    /// Whether it is a term of the field.
    public var isStrong: Bool

    public init(text: String, isStrong: Bool) {
      self.text = text
      self.isStrong = isStrong
    }
  }

  private enum Part: Hashable, Sendable {
    case text(String)
    case quantity(Quantity)
  }

  private let parts: [(part: Part, isStrong: Bool)]

  /// Reads a text.
  /// - Throws: `ConditionError` for a brace without its partner or a quantity that does not exist;
  ///   the offsets are those in the text.
  public init(_ source: String) throws(ConditionError) {
    var parts: [(Part, Bool)] = []
    var isStrong = false
    var text = ""
    let characters = Array(source)
    var place = 0
    func flush() {
      if !text.isEmpty { parts.append((.text(text), isStrong)) }
      text = ""
    }
    while place < characters.count {
      let character = characters[place]
      if character == "*", place + 1 < characters.count, characters[place + 1] == "*" {
        flush()
        isStrong.toggle()
        place += 2
      } else if character == "{" {
        flush()
        guard let end = characters[place...].firstIndex(of: "}") else {
          throw ConditionError(
            message: "this brace is never closed", hint: "write a } after the quantity",
            range: place..<place + 1)
        }
        let inner = place + 1..<end
        do throws(ConditionError) {
          parts.append((.quantity(try Quantity(String(characters[inner]))), isStrong))
        } catch {
          throw ConditionError(
            message: error.message, hint: error.hint,
            range: error.range.lowerBound + inner.lowerBound..<error.range.upperBound
              + inner.lowerBound)
        }
        place = end + 1
      } else {
        text.append(character)
        place += 1
      }
    }
    flush()
    guard !isStrong else {
      throw ConditionError(
        message: "'**' opens a term and nothing closes it", hint: "write ** on both of its sides",
        range: 0..<characters.count)
    }
    self.parts = parts
  }

  /// The text with the numbers of a situation.
  public func pieces(in situation: Situation) -> [Piece] {
    parts.map { part, isStrong in
      switch part {
      case .text(let text): Piece(text: text, isStrong: isStrong)
      case .quantity(let quantity): Piece(text: quantity.text(in: situation), isStrong: isStrong)
      }
    }
  }

  /// The same without styles.
  public func text(in situation: Situation) -> String {
    pieces(in: situation).map(\.text).joined()
  }

  /// Whether one of its quantities has no number in a situation: a step that does not come.
  public func lacksNumber(in situation: Situation) -> Bool {
    parts.contains { part, _ in
      if case .quantity(let quantity) = part {
        ["never", "-"].contains(quantity.text(in: situation))
      } else {
        false
      }
    }
  }

  /// The words without the quantities.
  public var words: String {
    parts.map { if case .text(let text) = $0.part { text } else { " " } }.joined()
  }

  public static func == (left: Sentence, right: Sentence) -> Bool {
    left.parts.elementsEqual(right.parts) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) {
    for (part, isStrong) in parts {
      hasher.combine(part)
      hasher.combine(isStrong)
    }
  }
}

extension Quantity {
  /// The number as a sentence states it: "never" for a step that does not come, "-" where there is
  /// none.
  public func text(in situation: Situation) -> String {
    guard let value = value(in: situation) else { return "-" }
    if value == .infinity {
      switch self {
      case .run(_, .batch): return "all"
      case .race(.limit): return "without limit"
      default: return "never"
      }
    }
    return value.isFinite ? value.readable() : "undefined"
  }
}

extension Sentence {
  /// The numbers that the words state themselves: "0.45", "1/3", "2,000", "5e-9".
  var statedNumbers: [String] { words.numbers }
}

extension String {
  /// The numbers in a text, without those that belong to a word such as beta1.
  var numbers: [String] {
    var numbers: [String] = []
    var number = ""
    var previous: Character = " "
    let characters = Array(self) + [" "]
    for (place, character) in characters.enumerated() {
      let next = place + 1 < characters.count ? characters[place + 1] : " "
      let continues =
        character.isNumber
        || (!number.isEmpty && "./".contains(character) && next.isNumber)
        || (!number.isEmpty && character == "," && characters.hasThousands(after: place))
        || (!number.isEmpty && character == "e" && (next.isNumber || next == "-"))
        || (number.hasSuffix("e") && character == "-")
      if continues, !number.isEmpty || !(previous.isLetter || previous == "_") {
        number.append(character)
      } else {
        if !number.isEmpty { numbers.append(number.replacing(",", with: "")) }
        number = ""
      }
      previous = character
    }
    return numbers
  }
}

extension [Character] {
  /// Whether a comma at a place separates thousands, as in "2,000" and unlike "(5,3)".
  fileprivate func hasThousands(after place: Int) -> Bool {
    let group = self[(place + 1)...].prefix(4)
    return group.count == 4 && group.prefix(3).allSatisfy(\.isNumber)
      && !(group.last?.isNumber ?? false)
  }
}

extension Lesson.Step {
  /// The numbers that the texts state themselves, but for the answers, which may be wrong.
  public var statedNumbers: [String] {
    [text, closing, prediction?.question, prediction?.reason, task?.text, task?.hint]
      .compactMap(\.self).flatMap(\.statedNumbers)
  }

  /// The numbers in pictures, conditions and keys, all of which are tried when the step is checked.
  public var provedNumbers: [String] {
    let stages = [stage] + claims.map(\.stage)
    let conditions =
      claims.flatMap(\.conditions) + (prediction?.answers.map(\.isRight) ?? [])
      + [task?.goal].compactMap(\.self)
    return stages.compactMap(\.self).flatMap(\.arguments).flatMap(\.numbers)
      + conditions.flatMap(\.writtenNumbers) + (task?.keys.flatMap(\.numbers) ?? [])
  }
}
