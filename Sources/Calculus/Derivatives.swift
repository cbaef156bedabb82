import RealModule

/// A loss and its gradient at one point.
public struct Evaluation: Hashable, Sendable {
  /// f, NaN where it is undefined.
  public var loss: Double
  /// (∂f/∂x, ∂f/∂y).
  public var gradient: Point

  /// An evaluation with the given parts.
  public init(loss: Double, gradient: Point) {
    self.loss = loss
    self.gradient = gradient
  }

  /// Whether the loss and both derivatives are numbers, neither infinite nor NaN.
  public var isFinite: Bool { loss.isFinite && gradient.isFinite }
}

/// A loss and all its derivatives up to the second at one point: the coefficients of its Taylor
/// expansion, f + ∇f·d + ½ d·H·d.
public struct Expansion: Hashable, Sendable {
  /// f, NaN where it is undefined.
  public var loss: Double
  /// (∂f/∂x, ∂f/∂y).
  public var gradient: Point
  /// The second derivatives.
  public var hessian: Hessian

  /// An expansion with the given coefficients.
  public init(loss: Double, gradient: Point, hessian: Hessian) {
    self.loss = loss
    self.gradient = gradient
    self.hessian = hessian
  }

  /// Whether every part is a number, neither infinite nor NaN.
  public var isFinite: Bool { loss.isFinite && gradient.isFinite && hessian.isFinite }
}

/// The symmetric 2×2 matrix of second derivatives of a function of two parameters.
public struct Hessian: Hashable, Sendable {
  /// ∂²f/∂x².
  public var xx: Double
  /// ∂²f/∂x∂y.
  public var xy: Double
  /// ∂²f/∂y².
  public var yy: Double

  /// A matrix with the given entries.
  public init(xx: Double, xy: Double, yy: Double) {
    self.xx = xx
    self.xy = xy
    self.yy = yy
  }

  /// Whether every entry is a number, neither infinite nor NaN.
  public var isFinite: Bool { xx.isFinite && xy.isFinite && yy.isFinite }

  /// The two eigenvalues, ascending: the least and the largest curvature of any direction.
  ///
  /// Both are NaN where an entry is not finite. The eigenvalue of smaller magnitude loses digits
  /// to cancellation when it is nearly zero beside the other.
  public var eigenvalues: (least: Double, largest: Double) {
    guard isFinite else { return (.nan, .nan) }
    let mean = xx / 2 + yy / 2
    let radius = Double.hypot(xx / 2 - yy / 2, xy)
    return (mean - radius, mean + radius)
  }
}
