import Calculus

extension OptimizerKind {
  /// Yogi: Adam with a mean square that grows and shrinks by bounded amounts.
  ///
  ///     mean   = beta1·mean + (1 − beta1)·g
  ///     square = square − (1 − beta2)·sign(square − g²)·g²
  ///     p      = p − lr · mean/(1 − beta1ᵗ) / (√(square/(1 − beta2ᵗ)) + eps)
  ///
  /// Zaheer et al. (2018). Rule and defaults are Optax's: both averages start at 1e-6, and both are
  /// corrected as if they started at 0.
  public static let yogi = OptimizerKind(
    name: "yogi", title: "Yogi", rule: "Adam with v -= (1-beta2)*sign(v - g^2)*g^2",
    family: .adaptive,
    hyperparameters: Hyperparameter.moments() + [
      .eps(1e-3),
      Hyperparameter(
        "initial_accumulator_value", default: 1e-6, allowed: .above(0),
        meaning: "initial value of both averages"),
    ],
    traits: [.hasMomentum],
    make: { Yogi($0) })
}

struct Yogi: DirectionalOptimizer {
  let beta1: Double
  let beta2: Double
  let eps: Double
  private var mean: DecayingMean
  private var square: DecayingMean

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    eps = values["eps"]
    let initial = Point(repeating: values["initial_accumulator_value"])
    mean = DecayingMean(startingAt: initial)
    square = DecayingMean(startingAt: initial)
  }

  mutating func direction(for step: StepContext) -> Point {
    let new = step.gradient * step.gradient
    mean.add(step.gradient, beta: beta1)
    square.value -= (1 - beta2) * (square.value - new).signs * new
    square.age(beta: beta2)
    return scaled
  }

  private var scaled: Point { mean.corrected / (square.correctedRoot + eps) }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation(
      [.mean(mean.value), .vector("v", "v − (1−β₂)·sign(v−g²)·g²", square.value)]
        + Quantity.corrections(mean: mean, square: square)
        + [.vector("u", "m̂/(√v̂ + ε)", scaled)],
      move: "−lr·u")
  }
}
