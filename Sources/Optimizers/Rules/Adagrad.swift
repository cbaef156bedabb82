import Calculus

extension OptimizerKind {
  /// Adagrad: each coordinate's steps shrink with the sum of its squared gradients.
  ///
  ///     sum = sum + g²
  ///     p   = p − lr/(1 + (t − 1)·lr_decay) · g / (√sum + eps)
  ///
  /// Duchi, Hazan and Singer (2011). Rule and defaults are PyTorch's: the sum starts at 0 (Optax:
  /// 0.1).
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
        meaning: "initial value of the sum of squares"),
    ],
    make: { Adagrad($0) })
}

struct Adagrad: DirectionalOptimizer {
  let rateDecay: Double
  let eps: Double
  private var sum: Point

  init(_ values: Hyperparameters) {
    rateDecay = values["lr_decay"]
    eps = values["eps"]
    sum = Point(repeating: values["initial_accumulator_value"])
  }

  mutating func direction(for step: StepContext) -> Point {
    sum += step.gradient * step.gradient
    return scaled(of: step)
  }

  private func scaled(of step: StepContext) -> Point {
    step.gradient / (sum.squareRoot() + eps) / slowdown(of: step)
  }

  private func slowdown(of step: StepContext) -> Double {
    1 + Double(step.number - 1) * rateDecay
  }

  func explanation(of step: StepContext) -> StepExplanation {
    let line = Quantity.vector("s", "s + g²", sum)
    guard rateDecay != 0 else {
      return StepExplanation([line, .vector("d", "g/(√s + ε)", scaled(of: step))], move: "−lr·d")
    }
    return StepExplanation(
      [
        line, .number("w", "1 + (t−1)·lr_decay", slowdown(of: step)),
        .vector("d", "g/(√s + ε)/w", scaled(of: step)),
      ], move: "−lr·d")
  }
}
