import Calculus

extension OptimizerKind {
  /// SAM: descent along the gradient of a point a little further uphill, away from sharp minima.
  ///
  ///     e = rho·g/|g|                            0 if g is 0
  ///     g = ∇f(p + e)                            of the same batch
  ///     p = p − lr·(g + weight_decay·p)          or with momentum, as in `SGD`
  ///
  /// Foret et al., "Sharpness-Aware Minimization for Efficiently Improving Generalization" (2021),
  /// algorithm 1 with the gradient of equation 3; rho = 0.05 is its default. It lowers the largest
  /// loss within rho of the point rather than the loss itself: it stays about rho away from the
  /// bottom of a sharp valley and out of a narrower dent, and is hardly affected by a flat one.
  /// Both gradients of a step use the same samples (on a formula: the same noise), and are clipped
  /// alike; weight decay is added only to the second one, because the paper's objective has the
  /// penalty outside the maximum.
  public static let sam = OptimizerKind(
    name: "sam", title: "SAM", rule: "e = rho*g/|g|; p -= lr*gradient at p + e", family: .gradient,
    hyperparameters: [
      Hyperparameter(
        "rho", default: 0.05, allowed: .atLeast(0),
        meaning: "how far uphill the gradient is taken")
    ] + SGD.hyperparameters() + [.weightDecay],
    traits: [.hasMomentum], stability: SGD.stableProduct, fault: SGD.fault,
    make: { SAM($0) })
}

struct SAM: MovingOptimizer {
  let radius: Double
  let weightDecay: Double
  private var base: SGD
  private var ascent = Point.zero
  private var seen = Point.zero

  init(_ values: Hyperparameters) {
    radius = values["rho"]
    weightDecay = values["weight_decay"]
    base = SGD(values)
  }

  mutating func move(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    let norm = step.gradient.portableNorm
    ascent = norm > 0 ? radius * (step.gradient / norm) : .zero
    seen = objective.gradient(at: step.point + ascent, of: step)
    return step.learningRate * base.direction(for: step.along(followed(at: step)))
  }

  private func followed(at step: StepContext) -> Point {
    weightDecay == 0 ? seen : seen + weightDecay * step.point
  }

  func explanation(of step: StepContext) -> StepExplanation {
    var list: [Quantity] = [
      .number("n", "|g|", step.gradient.portableNorm), .vector("e", "rho·g/n", ascent),
      .vector("g", "∇f(p + e), the same batch", seen),
    ]
    if weightDecay != 0 {
      list.append(.vector("g", "g + weight_decay·p", followed(at: step)))
    }
    let rest = base.explanation(of: step.along(followed(at: step)))
    return StepExplanation(list + rest.quantities, move: rest.move)
  }
}
