import Calculus

/// What a component of a gradient written by hand is, compared with the exact one.
public enum GradientFault: Hashable, Sendable {
  /// It is the exact one.
  case none
  /// It is right to some digits, at least two.
  case rounded(digits: Int)
  /// It is 0, and the exact one is not.
  case zero
  /// It is the exact one with the other sign.
  case sign
  /// It is a multiple of the exact one.
  case factor(Double)
  /// It is the sum over the rows of the data instead of their mean.
  case sum(rows: Int)
  /// It is the exact one and a constant.
  case offset(Double)
  /// It is the derivative by the other parameter, and that one is this one.
  case swapped
  /// A summand, given as a formula, has this factor: -1 for the wrong sign, 0 if it is missing.
  case summand(String, factor: Double)
  /// A summand, given as a formula, lacks this multiple of a power as a factor.
  case summandFactor(String, Double, Monomial)
  /// It is the exact one and a multiple of a power.
  case surplus(Double, Monomial)
  /// The exact one is this multiple of a power times it.
  case missingFactor(Double, Monomial)
  /// It is right on this side of the map only.
  case rightOnly(where: MapSide)
  /// It is right at some places of the map, without a pattern.
  case rightAt(places: Int, of: Int)
  /// It has no value where the exact one has.
  case undefined
  /// None of these.
  case other

  /// The name in JSON.
  public var name: String {
    switch self {
    case .none: "none"
    case .rounded: "rounded"
    case .zero: "zero"
    case .sign: "sign"
    case .factor: "factor"
    case .sum: "sum"
    case .offset: "offset"
    case .swapped: "swapped"
    case .summand: "summand"
    case .summandFactor: "summand-factor"
    case .surplus: "surplus"
    case .missingFactor: "missing-factor"
    case .rightOnly: "right-only"
    case .rightAt: "right-at"
    case .undefined: "undefined"
    case .other: "other"
    }
  }

  /// The fault in a few words: "the sign".
  public var words: String {
    switch self {
    case .none: "right"
    case .rounded(let digits): "right to \(digits) digits: a rounded constant"
    case .zero: "0 everywhere"
    case .sign: "the sign"
    case .factor(let factor): "\(factor.times) the exact one"
    case .sum(let rows): "the sum over the \(rows) rows, not their mean"
    case .offset(let constant): "off by a constant, \(constant.signedFigures)"
    case .swapped: "x and y swapped"
    case .summand(let text, let factor):
      factor == 0
        ? "\(text) is missing"
        : factor == -1 ? "the sign of \(text)" : "\(text) is there \(factor.times)"
    case .summandFactor(let text, let factor, let monomial):
      monomial.missing(factor) + " in \(text)"
    case .surplus(let factor, let monomial):
      factor > 0
        ? "\(monomial.text(factor)) too much" : "\(monomial.text(-factor)) too little"
    case .missingFactor(let factor, let monomial):
      monomial.missing(factor)
    case .rightOnly(let side): "right only where \(side.rawValue)"
    case .rightAt(let places, let count): "right at \(places) of \(count) places"
    case .undefined: "undefined at places where the exact one is not"
    case .other: "none of the frequent faults"
    }
  }
}

/// A product of powers of x and y.
public struct Monomial: Hashable, Sendable {
  /// The power of x.
  public let x: Int
  /// The power of y.
  public let y: Int

  /// The value at a point.
  func value(at point: Point) -> Double {
    func power(_ base: Double, _ exponent: Int) -> Double {
      let power = (0..<exponent.magnitude).reduce(1.0) { product, _ in product * base }
      return exponent < 0 ? 1 / power : power
    }
    return power(point.x, x) * power(point.y, y)
  }

  /// That a multiple of it is missing as a factor.
  func missing(_ factor: Double) -> String {
    x < 0 || y < 0
      ? "to be multiplied by \(text(factor))" : "the factor \(text(factor)) is missing"
  }

  /// A multiple of it as a formula: `-2*x`, `x/y^2`.
  func text(_ factor: Double) -> String {
    func power(_ name: String, _ exponent: Int) -> String {
      exponent == 1 ? name : "\(name)^\(exponent)"
    }
    let above = [("x", x), ("y", y)].filter { $0.1 > 0 }.map { power($0.0, $0.1) }
    let below = [("x", x), ("y", y)].filter { $0.1 < 0 }.map { power($0.0, -$0.1) }
    let number = factor.magnitude == 1 && !above.isEmpty ? [] : [factor.magnitude.figures]
    return (factor < 0 ? "-" : "") + (number + above).joined(separator: "*")
      + below.map { "/" + $0 }.joined()
  }
}

/// A half of the map.
public enum MapSide: String, Hashable, Sendable, CaseIterable {
  /// x > 0.
  case right = "x > 0"
  /// x < 0.
  case left = "x < 0"
  /// y > 0.
  case above = "y > 0"
  /// y < 0.
  case below = "y < 0"

  func contains(_ point: Point) -> Bool {
    switch self {
    case .right: point.x > 0
    case .left: point.x < 0
    case .above: point.y > 0
    case .below: point.y < 0
    }
  }
}

extension Double {
  /// Six figures at most.
  fileprivate var figures: String { DecimalFigures(self).rounded(to: 6).text }

  fileprivate var signedFigures: String { (self > 0 ? "+" : "") + figures }

  /// "twice", "half", "a third of", "-2 times".
  fileprivate var times: String {
    switch self {
    case 2: "twice"
    case 0.5: "half"
    case 1 / 3.0: "a third of"
    case 0.25: "a quarter of"
    default: "\(figures) times"
    }
  }
}
