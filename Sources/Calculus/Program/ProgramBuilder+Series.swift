/// A sum or product that cannot be unrolled, by its place in the tree.
struct SeriesFault {
  let series: Int
  let reason: FormulaError.Reason
}

/// Sums and products over an index, term by term.
extension ProgramBuilder {
  /// At most so many terms of one, so many values of all together.
  static let termLimit = 1_000
  static let unrollingLimit = 20_000

  /// What is wrong with the bounds of a tree's sums and products, if anything is.
  ///
  /// They cannot depend on a parameter's value, for there must be an answer before it is known.
  static func seriesFault(in tree: SyntaxTree) -> SeriesFault? {
    let parameters = Set(
      tree.nodes.compactMap { if case .parameter(let name) = $0 { name } else { nil } })
    var builder = ProgramBuilder(
      columns: Dictionary(uniqueKeysWithValues: parameters.enumerated().map { ($1, $0) }))
    _ = builder.translate(tree, parameters: [:])
    return builder.fault
  }

  /// The terms from left to right; 0 or 1 where there are none.
  mutating func series(_ place: Int, of tree: SyntaxTree, _ parameters: [String: Double]) -> Value {
    let series = tree.series[place]
    let isSum = series.function == .sum
    guard let indices = indices(of: series, place), fault == nil else { return constant(.nan) }
    var result: Value?
    for index in indices {
      unrolled += series.body + 1 - series.first
      if unrolled > Self.unrollingLimit {
        fault = SeriesFault(
          series: place,
          reason: .tooManyTerms(function: series.function.rawValue, limit: Self.termLimit))
        break
      }
      self.indices[place] = Double(index)
      translate(series.first..<(series.body + 1), of: tree, parameters)
      let term = values[series.body]
      result = result.map { binary(isSum ? .add : .multiply, $0, term) } ?? term
    }
    return result ?? constant(isSum ? 0 : 1)
  }

  /// The values of the index, or nil with the reason noted.
  private mutating func indices(of series: SyntaxTree.Series, _ place: Int) -> Range<Int>? {
    let name = series.function.rawValue
    func refuse(_ reason: FormulaError.Reason) -> Range<Int>? {
      fault = fault ?? SeriesFault(series: place, reason: reason)
      return nil
    }
    guard let lower = constantValue(values[series.lower]),
      let upper = constantValue(values[series.upper])
    else { return refuse(.boundsNotConstant(function: name)) }
    guard lower == lower.rounded(), upper == upper.rounded(), lower.magnitude <= 1e9,
      upper.magnitude <= 1e9
    else { return refuse(.boundsNotWhole(function: name)) }
    let count = Swift.max(0, Int(upper) - Int(lower) + 1)
    guard count <= Self.termLimit else {
      return refuse(.tooManyTerms(function: name, limit: Self.termLimit))
    }
    return Int(lower)..<(Int(lower) + count)
  }
}
