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

extension CompiledFormula {
  /// The number of rows that the function is a mean over; nil where it is a formula alone.
  public var rowCount: Int? { mean?.rowCount }

  /// The mean over some of the rows, and its gradient: what a training loop computes on a batch.
  ///
  /// All rows in ascending order give the bits of `evaluate(at:)`.
  /// - Parameters:
  ///   - point: where.
  ///   - rows: at least one, counted from 0, each below `rowCount`; preconditions. A row that is
  ///     named twice counts twice.
  /// - Complexity: O(`rows.count`).
  public func evaluate(at point: Point, rows: [Int]) -> Evaluation {
    guard let mean else { preconditionFailure("only a mean has rows") }
    precondition(!rows.isEmpty && rows.allSatisfy { 0..<mean.rowCount ~= $0 })
    return mean.evaluate(at: point, rows: rows)
  }
}
