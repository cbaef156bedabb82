import Calculus

extension OptimizerKind {
  /// QHM: quasi-hyperbolic momentum, a mixture of the gradient and its average.
  ///
  ///     mean = momentum·mean + (1 − momentum)·g
  ///     p    = p − lr·((1 − nu)·g + nu·mean)
  ///
  /// Ma and Yarats, "Quasi-hyperbolic momentum and Adam for deep learning" (2018), with the
  /// defaults of its rule of thumb. nu = 0 is gradient descent, nu = 1 is momentum with the rate lr·(1 −
  /// momentum).
  public static let qhm = OptimizerKind(
    name: "qhm", title: "QHM", rule: "m = average of g; p -= lr*((1-nu)*g + nu*m)",
    family: .momentum,
    hyperparameters: [
      .beta("momentum", 0.999, of: "gradients"),
      Hyperparameter(
        "nu", default: 0.7, allowed: .within(0...1), meaning: "share of the average in the step"),
    ],
    traits: [.hasMomentum],
    // The product at which a root of the characteristic polynomial reaches −1.
    stability: { values in
      let (beta, nu) = (values["momentum"], values["nu"])
      return 2 * (1 + beta) / (1 + beta - 2 * nu * beta)
    },
    make: { QHM($0) })
}

struct QHM: DirectionalOptimizer {
  let momentum: Double
  let nu: Double
  private var mean = Point.zero

  init(_ values: Hyperparameters) {
    momentum = values["momentum"]
    nu = values["nu"]
  }

  mutating func direction(for step: StepContext) -> Point {
    mean = momentum * mean + (1 - momentum) * step.gradient
    return mixture(with: step.gradient)
  }

  private func mixture(with gradient: Point) -> Point { (1 - nu) * gradient + nu * mean }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation(
      [
        .mean(mean, beta: "momentum"),
        .vector("d", "(1−ν)·g + ν·m", mixture(with: step.gradient)),
      ], move: "−lr·d")
  }
}
