import Calculus

extension OptimizerKind {
  /// Adamax: Adam that divides by the largest recent gradient instead of a root mean square.
  ///
  ///     mean    = beta1·mean + (1 − beta1)·g
  ///     largest = max(beta2·largest, |g| + eps)
  ///     p       = p − lr/(1 − beta1ᵗ) · mean / largest
  ///
  /// Kingma and Ba (2014), section 7.1. Rule and defaults are PyTorch's, eps inside the maximum.
  public static let adamax = OptimizerKind(
    name: "adamax", title: "Adamax",
    rule: "m = average of g; u = max(beta2*u, |g| + eps); p -= lr/(1-beta1^t)*m/u",
    family: .adaptive,
    hyperparameters: Hyperparameter.moments(second: "largest gradients") + [.eps(1e-8)],
    traits: [.hasMomentum],
    make: { Adamax($0) })
}

struct Adamax: DirectionalOptimizer {
  let beta1: Double
  let beta2: Double
  let eps: Double
  private var mean = DecayingMean()
  private var largest = Point.zero

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    eps = values["eps"]
  }

  mutating func direction(for step: StepContext) -> Point {
    mean.add(step.gradient, beta: beta1)
    largest = (beta2 * largest).maximum(step.gradient.magnitudes + eps)
    return scaled
  }

  private var scaled: Point { mean.corrected / largest }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation(
      [
        .mean(mean.value), .vector("n", "max(β₂·n, |g| + ε)", largest), .weightOfStart(mean),
        .corrected("m", mean, beta: "β₁"), .vector("u", "m̂/n", scaled),
      ], move: "−lr·u")
  }
}
