import Calculus

/// Where the gradients come from that optimizers are given, if not from the loss's own derivatives.
public enum GradientRule: Sendable {
  /// A gradient written by hand, right or wrong.
  case typed(CompiledGradient)
  /// Differences of losses.
  case differences(FiniteDifferences)
}

extension GradientRule {
  /// The rule in a few words: "your gradient".
  public var words: String {
    switch self {
    case .typed: "your gradient"
    case .differences(let differences): "\(differences.kind.rawValue) differences"
    }
  }
}

/// The gradient by differences of losses at neighbouring points, as programs without derivatives
/// compute it.
///
///     let differences = FiniteDifferences(.central)
///     differences.gradient(at: Point(1, 0)) { $0.x * $0.x }  // about (2, 0)
///
/// Their error is part truncation, of order h or h², and part rounding, of order ε/h.
public struct FiniteDifferences: Hashable, Sendable {
  /// Which neighbours are compared.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// (f(p + h) − f(p)) / h.
    case forward
    /// (f(p + h) − f(p − h)) / 2h.
    case central
  }

  /// Which neighbours are compared.
  public let kind: Kind
  /// The step h, positive; nil for √ε·max(1, |x|) of forward and ∛ε·max(1, |x|) of central
  /// differences with ε = 2⁻⁵², the choice of SciPy's `approx_derivative`.
  public let h: Double?

  /// Differences of a kind.
  /// - Parameters:
  ///   - kind: which neighbours are compared.
  ///   - h: the step, positive and finite; nil for the automatic one.
  public init(_ kind: Kind, h: Double? = nil) {
    self.kind = kind
    self.h = h
  }

  /// The quotients along x and along y; not finite where a loss is not.
  public func gradient(at point: Point, of loss: (Point) -> Double) -> Point {
    Point(slope(along: Point(1, 0), at: point, loss), slope(along: Point(0, 1), at: point, loss))
  }

  private func slope(along axis: Point, at point: Point, _ loss: (Point) -> Double) -> Double {
    let h = h ?? automatic * max(1, abs(point.dot(axis)))
    switch kind {
    case .forward: return (loss(point + h * axis) - loss(point)) / h
    case .central: return (loss(point + h * axis) - loss(point - h * axis)) / (2 * h)
    }
  }

  /// The root of 2⁻⁵² that balances truncation against rounding.
  private var automatic: Double {
    switch kind {
    case .forward: 0x1p-26
    case .central: 0x1.965fea53d6e3dp-18
    }
  }
}
