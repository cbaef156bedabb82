/// A loss as typed: a formula in x, y and perhaps parameters that has been parsed.
///
///     let formula = try Formula("(a - x)^2 + 100*(y - x^2)^2", parameters: ["a"])
///     formula.compiled(parameters: ["a": 1]).value(at: Point(1, 1))  // 0.0
///
/// Two formulas are equal if their texts and the parameters that they use are.
public struct Formula: Hashable, Sendable {
  /// The formula as it was written, preceded by its named parts: `u = x^2; u + y^2`.
  public let text: String
  /// The parameters that occur in the text.
  public let parametersUsed: Set<String>
  let tree: SyntaxTree

  /// A named formula that other formulas may use.
  public struct Part: Hashable, Sendable {
    /// The name that stands for the part in other formulas.
    public let name: String
    /// The formula, which may use the parts before it.
    public let text: String

    /// A part with a name and a text, neither of which is checked yet.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Reads a formula.
  /// - Parameters:
  ///   - text: the formula, as in `100(y - x^2)^2 + (1 - x)^2`. It may begin with named parts, as
  ///     in `u = x^2; u + y^2`.
  ///   - parameters: names beyond x and y that the text may use. The language's own names take
  ///     precedence: a parameter called `x` or `sin` has no effect.
  ///   - parts: further named parts, each of which may use those before it. Their names must have
  ///     no other meaning, and their texts must be valid.
  /// - Throws: the first fault from the left, and where it is. A text of more than 10,000
  ///   characters or more than 100 levels of nesting is refused.
  public init(_ text: String, parameters: Set<String> = [], parts: [Part] = [])
    throws(FormulaError)
  {
    do throws(FormulaError) {
      tree = try Parser.parse(
        text, parameters: parameters, parts: parts.map { ($0.name, $0.text) })
    } catch {
      throw error.withRemedy(parameters: parameters.union(parts.map(\.name)))
    }
    // Parts that define parts of their own cannot simply be put in front.
    let isPlain = !parts.contains { $0.text.contains { ";=；＝".contains($0) } }
    self.text =
      isPlain ? parts.map { "\($0.name) = \($0.text); " }.joined() + text : tree.text
    parametersUsed = Set(
      tree.nodes.compactMap { if case .parameter(let name) = $0 { name } else { nil } })
  }

  /// The formula with a value for every parameter, ready to be computed.
  /// - Parameter parameters: a value for each name of `parametersUsed`, which is a precondition;
  ///   other names are ignored.
  public func compiled(parameters: [String: Double] = [:]) -> CompiledFormula {
    precondition(
      parametersUsed.allSatisfy { parameters[$0] != nil }, "a parameter of the formula has no value"
    )
    return CompiledFormula(program: ProgramBuilder.program(for: tree, parameters: parameters))
  }

  /// Whether the formula contains x or y.
  public var dependsOnVariables: Bool {
    tree.nodes.contains { if case .variable = $0 { true } else { false } }
  }

  /// Whether the texts and the used parameters are equal.
  public static func == (left: Formula, right: Formula) -> Bool {
    left.text == right.text && left.parametersUsed == right.parametersUsed
  }

  /// Hashes the text and the used parameters.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(parametersUsed)
  }
}

extension Formula {
  /// The named parts before the formula itself, which another formula may use as well.
  package var parts: [Part] {
    let texts = tree.writtenNodes
    return tree.parts.map { Part(name: $0.name, text: texts[$0.node].text) }
  }
}

extension Formula {
  /// The text with numbers in place of parameters: `(1 - x)^2 + 100*(y - x^2)^2` for
  /// `(1-x)^2 + b (y-x^2)^2` with b = 100. It reads back to the same function.
  ///
  /// Where no parameter of the formula has a value, the text is returned as it was written.
  /// - Parameter values: finite numbers; parameters without one stay.
  public func text(setting values: [String: Double]) -> String {
    let known = values.filter { parametersUsed.contains($0.key) }
    return known.isEmpty ? text : tree.setting(known).text
  }
}

extension Formula {
  /// The mean of this formula over the rows of a table, with columns in place of parameters: the
  /// loss of a model with two parameters on a data set.
  ///
  ///     let sample = try Formula("(x*u + y - v)^2", parameters: ["u", "v"])
  ///     let loss = sample.compiled(columns: ["u": [0, 1, 2], "v": [1, 3, 5]])
  ///     loss.value(at: Point(2, 1))  // 0.0
  ///
  /// Subexpressions of the columns alone are computed once, here.
  /// - Parameters:
  ///   - parameters: a value for each name of `parametersUsed` that is not a column.
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

/// A number as people write it: in decimal, or as a formula without x and y.
///
///     try ConstantFormula("2*pi/3").value  // 2.0943951023931953
public struct ConstantFormula: Hashable, Sendable {
  /// The number, which is finite.
  public let value: Double

  /// Reads a number.
  /// - Throws: the fault of the text, and where it is; also where the text contains x or y, or has
  ///   an infinite or undefined value.
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
