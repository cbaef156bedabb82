import Calculus

extension OptimizerKind {
  /// Damped Newton on the exact Hessian, turned downhill if the surface curves downwards.
  ///
  ///     d = −V |Λ|⁻¹ Vᵀ g                with H = V Λ Vᵀ
  ///     p = p + t·d                      t by Armijo's rule: lr, lr·rho, lr·rho², …
  ///
  /// Nocedal and Wright, "Numerical Optimization" (2006), §3.4 (eigenvalue modification); Dauphin et
  /// al., "Identifying and Attacking the Saddle Point Problem" (2014). With both eigenvalues positive
  /// it is Newton's step, which solves a quadratic at once. A negative eigenvalue counts by its size,
  /// so that d leads away from a saddle where Newton's own step would lead into it; only a gradient
  /// of exactly 0 across the ridge keeps it there. Eigenvalues are at least 10⁻⁸ of the larger one,
  /// and if there is no curvature, or it is not finite, d is −g.
  public static let newton = OptimizerKind(
    name: "newton", title: "Newton",
    rule: "p -= t*|H|^-1*g; t = lr*rho^k, the first that lowers f enough", family: .selfScaled,
    hyperparameters: Backtracking.hyperparameters,
    traits: [.comparesLosses],
    make: { Newton($0) })
}

struct Newton: Optimizer {
  private let search: Backtracking
  private var hessian = Hessian(xx: 0, xy: 0, yy: 0)
  private var direction = Point.zero
  private var isTurned = false
  private var length = 0.0

  init(_ values: Hyperparameters) { search = Backtracking(values) }

  mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    hessian = objective.hessian(at: step.point)
    direction = hessian.newtonDirection(for: step.gradient)
    isTurned = !(direction.isFinite && direction.dot(step.gradient) < 0)
    if isTurned { direction = -step.gradient }
    length = search.length(along: direction, from: step, on: &objective)
    return length == 0 ? step.point : step.point + length * direction
  }

  func explanation(of step: StepContext) -> StepExplanation {
    let curvatures = hessian.decomposed.values
    return StepExplanation(
      Quantity.matrix("H", "second derivatives", hessian) + [
        .number("λ₁", "eigenvalue of H", curvatures.min()),
        .number("λ₂", "eigenvalue of H", curvatures.max()),
        .vector("d", isTurned ? "−g, as it was not downhill" : "−|H|⁻¹·g", direction),
        .number("t", "lr·rho^k that pays", length),
      ], move: "t·d")
  }
}

extension Hessian {
  /// −V |Λ|⁻¹ Vᵀ g, with small eigenvalues raised; not finite if there is no curvature.
  fileprivate func newtonDirection(for gradient: Point) -> Point {
    let (values, vector) = decomposed
    let sizes = values.magnitudes
    let raised = sizes.maximum(Point(repeating: 1e-8 * sizes.max()))
    let other = Point(-vector.y, vector.x)
    return -(gradient.dot(vector) / raised.x * vector + gradient.dot(other) / raised.y * other)
  }

  /// The eigenvalues and the first one's unit vector, by one Jacobi rotation; the second one's is
  /// that vector turned by a right angle.
  fileprivate var decomposed: (values: Point, vector: Point) {
    if xy == 0 { return (Point(xx, yy), Point(1, 0)) }
    let ratio = (yy - xx) / (2 * xy)
    let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + Point(ratio, 1).portableNorm)
    return (
      Point(xx - tangent * xy, yy + tangent * xy),
      Point(1, -tangent) / Point(1, tangent).portableNorm
    )
  }
}
