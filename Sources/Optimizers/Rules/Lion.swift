import Calculus

extension OptimizerKind {
  /// Lion: the sign of a gradient mixed with its average.
  ///
  ///     p    = p − lr·(sign(beta1·mean + (1 − beta1)·g) + weight_decay·p)
  ///     mean = beta2·mean + (1 − beta2)·g
  ///
  /// Chen et al., "Symbolic Discovery of Optimization Algorithms" (2023). Rule and defaults are
  /// Optax's, including weight decay of 0.001. Every step is as long as the learning rate along
  /// each axis, so it needs a rate 3 to 10 times lower than Adam's.
  public static let lion = OptimizerKind(
    name: "lion", title: "Lion",
    rule: "p -= lr*(sign(beta1*m + (1-beta1)*g) + weight_decay*p); m = average of g",
    family: .sign,
    hyperparameters: [
      .beta("beta1", 0.9, of: "gradients in the step"),
      .beta("beta2", 0.99, of: "gradients in memory"),
      .decoupledDecay(1e-3),
    ],
    traits: [.hasMomentum],
    make: { Lion($0) })
}

struct Lion: DirectionalOptimizer {
  let beta1: Double
  let beta2: Double
  private let decay: WeightDecay
  private var mean = Point.zero
  private var mixed = Point.zero

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    decay = WeightDecay(amount: values["weight_decay"], isDecoupled: true)
  }

  mutating func direction(for step: StepContext) -> Point {
    mixed = beta1 * mean + (1 - beta1) * step.gradient
    mean = beta2 * mean + (1 - beta2) * step.gradient
    return decay.added(to: mixed.signs, of: step)
  }

  func explanation(of step: StepContext) -> StepExplanation {
    decay.explanation(
      [
        .vector("c", "β₁·m + (1−β₁)·g", mixed), .vector("u", "sign(c)", mixed.signs),
        .mean(mean, beta: "β₂"),
      ], adding: mixed.signs, of: step)
  }
}
