/// From the nodes of a tree to values.
extension ProgramBuilder {
  /// The value of the whole formula.
  mutating func translate(_ tree: SyntaxTree, parameters: [String: Double]) -> Value {
    values = Array(repeating: 0, count: tree.nodes.count)
    translate(tree.nodes.indices, of: tree, parameters)
    return values[values.count - 1]
  }

  /// Translates a stretch of nodes, with the sums and products in it as wholes.
  mutating func translate(
    _ range: Range<Int>, of tree: SyntaxTree, _ parameters: [String: Double]
  ) {
    var bodies: [Int: Int] = [:]
    if !tree.series.isEmpty {
      for place in range {
        if case .series(let series) = tree.nodes[place] {
          bodies[tree.series[series].first] = place
        }
      }
    }
    var place = range.lowerBound
    while place < range.upperBound {
      // The nodes of a body have a value for each index only.
      if let series = bodies[place] { place = series }
      values[place] = value(of: tree.nodes[place], in: tree, parameters)
      place += 1
    }
  }

  private mutating func value(
    of node: SyntaxTree.Node, in tree: SyntaxTree, _ parameters: [String: Double]
  ) -> Value {
    switch node {
    case .number(let number): constant(number)
    case .variable(.x): number(.x)
    case .variable(.y): number(.y)
    case .constant(let constant): self.constant(constant.value)
    case .parameter(let name):
      column(name).map { number(.column($0)) } ?? constant(parameters[name] ?? .nan)
    case .part(let place): values[tree.parts[place].node]
    case .index(let place): constant(indices[place] ?? .nan)
    case .negative(let operand): unary(.negate, values[operand])
    case .not(let operand): negation(values[operand])
    case .infix(let infix, let left, let right): self.infix(infix, values[left], values[right])
    case .call(let function, let range):
      call(function, tree.arguments[range].map { values[$0] })
    case .series(let place): series(place, of: tree, parameters)
    }
  }

  private mutating func infix(_ infix: SyntaxTree.Infix, _ left: Value, _ right: Value) -> Value {
    switch infix {
    case .add: binary(.add, left, right)
    case .subtract: binary(.subtract, left, right)
    case .multiply: binary(.multiply, left, right)
    case .divide: binary(.divide, left, right)
    case .power: power(left, right)
    case .less: binary(.less, left, right)
    case .greater: binary(.less, right, left)
    case .lessOrEqual: negation(binary(.less, right, left))
    case .greaterOrEqual: negation(binary(.less, left, right))
    case .equal: binary(.equal, left, right)
    case .notEqual: negation(binary(.equal, left, right))
    case .and: binary(.and, left, right)
    case .or: negation(binary(.and, negation(left), negation(right)))
    }
  }

  /// Not true: 1 − u, which keeps NaN for an unknown condition.
  private mutating func negation(_ condition: Value) -> Value {
    // A double negation cancels.
    if case .binary(.subtract, let one, let inner) = sources[condition], constantValue(one) == 1,
      isCondition(inner)
    {
      return inner
    }
    return binary(.subtract, constant(1), condition)
  }

  private func isCondition(_ value: Value) -> Bool {
    switch sources[value] {
    case .binary(.less, _, _), .binary(.equal, _, _), .binary(.and, _, _): true
    default: false
    }
  }

  private mutating func call(_ function: Function, _ operands: [Value]) -> Value {
    switch function.computation {
    case .unary(let operation): unary(operation, operands[0])
    case .binary(let operation): binary(operation, operands[0], operands[1])
    case .extremum(let operation): extremum(operation, operands)
    case .powerOfTwo: power(constant(2), operands[0])
    case .clip: extremum(.min, [extremum(.max, [operands[0], operands[1]]), operands[2]])
    case .choice: choice(operands[0], operands[1], operands[2])
    case .series: preconditionFailure("a sum or product is a node of its own")
    }
  }
}

extension Function {
  /// How the value of a function is computed from those of its operands.
  fileprivate enum Computation {
    case unary(Operation)
    case binary(Operation)
    case extremum(Operation)
    case powerOfTwo, clip, choice, series
  }

  fileprivate var computation: Computation {
    switch self {
    case .sin: .unary(.sin)
    case .cos: .unary(.cos)
    case .tan: .unary(.tan)
    case .asin: .unary(.asin)
    case .acos: .unary(.acos)
    case .atan: .unary(.atan)
    case .atan2: .binary(.atan2)
    case .sinh: .unary(.sinh)
    case .cosh: .unary(.cosh)
    case .tanh: .unary(.tanh)
    case .asinh: .unary(.asinh)
    case .acosh: .unary(.acosh)
    case .atanh: .unary(.atanh)
    case .exp: .unary(.exp)
    case .exp2: .powerOfTwo
    case .log, .ln: .unary(.log)
    case .log2: .unary(.log2)
    case .log10: .unary(.log10)
    case .log1p: .unary(.log1p)
    case .expm1: .unary(.expm1)
    case .sqrt: .unary(.sqrt)
    case .cbrt: .unary(.cbrt)
    case .hypot: .binary(.hypot)
    case .erf: .unary(.erf)
    case .abs: .unary(.abs)
    case .sign: .unary(.sign)
    case .min: .extremum(.min)
    case .max: .extremum(.max)
    case .clip: .clip
    case .floor: .unary(.floor)
    case .ceil: .unary(.ceil)
    case .mod: .binary(.mod)
    case .sigmoid: .unary(.sigmoid)
    case .softplus: .unary(.softplus)
    case .relu: .unary(.relu)
    case .if: .choice
    case .sum, .prod: .series
    }
  }
}

/// Why a sum or product cannot be unrolled.
struct SeriesFault {
  /// Its place in the tree.
  let series: Int
  let reason: FormulaError.Reason
}

/// Sums and products over an index, term by term.
extension ProgramBuilder {
  /// The most terms of one sum or product.
  static let termLimit = 1_000
  /// The most values of all sums and products together.
  static let unrollingLimit = 20_000

  /// The first fault in the bounds of a tree's sums and products, if there is one.
  ///
  /// Bounds cannot depend on a parameter, because they are checked before its value is known.
  static func seriesFault(in tree: SyntaxTree) -> SeriesFault? {
    let parameters = Set(
      tree.nodes.compactMap { if case .parameter(let name) = $0 { name } else { nil } })
    var builder = ProgramBuilder(
      columns: Dictionary(uniqueKeysWithValues: parameters.enumerated().map { ($1, $0) }))
    _ = builder.translate(tree, parameters: [:])
    return builder.fault
  }

  /// The terms added or multiplied from left to right; 0 or 1 where there are none.
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
