import ArgumentParser
import Calculus
import Landscape

/// Numbers in the values of options: in decimal, or as formulas without x and y.
extension Values {
  /// The number in a piece of a value.
  /// - Parameters:
  ///   - whole: the value, which is shown with a caret at the fault.
  ///   - expectation: the message if the piece is not a number, "'1,z' is not a point: …".
  /// - Throws: if the piece is not a number, or not a finite one.
  static func number(_ piece: Substring, in whole: String, or expectation: String) throws -> Double
  {
    if let number = WrittenNumber(piece)?.value {
      guard number.isFinite else { throw ValidationError(tooLarge(piece)) }
      return number
    }
    do throws(FormulaError) {
      return try ConstantFormula(String(piece)).value
    } catch {
      let offset = whole.distance(from: whole.startIndex, to: piece.startIndex)
      let place = FormulaError(
        text: whole, range: error.range.lowerBound + offset..<error.range.upperBound + offset,
        reason: error.reason)
      let hint = "a number is written in decimal or as a formula, as in 0.5, 1e-3, 1/3, 2*pi"
      throw ValidationError(
        ["\(expectation)", place.excerpt, "hint: \(error.message); \(hint)"]
          .filter { !$0.isEmpty }.joined(separator: "\n"))
    }
  }

  private static func tooLarge(_ piece: Substring) -> String {
    let text = piece.trimmed
    return DecimalNumber(text) != nil
      ? "'\(text)' is too large: numbers end at 1.8e308" : "'\(text)' is infinite or undefined"
  }

  /// A number of at least 0.
  static func notNegative(_ text: String, _ what: String) throws -> Double {
    let expectation = "'\(text)' is not a \(what): write a number of at least 0"
    let number = try number(text[...], in: text, or: expectation)
    guard number >= 0 else { throw ValidationError(expectation) }
    return number
  }

  /// Two numbers, or nil if there are not two pieces.
  static func pair(
    _ text: Substring, in whole: String, separator: Character, or expectation: String
  ) throws -> (Double, Double)? {
    let pieces = text.pieces(separatedBy: separator)
    guard pieces.count == 2, pieces.allSatisfy({ !$0.trimmed.isEmpty }) else { return nil }
    return (
      try number(pieces[0], in: whole, or: expectation),
      try number(pieces[1], in: whole, or: expectation)
    )
  }
}

extension Substring {
  /// Without the blanks around it.
  var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...last]
  }

  /// Without the pair of brackets that encloses all of it, if there is one.
  var withoutBrackets: Substring {
    let text = trimmed
    guard let first = text.first, let last = text.last,
      [("(", ")"), ("[", "]"), ("{", "}")].contains(where: {
        $0.0 == String(first) && $0.1 == String(last)
      })
    else { return text }
    var depth = 0
    for index in text.indices.dropLast() {
      if "([{".contains(text[index]) { depth += 1 }
      if ")]}".contains(text[index]) { depth -= 1 }
      if depth == 0 { return text }
    }
    return text.dropFirst().dropLast()
  }
}
