import Calculus

extension OptimizerKind {
  /// NAdam: Adam with Nesterov's look-ahead.
  ///
  ///     mu_t   = beta1·(1 − ½·0.96^(t·momentum_decay)),   M_t = mu_1·…·mu_t
  ///     mean   = beta1·mean + (1 − beta1)·g
  ///     square = beta2·square + (1 − beta2)·g²
  ///     root   = √(square/(1 − beta2ᵗ)) + eps
  ///     p      = p − lr·((1 − mu_t)/(1 − M_t)·g + mu_{t+1}/(1 − M_{t+1})·mean) / root
  ///
  /// Dozat, "Incorporating Nesterov Momentum into Adam" (2016). Rule and defaults are PyTorch's, with
  /// Dozat's schedule of the momentum, which Optax leaves out.
  public static let nadam = OptimizerKind(
    name: "nadam", title: "NAdam",
    rule: "m, v = averages of g, g^2; p -= lr*(a*g + b*m)/(sqrt(v/(1-beta2^t)) + eps)",
    family: .adaptive,
    hyperparameters: Hyperparameter.moments() + [
      .eps(1e-8),
      Hyperparameter(
        "momentum_decay", default: 4e-3, allowed: .atLeast(0),
        meaning: "how fast the momentum grows to beta1"),
    ] + Hyperparameter.choiceOfDecay,
    traits: [.hasMomentum],
    make: { NAdam($0) })
}

struct NAdam: DirectionalOptimizer {
  let beta1: Double
  let beta2: Double
  let eps: Double
  let momentumDecay: Double
  private let decay: WeightDecay
  private var mean = Point.zero
  private var square = DecayingMean()
  private var product = 1.0
  /// mu_t of the last step.
  private var momentum = 0.0

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    eps = values["eps"]
    momentumDecay = values["momentum_decay"]
    decay = WeightDecay(
      amount: values["weight_decay"], isDecoupled: values.isOn("decoupled_weight_decay"))
  }

  mutating func direction(for step: StepContext) -> Point {
    let gradient = decay.gradient(of: step)
    momentum = warmedMomentum(at: step.number)
    // Below 2⁻⁶⁰ it no longer affects 1 − product.
    product = product < 0x1p-60 ? 0 : product * momentum
    mean = beta1 * mean + (1 - beta1) * gradient
    square.add(gradient * gradient, beta: beta2)
    return decay.added(to: scaled(lookahead(of: step)), of: step)
  }

  private func lookahead(of step: StepContext) -> Point {
    let next = warmedMomentum(at: step.number + 1)
    return (1 - momentum) / (1 - product) * decay.gradient(of: step)
      + next / (1 - product * next) * mean
  }

  private func scaled(_ direction: Point) -> Point { direction / (square.correctedRoot + eps) }

  private func warmedMomentum(at number: Int) -> Double {
    beta1 * (1 - 0.5 * power(0.96, Double(number) * momentumDecay))
  }

  func explanation(of step: StepContext) -> StepExplanation {
    let ahead = lookahead(of: step)
    let list: [Quantity] = [
      .number("μ", "β₁·(1 − ½·0.96^(t·momentum_decay))", momentum),
      .number("μ′", "the same at t+1", warmedMomentum(at: step.number + 1)),
      .number("M", "M·μ", product),
      .mean(mean), .square(square.value), .weightOfStart(square, beta: "β₂"),
      .corrected("v", square, beta: "β₂"),
      .vector("a", "(1−μ)/(1−M)·g + μ′/(1−M·μ′)·m", ahead),
      .vector("u", "a/(√v̂ + ε)", scaled(ahead)),
    ]
    return decay.explanation(decay.quantities(of: step) + list, adding: scaled(ahead), of: step)
  }
}
