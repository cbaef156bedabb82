import RealModule

/// The symmetric 2×2 matrix of second derivatives of a function of two parameters.
public struct Hessian: Hashable, Sendable {
  /// ∂²f/∂x².
  public var xx: Double
  /// ∂²f/∂x∂y.
  public var xy: Double
  /// ∂²f/∂y².
  public var yy: Double

  public init(xx: Double, xy: Double, yy: Double) {
    self.xx = xx
    self.xy = xy
    self.yy = yy
  }

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
