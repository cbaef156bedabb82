import Calculus

/// SAM: descent along the gradient of a point a little further uphill, away from sharp minima.
///
///     e = rho·g/|g|                            0 where g is
///     g = ∇f(p + e)                            of the same batch
///     p = p − lr·(g + weight_decay·p)          or with momentum, as in `SGD`
///
/// Foret et al., "Sharpness-Aware Minimization for Efficiently Improving Generalization" (2021),
/// algorithm 1 with the gradient of equation 3; rho = 0.05 is its default. It lowers the largest loss
/// within rho of the point rather than the loss itself: it keeps about rho away from the bottom of a
/// sharp valley, out of a dent that is narrower, and hardly notices a flat one. Both gradients of a step are of
/// the same samples (on a formula: with the same noise), and are clipped alike; weight decay is added
/// to the second alone, as the paper's objective has the penalty outside the maximum.
public struct SAM: MovingOptimizer {
  public let radius: Double
  public let weightDecay: Double
  private var base: SGD
  private var ascent = Point.zero
  private var seen = Point.zero

  /// - Parameters:
  ///   - radius: how far uphill the gradient is taken, the paper's rho.
  ///   - weightDecay: L2.
  ///   - base: the rule that follows the gradient.
  public init(radius: Double = 0.05, weightDecay: Double = 0, base: SGD = SGD()) {
    self.radius = radius
    self.weightDecay = weightDecay
    self.base = base
  }

  public mutating func move(
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

  public func working(of step: StepContext) -> Working {
    var list: [Quantity] = [
      .number("n", "|g|", step.gradient.portableNorm), .vector("e", "rho·g/n", ascent),
      .vector("g", "∇f(p + e), the same batch", seen),
    ]
    if weightDecay != 0 {
      list.append(.vector("g", "g + weight_decay·p", followed(at: step)))
    }
    let rest = base.working(of: step.along(followed(at: step)))
    return Working(list + rest.quantities, move: rest.move)
  }
}

extension OptimizerKind {
  public static let sam = OptimizerKind(
    name: "sam", title: "SAM", rule: "e = rho*g/|g|; p -= lr*gradient at p + e", family: .gradient,
    hyperparameters: [
      Hyperparameter(
        "rho", default: 0.05, allowed: .atLeast(0),
        meaning: "how far uphill the gradient is taken")
    ] + SGD.hyperparameters() + [.weightDecay],
    hasMomentum: true, fault: SGD.fault, stability: SGD.stableProduct,
    make: { values in
      SAM(radius: values["rho"], weightDecay: values["weight_decay"], base: SGD(values))
    })
}
