import Calculus

/// Adamax: Adam that divides by the largest recent gradient instead of a root mean square.
///
///     mean    = beta1·mean + (1 − beta1)·g
///     largest = max(beta2·largest, |g| + eps)
///     p       = p − lr/(1 − beta1ᵗ) · mean / largest
///
/// Kingma and Ba (2014), section 7.1. Rule and defaults are PyTorch's, eps inside the maximum.
public struct Adamax: DirectionalOptimizer {
  public let beta1: Double
  public let beta2: Double
  public let eps: Double
  private var mean = DecayingMean()
  private var largest = Point.zero

  public init(beta1: Double = 0.9, beta2: Double = 0.999, eps: Double = 1e-8) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.eps = eps
  }

  public mutating func direction(for step: StepContext) -> Point {
    mean.add(step.gradient, beta: beta1)
    largest = (beta2 * largest).maximum(step.gradient.magnitudes + eps)
    return scaled
  }

  private var scaled: Point { mean.corrected / largest }

  public func working(of step: StepContext) -> Working {
    Working(
      [
        .mean(mean.value), .vector("n", "max(β₂·n, |g| + ε)", largest), .weightOfStart(mean),
        .corrected("m", mean, beta: "β₁"), .vector("u", "m̂/n", scaled),
      ], move: "−lr·u")
  }
}

extension OptimizerKind {
  public static let adamax = OptimizerKind(
    name: "adamax", title: "Adamax",
    rule: "m = average of g; u = max(beta2*u, |g| + eps); p -= lr/(1-beta1^t)*m/u",
    family: .adaptive,
    hyperparameters: Hyperparameter.moments(second: "largest gradients") + [.eps(1e-8)],
    hasMomentum: true,
    make: { Adamax(beta1: $0["beta1"], beta2: $0["beta2"], eps: $0["eps"]) })
}
