extension Formula {
  /// The exact gradient as a text that reads back as a `GradientFormula`, such as
  /// `-400*(y - x^2)*x - 2*(1 - x), 200*(y - x^2)`, with the parameters by their names; nil where it
  /// would be too long to read, or the formula has a product over an index.
  ///
  /// It has the values of `CompiledFormula.gradient(at:)` up to rounding, except at kinks and ties.
  public var gradientText: String? {
    guard let x = slope(along: .x), let y = slope(along: .y) else { return nil }
    let body = "\(x.text), \(y.text)"
    let text = tree.definitions(usedIn: x.parts.union(y.parts)) + body
    return text.count <= 1000 ? text : nil
  }

  /// The summands of the exact derivatives by x and by y as formulas: of the product and the chain
  /// rule as one writes them down, none where there is no `gradientText`.
  public var gradientTerms: (x: [String], y: [String]) {
    guard gradientText != nil, let x = slope(along: .x), let y = slope(along: .y) else {
      return ([], [])
    }
    func texts(_ slope: Slope) -> [String] {
      slope.terms.map { tree.definitions(usedIn: $0.parts) + $0.text }
    }
    return (texts(x), texts(y))
  }

  private func slope(along variable: Variable) -> Slope? {
    guard tree.nodes.count <= 400 else { return nil }
    var differentiation = Differentiation(of: tree, by: variable)
    return differentiation.slope
  }
}

/// A derivative as written down: a sum of terms.
struct Slope {
  var terms: [Term] = []

  /// A coefficient and the factors above and below the line of a fraction.
  struct Term {
    var coefficient = 1.0
    /// A whole number that the coefficient is divided by.
    var divisor = 1.0
    var factors: [Written] = []
    var divisors: [Written] = []

    var parts: Set<Int> { (factors + divisors).reduce(into: []) { $0.formUnion($1.parts) } }

    static func * (left: Term, right: Term) -> Term {
      Term(
        coefficient: left.coefficient * right.coefficient, divisor: left.divisor * right.divisor,
        factors: left.factors + right.factors, divisors: left.divisors + right.divisors)
    }

    func divided(by other: Term) -> Term {
      self
        * Term(
          coefficient: other.divisor, divisor: other.coefficient, factors: other.divisors,
          divisors: other.factors)
    }
  }

  /// A piece of text, how tightly its loosest operator holds its operands, and the named parts in
  /// it.
  struct Written {
    var text: String
    var power: Int
    var parts: Set<Int> = []

    static let atom = 100

    func held(by power: Int) -> String { self.power < power ? "(\(text))" : text }
  }

  var isZero: Bool { terms.isEmpty }
  var parts: Set<Int> { terms.reduce(into: []) { $0.formUnion($1.parts) } }

  /// The sum, in which terms that differ only in their coefficients are one.
  static func + (left: Slope, right: Slope) -> Slope {
    var sum = left
    for term in right.terms {
      if let place = sum.terms.firstIndex(where: { $0.isLike(term) }) {
        sum.terms[place].coefficient += term.coefficient
      } else {
        sum.terms.append(term)
      }
    }
    sum.terms.removeAll { $0.coefficient == 0 }
    return sum
  }

  static func * (term: Term, slope: Slope) -> Slope {
    if term.coefficient == 0 || slope.isZero { return Slope() }
    if let only = slope.terms.first, slope.terms.count == 1 { return Slope(terms: [term * only]) }
    var whole = term
    whole.factors.append(slope.written)
    return Slope(terms: [whole])
  }

  func divided(by divisor: Term) -> Slope {
    (Term(coefficient: 1).divided(by: divisor)) * self
  }

  static prefix func - (slope: Slope) -> Slope {
    Slope(
      terms: slope.terms.map {
        var term = $0
        term.coefficient = -term.coefficient
        return term
      })
  }

  var written: Written {
    Written(
      text: text,
      power: terms.count > 1
        ? BindingPower.infix(.add).left : terms.first?.power ?? Written.atom, parts: parts)
  }

  /// The sum in the formula language.
  var text: String {
    if terms.isEmpty { return "0" }
    return terms.enumerated().map { index, term in
      if index == 0 { return term.text }
      return term.isNegative ? " - \(term.negated.text)" : " + \(term.text)"
    }.joined()
  }
}

extension Slope.Term {
  fileprivate var isNegative: Bool { (coefficient < 0) != (divisor < 0) }

  fileprivate func isLike(_ other: Slope.Term) -> Bool {
    divisor == other.divisor && factors.map(\.text) == other.factors.map(\.text)
      && divisors.map(\.text) == other.divisors.map(\.text)
  }

  fileprivate var negated: Slope.Term {
    var term = self
    term.coefficient = -coefficient
    return term
  }

  fileprivate var power: Int {
    if isNegative { return BindingPower.sign }
    let count = factors.count + divisors.count
    let isNumber = abs(coefficient) == abs(divisor)
    if count == 0 || count == 1 && divisors.isEmpty && isNumber {
      return factors.first?.power ?? Slope.Written.atom
    }
    return BindingPower.infix(.multiply).left
  }

  /// The term in the formula language.
  var text: String {
    let tight = BindingPower.infix(.multiply)
    var (top, bottom) = (abs(coefficient), abs(divisor))
    let quotient = top / bottom
    // A quotient with a short text is written as such: 400, 0.5, but x/3.
    if quotient * bottom == top, quotient.plain.count <= max(4, top.plain.count) {
      (top, bottom) = (quotient, 1)
    }
    var above = factors.enumerated().map { index, factor in
      factor.held(by: index == 0 && top == 1 ? tight.left : tight.right)
    }
    if top != 1 || above.isEmpty { above.insert(top.plain, at: 0) }
    var text = above.joined(separator: "*")
    if bottom != 1 { text += "/\(bottom.plain)" }
    for divisor in divisors { text += "/\(divisor.held(by: tight.right))" }
    return (isNegative ? "-" : "") + text
  }
}

extension SyntaxTree {
  /// The definitions of some named parts and of those that they use: `u = x^2; `.
  func definitions(usedIn parts: Set<Int>) -> String {
    var needed = parts
    for place in self.parts.indices.reversed() where needed.contains(place) {
      for node in 0...self.parts[place].node {
        if case .part(let other) = nodes[node], other < place { needed.insert(other) }
      }
    }
    let texts = writtenNodes
    return self.parts.indices.filter(needed.contains).map {
      "\(self.parts[$0].name) = \(texts[self.parts[$0].node].text); "
    }.joined()
  }
}
