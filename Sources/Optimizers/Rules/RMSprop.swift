import Calculus

extension OptimizerKind {
  /// RMSprop, which divides the gradient by its running root mean square.
  ///
  ///     square = alpha·square + (1 − alpha)·g²
  ///     mean   = alpha·mean + (1 − alpha)·g                  centered only
  ///     d      = g / (√square + eps)                         or √(square − mean²) + eps if centered
  ///     p      = p − lr·d                                    or b = momentum·b + d; p = p − lr·b
  ///
  /// From Hinton's lecture 6 (Coursera, 2012), centered from Graves (2013). Rule and defaults are
  /// PyTorch's: eps outside the root, no correction for the start from 0, alpha 0.99 (Hinton: 0.9).
  /// As there, a centered difference that rounding makes negative is not a number, and ends the run.
  public static let rmsprop = OptimizerKind(
    name: "rmsprop", title: "RMSprop",
    rule: "v = alpha*v + (1-alpha)*g^2; p -= lr*g/(sqrt(v) + eps)", family: .adaptive,
    hyperparameters: [
      Hyperparameter(
        "alpha", default: 0.99, allowed: .within(0...1),
        meaning: "share kept by the average of squared gradients"),
      .eps(1e-8),
      .flag("centered", meaning: "divide by the deviation from the mean gradient"),
      Hyperparameter(
        "momentum", default: 0, allowed: .atLeast(0), meaning: "share of the buffer kept"),
    ],
    traits: [.hasMomentum],
    make: { RMSprop($0) })
}

struct RMSprop: DirectionalOptimizer {
  let alpha: Double
  let eps: Double
  let isCentered: Bool
  let momentum: Double
  private var square = Point.zero
  private var mean = Point.zero
  private var buffer = Point.zero

  init(_ values: Hyperparameters) {
    alpha = values["alpha"]
    eps = values["eps"]
    isCentered = values.isOn("centered")
    momentum = values["momentum"]
  }

  mutating func direction(for step: StepContext) -> Point {
    let gradient = step.gradient
    square = alpha * square + (1 - alpha) * gradient * gradient
    if isCentered { mean = alpha * mean + (1 - alpha) * gradient }
    if momentum == 0 { return scaled(gradient) }
    buffer = momentum * buffer + scaled(gradient)
    return buffer
  }

  private func scaled(_ gradient: Point) -> Point {
    let variance = isCentered ? square - mean * mean : square
    return gradient / (variance.squareRoot() + eps)
  }

  func explanation(of step: StepContext) -> StepExplanation {
    var list: [Quantity] = [.square(square, beta: "α")]
    if isCentered { list.append(.mean(mean, beta: "α")) }
    let root = isCentered ? "√(v − m²)" : "√v"
    list.append(.vector("d", "g/(\(root) + ε)", scaled(step.gradient)))
    if momentum == 0 { return StepExplanation(list, move: "−lr·d") }
    return StepExplanation(list + [.vector("b", "momentum·b + d", buffer)], move: "−lr·b")
  }
}
