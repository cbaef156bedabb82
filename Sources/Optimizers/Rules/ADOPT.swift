import Calculus

extension OptimizerKind {
  /// ADOPT: Adam that divides a gradient by the root mean square of those before it.
  ///
  ///     u      = g / max(√square, eps), kept within ±(t − 1)^¼ with clipping
  ///     mean   = beta1·mean + (1 − beta1)·u
  ///     p      = p − lr·mean             or p − lr·(beta1·mean + (1 − beta1)·u) with nesterov
  ///     square = beta2·square + (1 − beta2)·g²
  ///
  /// Taniguchi et al., "ADOPT: Modified Adam Can Converge with Any β2 with the Optimal Rate" (2024).
  /// Rule and defaults are Optax's. The first step only sets square = g² and does not move.
  public static let adopt = OptimizerKind(
    name: "adopt", title: "ADOPT",
    rule: "m = average of clip(g/max(sqrt(v), eps)), v before g; p -= lr*m", family: .adaptive,
    hyperparameters: [
      .beta("beta1", 0.9, of: "scaled gradients"),
      .beta("beta2", 0.9999, of: "squared gradients"),
      Hyperparameter(
        "eps", default: 1e-6, allowed: .above(0), meaning: "the smallest divisor of g"),
      .flag("use_clipping", true, meaning: "keep scaled gradients within a slowly growing bound"),
      .flag("nesterov", meaning: "look ahead along the average"),
    ],
    traits: [.hasMomentum],
    make: { ADOPT($0) })
}

struct ADOPT: DirectionalOptimizer {
  let beta1: Double
  let beta2: Double
  let eps: Double
  let isClipped: Bool
  let isNesterov: Bool
  private var mean = Point.zero
  private var square = Point.zero
  private var scaled = Point.zero

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    eps = values["eps"]
    isClipped = values.isOn("use_clipping")
    isNesterov = values.isOn("nesterov")
  }

  mutating func direction(for step: StepContext) -> Point {
    let new = step.gradient * step.gradient
    if step.number == 1 {
      square = new
      return .zero
    }
    scaled = step.gradient / square.squareRoot().maximum(Point(repeating: eps))
    if isClipped {
      let limit = power(Double(step.number - 1), 0.25)
      scaled = scaled.clipped(to: -limit...limit)
    }
    square = beta2 * square + (1 - beta2) * new
    mean = beta1 * mean + (1 - beta1) * scaled
    return isNesterov ? lookahead : mean
  }

  private var lookahead: Point { beta1 * mean + (1 - beta1) * scaled }

  func explanation(of step: StepContext) -> StepExplanation {
    if step.number == 1 {
      return StepExplanation(
        [.vector("v", "g² at the first step", square)], move: "0 at the first step")
    }
    let ratio = "g/max(√v, ε)"
    let list: [Quantity] = [
      .vector("u", isClipped ? "clip(\(ratio), (t−1)^¼)" : ratio, scaled),
      .square(square), .mean(mean, of: "u"),
    ]
    guard isNesterov else { return StepExplanation(list, move: "−lr·m") }
    return StepExplanation(list + [.vector("d", "β₁·m + (1−β₁)·u", lookahead)], move: "−lr·d")
  }
}
