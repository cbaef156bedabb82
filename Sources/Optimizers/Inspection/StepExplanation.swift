import Calculus

/// The quantities that a rule computed in one step, and the step in their symbols.
///
/// Of `momentum` at its second step, for example:
///
///     explanation.quantities.map(\.symbol)  // ["b"]
///     explanation.move                      // "−lr·b"
public struct StepExplanation: Hashable, Sendable {
  /// The quantities in the order in which they were computed.
  public let quantities: [Quantity]
  /// The right side of Δ, the step, in the symbols of the quantities: `−lr·m̂/(√v̂ + ε)`.
  public let move: String
  /// Whether the rule uses the gradient at all.
  public let usesGradient: Bool

  /// Makes an explanation.
  /// - Parameters:
  ///   - quantities: in the order in which they were computed.
  ///   - move: the right side of Δ, in the symbols of the quantities.
  ///   - usesGradient: whether the rule uses the gradient at all.
  public init(_ quantities: [Quantity], move: String, usesGradient: Bool = true) {
    self.quantities = quantities
    self.move = move
    self.usesGradient = usesGradient
  }
}

/// A quantity that a rule computed in a step: a number or one for each axis, with its name and its
/// formula.
///
///     quantity.symbol   // "m"
///     quantity.formula  // "β₁·m + (1−β₁)·g"
///     quantity.value    // .vector(Point(0.3, -1.2))
public struct Quantity: Hashable, Sendable {
  /// The value of a quantity.
  public enum Value: Hashable, Sendable {
    /// One number.
    case number(Double)
    /// One number for each axis.
    case vector(Point)
    /// The name of the branch that the rule took.
    case word(String)
  }

  /// The symbol that papers use: `g`, `m̂`, `β₁ᵗ`.
  public let symbol: String
  /// The right side of the formula, in the symbols of the rule; a symbol on both sides stands for
  /// the value before the step on the right. Empty if there is nothing to say.
  public let formula: String
  /// The value in the step; not finite if the step is not.
  public let value: Value

  /// Makes a quantity.
  /// - Parameters:
  ///   - symbol: the symbol that papers use.
  ///   - formula: the right side of its formula.
  ///   - value: its value in the step.
  public init(_ symbol: String, _ formula: String, _ value: Value) {
    self.symbol = symbol
    self.formula = formula
    self.value = value
  }

  /// Whether the formula uses the value before the step: `m = β₁·m + …`.
  public var isRecursive: Bool {
    formula.split { !$0.isLetter && !$0.isNumber && $0 != "\u{302}" }.contains { $0 == symbol }
  }

  /// The factor of the value before the step, in the symbols of the formula: `β₁` in
  /// `β₁·m + (1−β₁)·g`; nil if the formula is not recursive, or has no such factor.
  public var keptShare: String? {
    let factor = formula.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return !factor.isEmpty && formula.hasPrefix("\(factor)·\(symbol) + ") ? String(factor) : nil
  }
}

extension Quantity {
  static func vector(_ symbol: String, _ formula: String, _ value: Point) -> Self {
    Self(symbol, formula, .vector(value))
  }

  static func number(_ symbol: String, _ formula: String, _ value: Double) -> Self {
    Self(symbol, formula, .number(value))
  }

  /// The rows of a symmetric matrix, `Hx` and `Hy`.
  static func matrix(_ symbol: String, _ formula: String, _ value: Hessian) -> [Self] {
    [
      vector(symbol + "x", formula, Point(value.xx, value.xy)),
      vector(symbol + "y", "", Point(value.xy, value.yy)),
    ]
  }

  /// `m`, the uncorrected average of the gradients.
  static func mean(_ value: Point, beta: String = "β₁", of what: String = "g") -> Quantity {
    .vector("m", "\(beta)·m + (1−\(beta))·\(what)", value)
  }

  /// `v`, the uncorrected average of the squared gradients.
  static func square(_ value: Point, beta: String = "β₂", of what: String = "g²") -> Quantity {
    .vector("v", "\(beta)·v + (1−\(beta))·\(what)", value)
  }

  /// `β₁ᵗ`, the remaining weight of the start from 0 in an average.
  static func weightOfStart(_ mean: DecayingMean, beta: String = "β₁") -> Quantity {
    .number(beta + "ᵗ", "", mean.power)
  }

  /// `m̂`, an average without the bias from its start at 0.
  static func corrected(_ symbol: String, _ mean: DecayingMean, beta: String) -> Quantity {
    .vector(symbol + "\u{302}", "\(symbol)/(1−\(beta)ᵗ)", mean.corrected)
  }

  /// `β₁ᵗ, β₂ᵗ, m̂, v̂`, Adam's corrections.
  static func corrections(mean: DecayingMean, square: DecayingMean) -> [Quantity] {
    [
      .weightOfStart(mean), .weightOfStart(square, beta: "β₂"),
      .corrected("m", mean, beta: "β₁"), .corrected("v", square, beta: "β₂"),
    ]
  }
}
