import Calculus

/// Adagrad: each coordinate's steps shrink with the sum of its squared gradients.
///
///     sum = sum + g²
///     p   = p − lr/(1 + (t − 1)·lr_decay) · g / (√sum + eps)
///
/// Duchi, Hazan and Singer (2011). Rule and defaults are PyTorch's: the sum starts at 0 (Optax:
/// 0.1).
public struct Adagrad: DirectionalOptimizer {
  public let rateDecay: Double
  public let eps: Double
  private var sum: Point

  public init(rateDecay: Double = 0, eps: Double = 1e-10, initialAccumulator: Double = 0) {
    self.rateDecay = rateDecay
    self.eps = eps
    sum = Point(repeating: initialAccumulator)
  }

  public mutating func direction(for step: StepContext) -> Point {
    sum += step.gradient * step.gradient
    return scaled(of: step)
  }

  private func scaled(of step: StepContext) -> Point {
    step.gradient / (sum.squareRoot() + eps) / slowdown(of: step)
  }

  private func slowdown(of step: StepContext) -> Double {
    1 + Double(step.number - 1) * rateDecay
  }

  public func working(of step: StepContext) -> Working {
    let line = Quantity.vector("s", "s + g²", sum)
    guard rateDecay != 0 else {
      return Working([line, .vector("d", "g/(√s + ε)", scaled(of: step))], move: "−lr·d")
    }
    return Working(
      [
        line, .number("w", "1 + (t−1)·lr_decay", slowdown(of: step)),
        .vector("d", "g/(√s + ε)/w", scaled(of: step)),
      ], move: "−lr·d")
  }
}

extension OptimizerKind {
  public static let adagrad = OptimizerKind(
    name: "adagrad", title: "Adagrad", rule: "s += g^2; p -= lr*g/(sqrt(s) + eps)",
    family: .adaptive,
    hyperparameters: [
      Hyperparameter(
        "lr_decay", default: 0, allowed: .atLeast(0),
        meaning: "lr is divided by 1 + (t-1)*lr_decay"),
      .eps(1e-10),
      Hyperparameter(
        "initial_accumulator_value", default: 0, allowed: .atLeast(0),
        meaning: "what the sum of squares starts from"),
    ],
    make: { values in
      Adagrad(
        rateDecay: values["lr_decay"], eps: values["eps"],
        initialAccumulator: values["initial_accumulator_value"])
    })
}
