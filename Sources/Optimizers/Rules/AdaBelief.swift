import Calculus

extension OptimizerKind {
  /// AdaBelief: Adam that divides by the distance of the gradients from their average.
  ///
  ///     mean   = beta1·mean + (1 − beta1)·g
  ///     square = beta2·square + (1 − beta2)·(g − mean)² + eps_root
  ///     p      = p − lr · mean/(1 − beta1ᵗ) / (√(square/(1 − beta2ᵗ)) + eps)
  ///
  /// Zhuang et al. (2020). Rule and defaults are Optax's: it uses the new mean, and eps_root is
  /// added to the stored square at every step.
  public static let adabelief = OptimizerKind(
    name: "adabelief", title: "AdaBelief", rule: "Adam with v the average of (g-m)^2 + eps_root",
    family: .adaptive,
    hyperparameters: Hyperparameter.moments(second: "squared surprises") + [
      .eps(1e-16), .rootEps(1e-16),
    ],
    traits: [.hasMomentum],
    make: { AdaBelief($0) })
}

struct AdaBelief: DirectionalOptimizer {
  let beta1: Double
  let beta2: Double
  let eps: Double
  let rootEps: Double
  private var mean = DecayingMean()
  private var square = DecayingMean()

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    eps = values["eps"]
    rootEps = values["eps_root"]
  }

  mutating func direction(for step: StepContext) -> Point {
    mean.add(step.gradient, beta: beta1)
    let surprise = step.gradient - mean.value
    square.add(surprise * surprise, beta: beta2)
    square.value += rootEps
    return scaled
  }

  private var scaled: Point { mean.corrected / (square.correctedRoot + eps) }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation(
      [.mean(mean.value), .square(square.value, of: "(g−m)² + ε_root")]
        + Quantity.corrections(mean: mean, square: square)
        + [.vector("u", "m̂/(√v̂ + ε)", scaled)],
      move: "−lr·u")
  }
}
