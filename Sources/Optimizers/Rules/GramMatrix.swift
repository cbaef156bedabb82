import Calculus

/// A sum of outer products G = Σ g·gᵀ, kept as its triangular factor, G = Rᵀ·R.
///
/// The factor is updated by rotations and never squared, so that the smaller eigenvalue keeps its
/// digits if the larger one is up to 10¹⁶ times as large.
///
/// If all gradients are on one line, as on a round bowl, only their rounding has a component across
/// it, and an inverse root turns even the smallest component into full steps. Therefore, as long as
/// all of them are on a line up to rounding, the solution stays on it.
struct GramMatrix: Sendable {
  /// The rows of R: (first.x, first.y) and (0, second).
  private var first: Point
  private var second: Double
  /// The direction of the first gradient that was not 0; nil once another has left its line.
  private var line: Point?
  private var isEmpty = true

  /// The share of a gradient across the line that counts as rounding.
  private static let rounding = 1e-12

  /// A multiple of the identity, at least 0.
  init(identityTimes factor: Double = 0) {
    first = Point(factor.squareRoot(), 0)
    second = factor.squareRoot()
  }

  /// Adds g·gᵀ: a rotation moves the new row into the first one, a second one moves the rest of it.
  mutating func add(_ gradient: Point) {
    follow(gradient)
    let side = Point(first.x, gradient.x)
    let length = side.portableNorm
    let (cosine, sine) = length > 0 ? (side.x / length, side.y / length) : (1, 0)
    let rest = cosine * gradient.y - sine * first.y
    first = Point(length, cosine * first.y + sine * gradient.y)
    second = Point(second, rest).portableNorm
  }

  private mutating func follow(_ gradient: Point) {
    let length = gradient.portableNorm
    guard length > 0 else { return }
    let unit = gradient / length
    if isEmpty { line = unit }
    isEmpty = false
    guard let line else { return }
    if abs(line.x * unit.y - line.y * unit.x) > Self.rounding { self.line = nil }
  }

  var matrix: Hessian {
    Hessian(
      xx: first.x * first.x, xy: first.x * first.y, yy: first.y * first.y + second * second)
  }

  /// (√G + eps·I)⁻¹·v; NaN if that matrix has no inverse.
  ///
  /// With d = √det G and s = √(tr G + 2d), the trace of √G, the root is √G = (G + d·I)/s, and the
  /// inverse of a matrix is its adjugate, which is linear for two rows, by its determinant:
  ///
  ///     ((adj G + d·I)/s + eps·I)·v / (d + eps·s + eps²)
  func solvingRoot(for vector: Point, eps: Double) -> Point {
    if let line {
      let root = Point(first.dot(line), second * line.y).portableNorm
      return vector.dot(line) / (root + eps) * line
    }
    // Everything in units of a power of two near the largest number: squares stay finite.
    let unit = max(first.magnitudes.max(), second, eps).binade
    guard unit > 0, unit.isFinite else { return vector / eps }
    let (row, corner, eps, v) = (first / unit, second / unit, eps / unit, vector / unit)
    let determinant = row.x * corner
    let trace = ((row * row).sum() + corner * corner + 2 * determinant).squareRoot()
    // adj G = adj R·(adj R)ᵀ
    let turned = Point(corner * v.x, row.x * v.y - row.y * v.x)
    let adjugate = Point(corner * turned.x - row.y * turned.y, row.x * turned.y)
    let root = trace > 0 ? (adjugate + determinant * v) / trace : .zero
    return (root + eps * v) / (determinant + eps * trace + eps * eps)
  }
}
