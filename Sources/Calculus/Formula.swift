/// A loss as typed: a formula in x, y and perhaps parameters, that has been read and understood.
///
///     let formula = try Formula("(a - x)^2 + 100*(y - x^2)^2", parameters: ["a"])
///     formula.compiled(parameters: ["a": 1]).value(at: Point(1, 1))  // 0.0
///
/// Two formulas are equal if their texts and the parameters that they use are.
public struct Formula: Hashable, Sendable {
  /// The formula as it was written, behind its named parts: `u = x^2; u + y^2`.
  public let text: String
  /// The parameters that occur in the text.
  public let parametersUsed: Set<String>
  let tree: SyntaxTree

  /// A formula with a name, to be used in others by it.
  public struct Part: Hashable, Sendable {
    public let name: String
    public let text: String

    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Reads a formula.
  /// - Parameters:
  ///   - text: the formula, as in `100(y - x^2)^2 + (1 - x)^2`. It may begin with named parts, as in
  ///     `u = x^2; u + y^2`.
  ///   - parameters: names beyond x and y that the text may use. The language's own names come first:
  ///     a parameter called `x` or `sin` is never seen.
  ///   - parts: further named parts, each of which may use those before it; with names that have no
  ///     meaning otherwise, and texts that have been read.
  /// - Throws: what is wrong first, from the left, and where. A text of more than 10,000 characters
  ///   or nested more than 100 levels deep is refused.
  public init(_ text: String, parameters: Set<String> = [], parts: [Part] = [])
    throws(FormulaError)
  {
    do throws(FormulaError) {
      tree = try Parser.parse(
        text, parameters: parameters, parts: parts.map { ($0.name, $0.text) })
    } catch {
      throw error.withRemedy(parameters: parameters.union(parts.map(\.name)))
    }
    // Parts with parts of their own are written one behind the other.
    let isPlain = !parts.contains { $0.text.contains { ";=；＝".contains($0) } }
    self.text =
      isPlain ? parts.map { "\($0.name) = \($0.text); " }.joined() + text : tree.text
    parametersUsed = Set(
      tree.nodes.compactMap { if case .parameter(let name) = $0 { name } else { nil } })
  }

  /// The formula with a value for every parameter, ready to be computed.
  /// - Parameter parameters: at least `parametersUsed`, which is a precondition; others do no harm.
  public func compiled(parameters: [String: Double] = [:]) -> CompiledFormula {
    precondition(
      parametersUsed.allSatisfy { parameters[$0] != nil }, "a parameter of the formula has no value"
    )
    return CompiledFormula(program: ProgramBuilder.program(for: tree, parameters: parameters))
  }

  /// Whether x or y occurs in it.
  public var dependsOnVariables: Bool {
    tree.nodes.contains { if case .variable = $0 { true } else { false } }
  }

  public static func == (left: Formula, right: Formula) -> Bool {
    left.text == right.text && left.parametersUsed == right.parametersUsed
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(parametersUsed)
  }
}
