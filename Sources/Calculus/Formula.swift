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

extension Formula {
  /// The text with numbers in place of parameters: `(1 - x)^2 + 100*(y - x^2)^2` for
  /// `(1-x)^2 + b (y-x^2)^2` with b = 100. It reads back to the same function.
  ///
  /// Where no parameter of the formula has a value, it is the text as it was written.
  /// - Parameter values: finite numbers; parameters without one stay.
  public func text(setting values: [String: Double]) -> String {
    let known = values.filter { parametersUsed.contains($0.key) }
    return known.isEmpty ? text : tree.setting(known).text
  }
}

extension Formula {
  /// The mean over the rows of a table of this formula, in x, y and the table's columns: the loss of
  /// a model with two parameters on a data set.
  ///
  ///     let sample = try Formula("(x*u + y - v)^2", parameters: ["u", "v"])
  ///     let loss = sample.compiled(columns: ["u": [0, 1, 2], "v": [1, 3, 5]])
  ///     loss.value(at: Point(2, 1))  // 0.0
  ///
  /// What depends on the columns alone is computed once, here.
  /// - Parameters:
  ///   - parameters: a value for every name of `parametersUsed` that is no column.
  ///   - columns: the values of each column, row by row. All have the same count, at least 1, which
  ///     is a precondition.
  public func compiled(parameters: [String: Double] = [:], columns: [String: [Double]])
    -> CompiledFormula
  {
    precondition(
      parametersUsed.allSatisfy { parameters[$0] != nil || columns[$0] != nil },
      "a parameter of the formula has no value")
    let names = columns.keys.sorted()
    let table = names.compactMap { columns[$0] }
    let rowCount = table.first?.count ?? 0
    precondition(rowCount > 0 && table.allSatisfy { $0.count == rowCount })
    var builder = ProgramBuilder(
      columns: Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) }))
    let result = builder.translate(tree, parameters: parameters)
    let layout = builder.laidOutForSamples(result: result)
    return CompiledFormula(
      program: layout.program, mean: SampleMean(layout: layout, columns: table))
  }
}

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
