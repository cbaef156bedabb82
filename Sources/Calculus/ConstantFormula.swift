/// A number as people write one: in decimal, or as a formula without x and y.
///
///     try ConstantFormula("2*pi/3").value  // 2.0943951023931953
public struct ConstantFormula: Hashable, Sendable {
  /// Finite.
  public let value: Double

  /// - Throws: what is wrong with the text, and where; also where a number of it depends on x or y, or
  ///   where it is infinite or undefined.
  public init(_ text: String) throws(FormulaError) {
    let formula = try Formula(text)
    for token in Tokenizer.tokens(of: Array(text)) {
      if let name = token.name, Variable(rawValue: name) != nil {
        throw FormulaError(text: text, range: token.range, reason: .notConstant(name))
      }
    }
    let value = formula.compiled().value(at: Point())
    guard value.isFinite else {
      throw FormulaError(text: text, range: 0..<text.count, reason: .notFinite)
    }
    self.value = value
  }
}
