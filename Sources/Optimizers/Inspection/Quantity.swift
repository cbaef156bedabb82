import Calculus

/// Something that a rule computed in a step: a number or one for each axis, with its name and how
/// it came about.
///
///     quantity.symbol   // "m"
///     quantity.formula  // "β₁·m + (1−β₁)·g"
///     quantity.value    // .vector(Point(0.3, -1.2))
public struct Quantity: Hashable, Sendable {
  public enum Value: Hashable, Sendable {
    case number(Double)
    /// One number for each axis.
    case vector(Point)
    /// Which of several ways the rule took.
    case word(String)
  }

  /// As papers write it: `g`, `m̂`, `β₁ᵗ`.
  public let symbol: String
  /// The right side of its formula in the symbols of the rule; what stands on both sides is the
  /// value before the step there.
  public let formula: String
  /// Of the step itself; not finite where the step is not.
  public let value: Value

  public init(_ symbol: String, _ formula: String, _ value: Value) {
    self.symbol = symbol
    self.formula = formula
    self.value = value
  }

  /// Whether the formula goes on from the value before the step: `m = β₁·m + …`.
  public var goesOnFromItself: Bool {
    formula.split { !$0.isLetter && !$0.isNumber && $0 != "\u{302}" }.contains { $0 == symbol }
  }

  /// The factor by which it keeps what it was before the step, in the symbols of the formula: `β₁` in
  /// `β₁·m + (1−β₁)·g`; nil where it does not go on from itself, or not by a factor of its own.
  public var keptShare: String? {
    let factor = formula.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return !factor.isEmpty && formula.hasPrefix("\(factor)·\(symbol) + ") ? String(factor) : nil
  }

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
}

/// What a rule computed in one step, as one would show it on paper.
public struct Working: Hashable, Sendable {
  /// In the order in which they were computed.
  public let quantities: [Quantity]
  /// The right side of Δ, the step, in the symbols of the quantities: `−lr·m̂/(√v̂ + ε)`.
  public let move: String
  /// Whether the rule looks at the gradient at all.
  public let usesGradient: Bool

  public init(_ quantities: [Quantity], move: String, usesGradient: Bool = true) {
    self.quantities = quantities
    self.move = move
    self.usesGradient = usesGradient
  }
}
