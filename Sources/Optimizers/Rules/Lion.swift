import Calculus

/// Lion: the sign of a gradient mixed with its average.
///
///     p    = p − lr·(sign(beta1·mean + (1 − beta1)·g) + weight_decay·p)
///     mean = beta2·mean + (1 − beta2)·g
///
/// Chen et al., "Symbolic Discovery of Optimization Algorithms" (2023). Rule and defaults are
/// Optax's, weight decay of 0.001 among them. Every step is as long as the learning rate along each
/// axis, so it wants 3 to 10 times less than Adam.
public struct Lion: DirectionalOptimizer {
  public let beta1: Double
  public let beta2: Double
  private let decay: WeightDecay
  private var mean = Point.zero
  private var mixed = Point.zero

  public init(beta1: Double = 0.9, beta2: Double = 0.99, weightDecay: Double = 1e-3) {
    self.beta1 = beta1
    self.beta2 = beta2
    decay = WeightDecay(amount: weightDecay, isDecoupled: true)
  }

  public mutating func direction(for step: StepContext) -> Point {
    mixed = beta1 * mean + (1 - beta1) * step.gradient
    mean = beta2 * mean + (1 - beta2) * step.gradient
    return decay.added(to: mixed.signs, of: step)
  }

  public func working(of step: StepContext) -> Working {
    decay.working(
      [
        .vector("c", "β₁·m + (1−β₁)·g", mixed), .vector("u", "sign(c)", mixed.signs),
        .mean(mean, beta: "β₂"),
      ], adding: mixed.signs, of: step)
  }
}

extension OptimizerKind {
  public static let lion = OptimizerKind(
    name: "lion", title: "Lion",
    rule: "p -= lr*(sign(beta1*m + (1-beta1)*g) + weight_decay*p); m = average of g",
    family: .sign,
    hyperparameters: [
      .beta("beta1", 0.9, of: "gradients in the step"),
      .beta("beta2", 0.99, of: "gradients that is kept"),
      .decoupledDecay(1e-3),
    ],
    hasMomentum: true,
    make: { Lion(beta1: $0["beta1"], beta2: $0["beta2"], weightDecay: $0["weight_decay"]) })
}
