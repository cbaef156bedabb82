/// A gradient as typed by hand: a formula for ∂f/∂x and one for ∂f/∂y, separated by a comma.
///
///     let gradient = try GradientFormula("u = y - x^2; -400*x*u - 2*(1 - x), 200*u")
///     gradient.compiled().value(at: Point(-1.2, 1))  // (-215.6, -88.0)
///
/// The language is that of the loss, with the same names. The pair may stand in parentheses or
/// brackets. Nothing says that it is the gradient of any loss: that is what a gradient check is for.
public struct GradientFormula: Hashable, Sendable {
  /// The text as it was written, preceded by the named parts that it may use.
  public let text: String
  /// ∂f/∂x.
  public let x: Formula
  /// ∂f/∂y.
  public let y: Formula

  /// Reads a gradient.
  /// - Parameters:
  ///   - text: two formulas with a comma between them. Named parts before them, as in
  ///     `u = y - x^2; -2*x*u, u`, belong to both.
  ///   - parameters: names beyond x and y that the text may use.
  ///   - parts: further named parts, as for a `Formula`.
  /// - Throws: the first fault, and where in the text it is.
  public init(_ text: String, parameters: Set<String> = [], parts: [Formula.Part] = [])
    throws(FormulaError)
  {
    let pair = try Pair(of: text)
    func formula(_ component: String) throws(FormulaError) -> Formula {
      do throws(FormulaError) {
        return try Formula(component, parameters: parameters, parts: parts)
      } catch {
        throw FormulaError(
          text: text, range: error.range, reason: error.reason, remedy: error.remedy)
      }
    }
    x = try formula(pair.x)
    y = try formula(pair.y)
    let isPlain = !parts.contains { $0.text.contains { ";=；＝".contains($0) } }
    let definitions = isPlain ? parts.map { "\($0.name) = \($0.text); " }.joined() : ""
    self.text = definitions + text
  }

  /// Whether a formula of x, y or a parameter could be meant: whether there is a comma outside of
  /// calls.
  public static func isPair(_ text: String) -> Bool { (try? Pair(of: text)) != nil }

  /// The gradient with a value for every parameter, ready to be computed.
  /// - Parameter parameters: a value for each parameter that the formulas use, which is a
  ///   precondition; other names are ignored.
  public func compiled(parameters: [String: Double] = [:]) -> CompiledGradient {
    CompiledGradient(x: x.compiled(parameters: parameters), y: y.compiled(parameters: parameters))
  }

  /// The mean of this gradient over the rows of a table, with columns in place of parameters.
  /// - Parameters:
  ///   - parameters: a value for each parameter that is not a column.
  ///   - columns: the values of each column, row by row, as for a `Formula`.
  public func compiled(parameters: [String: Double] = [:], columns: [String: [Double]])
    -> CompiledGradient
  {
    CompiledGradient(
      x: x.compiled(parameters: parameters, columns: columns),
      y: y.compiled(parameters: parameters, columns: columns))
  }
}

/// A gradient typed by hand, as a function of the point.
public struct CompiledGradient: Sendable {
  private let x: CompiledFormula
  private let y: CompiledFormula

  init(x: CompiledFormula, y: CompiledFormula) {
    self.x = x
    self.y = y
  }

  /// The vector at a point; NaN in a coordinate whose formula is undefined there.
  public func value(at point: Point) -> Point { Point(x.value(at: point), y.value(at: point)) }

  /// The mean over some rows of the table, for a gradient made of columns.
  /// - Parameters:
  ///   - point: where to evaluate.
  ///   - rows: at least one, each at least 0 and below the number of rows; preconditions.
  public func value(at point: Point, rows: [Int]) -> Point {
    Point(x.evaluate(at: point, rows: rows).loss, y.evaluate(at: point, rows: rows).loss)
  }
}

/// The text of a gradient as two formulas, each with blanks in place of the other, so that every
/// character keeps its place.
private struct Pair {
  let x: String
  let y: String

  init(of text: String) throws(FormulaError) {
    var characters = Array(text)
    func fault(_ reason: FormulaError.Reason, _ range: Range<Int>) -> FormulaError {
      FormulaError(text: text, range: range, reason: reason)
    }
    if characters.allSatisfy(\.isWhitespace) { throw fault(.empty, 0..<0) }
    Pair.removeBrackets(from: &characters)
    var commas: [Int] = []
    var start = 0
    var depth = 0
    for token in Tokenizer.tokens(of: characters) {
      switch token.kind {
      case .symbol(.openParenthesis): depth += 1
      case .symbol(.closeParenthesis): depth -= 1
      case .symbol(.comma) where depth == 0: commas.append(token.range.lowerBound)
      case .symbol(.semicolon) where depth == 0 && commas.isEmpty: start = token.range.upperBound
      default: break
      }
    }
    guard let comma = commas.first else {
      throw fault(.notTwoFormulas(1), characters.count..<characters.count)
    }
    guard commas.count == 1 else {
      throw fault(.notTwoFormulas(commas.count + 1), commas[1]..<commas[1] + 1)
    }
    let (first, second) = (characters[start..<comma], characters[(comma + 1)...])
    if first.allSatisfy(\.isWhitespace) {
      throw fault(.missingOperand(after: nil, found: ","), comma..<comma + 1)
    }
    if second.allSatisfy(\.isWhitespace) {
      throw fault(.missingOperand(after: ",", found: nil), comma + 1..<comma + 1)
    }
    x = String(characters[..<comma])
    let blanks = [Character](repeating: " ", count: comma + 1 - start)
    y = String(characters[..<start] + blanks + second)
  }

  /// Blanks out brackets or parentheses around the whole pair.
  private static func removeBrackets(from characters: inout [Character]) {
    guard let first = characters.firstIndex(where: { !$0.isWhitespace }),
      let last = characters.lastIndex(where: { !$0.isWhitespace }), first < last
    else { return }
    switch (characters[first], characters[last]) {
    case ("[", "]"), ("{", "}"): break
    case ("(", ")"):
      var depth = 0
      for place in first..<last {
        if characters[place] == "(" { depth += 1 }
        if characters[place] == ")" { depth -= 1 }
        // Closed before the end: `(x - 1)*y, (y + 1)`.
        if depth == 0 { return }
      }
    default: return
    }
    characters[first] = " "
    characters[last] = " "
  }
}
