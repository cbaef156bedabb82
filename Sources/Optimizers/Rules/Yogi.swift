import Calculus

/// Yogi: Adam whose mean square grows and shrinks by bounded amounts.
///
///     mean   = beta1·mean + (1 − beta1)·g
///     square = square − (1 − beta2)·sign(square − g²)·g²
///     p      = p − lr · mean/(1 − beta1ᵗ) / (√(square/(1 − beta2ᵗ)) + eps)
///
/// Zaheer et al. (2018). Rule and defaults are Optax's: both averages start at 1e-6, and both are
/// corrected as if they started at 0.
public struct Yogi: DirectionalOptimizer {
  public let beta1: Double
  public let beta2: Double
  public let eps: Double
  private var mean: DecayingMean
  private var square: DecayingMean

  public init(
    beta1: Double = 0.9, beta2: Double = 0.999, eps: Double = 1e-3,
    initialAccumulator: Double = 1e-6
  ) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.eps = eps
    mean = DecayingMean(startingAt: Point(repeating: initialAccumulator))
    square = DecayingMean(startingAt: Point(repeating: initialAccumulator))
  }

  public mutating func direction(for step: StepContext) -> Point {
    let new = step.gradient * step.gradient
    mean.add(step.gradient, beta: beta1)
    square.value -= (1 - beta2) * (square.value - new).signs * new
    square.age(beta: beta2)
    return scaled
  }

  private var scaled: Point { mean.corrected / (square.correctedRoot + eps) }

  public func working(of step: StepContext) -> Working {
    Working(
      [.mean(mean.value), .vector("v", "v − (1−β₂)·sign(v−g²)·g²", square.value)]
        + Quantity.corrections(mean: mean, square: square)
        + [.vector("u", "m̂/(√v̂ + ε)", scaled)],
      move: "−lr·u")
  }
}

extension OptimizerKind {
  public static let yogi = OptimizerKind(
    name: "yogi", title: "Yogi", rule: "Adam with v -= (1-beta2)*sign(v - g^2)*g^2",
    family: .adaptive,
    hyperparameters: Hyperparameter.moments() + [
      .eps(1e-3),
      Hyperparameter(
        "initial_accumulator_value", default: 1e-6, allowed: .above(0),
        meaning: "what both averages start from"),
    ],
    hasMomentum: true,
    make: { values in
      Yogi(
        beta1: values["beta1"], beta2: values["beta2"], eps: values["eps"],
        initialAccumulator: values["initial_accumulator_value"])
    })
}
