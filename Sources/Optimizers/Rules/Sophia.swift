import Calculus

extension OptimizerKind {
  /// Sophia: momentum divided by an average of the Hessian's diagonal, and clipped.
  ///
  ///     mean     = beta1·mean + (1 − beta1)·g
  ///     u        = mean/(1 − beta1ᵗ) / max(gamma·diagonal, eps), kept within ±clip_threshold
  ///     p        = p − lr·(u + weight_decay·p)
  ///     diagonal = beta2·diagonal + (1 − beta2)·(∂²f/∂x², ∂²f/∂y²)   at p, every update_interval
  ///                                                                  steps, the first among them
  ///
  /// Liu et al., "Sophia: A Scalable Stochastic Second-order Optimizer for Language Model
  /// Pre-training" (2023). Rule and defaults are Optax's, with the exact diagonal of the full loss's
  /// Hessian in place of a random estimate. As there, a step uses the diagonal of the steps before
  /// it, so the first one is clipped whatever the surface; where the curvature is negative, so is
  /// every step. A diagonal that is not finite is left out of the average.
  public static let sophia = OptimizerKind(
    name: "sophia", title: "Sophia",
    rule: "p -= lr*(clip(m/(1-beta1^t)/max(gamma*h, eps)) + weight_decay*p); h = average curvature",
    family: .adaptive,
    hyperparameters: [
      .beta("beta1", 0.965, of: "gradients"),
      .beta("beta2", 0.99, of: "curvatures"),
      Hyperparameter(
        "eps", default: 1e-8, allowed: .above(0), meaning: "the smallest divisor of m"),
      Hyperparameter(
        "gamma", default: 0.01, allowed: .above(0), meaning: "factor of the curvature"),
      Hyperparameter(
        "clip_threshold", default: 1, allowed: .above(0), meaning: "largest multiple of lr a step"),
      Hyperparameter(
        "update_interval", kind: .integer, default: 10, allowed: .within(1...1e9),
        meaning: "steps from one Hessian to the next"),
      .decoupledDecay(1e-4),
    ],
    traits: [.hasMomentum],
    make: { Sophia($0) })
}

struct Sophia: MovingOptimizer {
  let beta1: Double
  let beta2: Double
  let eps: Double
  let gamma: Double
  let clipThreshold: Double
  let updateInterval: Int
  private let decay: WeightDecay
  private var mean = DecayingMean()
  private var diagonal = Point.zero
  /// The diagonal and the direction of the last step.
  private var used = Point.zero
  private var direction = Point.zero

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    eps = values["eps"]
    gamma = values["gamma"]
    clipThreshold = values["clip_threshold"]
    updateInterval = Int(values["update_interval"])
    decay = WeightDecay(amount: values["weight_decay"], isDecoupled: true)
  }

  mutating func move(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    mean.add(step.gradient, beta: beta1)
    let scaled = mean.corrected / (gamma * diagonal).maximum(Point(repeating: eps))
    direction = scaled.clipped(to: -clipThreshold...clipThreshold)
    used = diagonal
    if (step.number - 1) % updateInterval == 0 {
      let hessian = objective.hessian(at: step.point)
      let new = Point(hessian.xx, hessian.yy)
      if new.isFinite { diagonal = beta2 * diagonal + (1 - beta2) * new }
    }
    return step.learningRate * decay.added(to: direction, of: step)
  }

  func explanation(of step: StepContext) -> StepExplanation {
    var list: [Quantity] = [
      .mean(mean.value), .weightOfStart(mean), .corrected("m", mean, beta: "β₁"),
      .vector("h", "of the steps before", used),
      .vector("u", "clip(m̂/max(γ·h, ε), clip_threshold)", direction),
    ]
    if (step.number - 1) % updateInterval == 0 {
      list.append(.vector("h", "β₂·h + (1−β₂)·(∂²f/∂x², ∂²f/∂y²)", diagonal))
    }
    return decay.explanation(list, adding: direction, of: step)
  }
}
