import Calculus

extension OptimizerKind {
  /// BFGS: Newton's method with a Hessian learnt from the gradients along the path.
  ///
  ///     s = last step, y = change of g, rho = 1/(y · s)
  ///     H = (I − rho·s yᵀ) H (I − rho·y sᵀ) + rho·s sᵀ          an inverse Hessian
  ///     p = p − t·H g                                          t by a strong Wolfe line search
  ///
  /// Broyden, Fletcher, Goldfarb, Shanno (1970); Nocedal and Wright, "Numerical Optimization" (2006),
  /// algorithm 6.1, with their c1, c2 and scaling: H starts as I, and is (y · s)/(y · y)·I before its
  /// first update. An update needs y · s > 0; if H g is not uphill, H starts again. The first trial
  /// is t = 1, and at the first step lr·min(1, 1/(|g.x| + |g.y|)), after which the learning rate has
  /// no effect.
  public static let bfgs = OptimizerKind(
    name: "bfgs", title: "BFGS",
    rule: "p -= t*H*g; H = inverse Hessian learnt from steps and changes of g; t by strong Wolfe",
    family: .selfScaled,
    hyperparameters: StrongWolfe.hyperparameters(flattening: 0.9),
    traits: [.comparesLosses, .fixesRate], fault: StrongWolfe.fault,
    make: { BFGS($0) })
}

struct BFGS: Optimizer {
  fileprivate struct Memory {
    var gradient: Point
    var step: Point
    /// Nil before the first update.
    var inverse: Hessian?
  }

  private let search: StrongWolfe
  private var memory: Memory?
  /// H, d and t of the last step.
  private var inverse: Hessian?
  private var direction = Point.zero
  private var length = 0.0

  init(_ values: Hyperparameters) {
    search = StrongWolfe(decrease: values["c1"], flattening: values["c2"])
  }

  static var usesOneGradient: Bool { false }

  mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    // The search of the previous step has already computed later ones.
    if step.number == 1 { objective.countGradient() }
    (length, direction, inverse) = (0, -step.gradient, nil)
    guard step.learningRate > 0 else { return step.point }
    inverse = memory?.updatedInverse(for: step.gradient)
    var line = StrongWolfe.Line(
      from: step, along: -(inverse?.product(with: step.gradient) ?? step.gradient))
    if !(line.origin.slope < 0 && line.direction.isFinite) {
      inverse = nil
      line = StrongWolfe.Line(from: step, along: -step.gradient)
    }
    direction = line.direction
    guard line.origin.slope < 0 else { return step.point }
    let first =
      inverse == nil ? step.learningRate * min(1, 1 / step.gradient.magnitudes.sum()) : 1
    length = search.length(on: line, first: first, objective: &objective)
    memory =
      length == 0
      ? nil
      : Memory(gradient: step.gradient, step: length * line.direction, inverse: inverse)
    return step.point + length * line.direction
  }

  func explanation(of step: StepContext) -> StepExplanation {
    let matrix =
      inverse.map { Quantity.matrix("H", "inverse Hessian", $0) }
      ?? [Quantity("H", "the identity at first", .word("I"))]
    return StepExplanation(
      matrix + [
        .vector("d", "−H·g", direction), .number("t", "strong Wolfe search", length),
      ], move: "t·d")
  }
}

extension BFGS.Memory {
  /// H after the last step, which led to this gradient; nil before anything is learnt.
  fileprivate func updatedInverse(for new: Point) -> Hessian? {
    let change = new - gradient
    let product = change.dot(step)
    guard product > 0, (1 / product).isFinite else { return inverse }
    let scale = product / change.dot(change)
    let old = inverse ?? Hessian(xx: scale, xy: 0, yy: scale)
    let mapped = old.product(with: change)
    let rho = 1 / product
    // The products written out: H − rho·(s (Hy)ᵀ + (Hy) sᵀ) + (rho²·yᵀHy + rho)·s sᵀ.
    let weight = rho * (rho * change.dot(mapped) + 1)
    return Hessian(
      xx: old.xx - 2 * rho * step.x * mapped.x + weight * step.x * step.x,
      xy: old.xy - rho * (step.x * mapped.y + step.y * mapped.x) + weight * step.x * step.y,
      yy: old.yy - 2 * rho * step.y * mapped.y + weight * step.y * step.y)
  }
}

extension Hessian {
  /// The matrix times a vector.
  fileprivate func product(with vector: Point) -> Point {
    Point(xx * vector.x + xy * vector.y, xy * vector.x + yy * vector.y)
  }
}
