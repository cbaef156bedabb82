import Calculus

/// QHM: quasi-hyperbolic momentum, a mixture of the gradient and its average.
///
///     mean = momentum·mean + (1 − momentum)·g
///     p    = p − lr·((1 − nu)·g + nu·mean)
///
/// Ma and Yarats, "Quasi-hyperbolic momentum and Adam for deep learning" (2018), whose rule of
/// thumb the defaults are. nu = 0 is gradient descent, nu = 1 is momentum with the rate lr·(1 −
/// momentum).
public struct QHM: DirectionalOptimizer {
  public let momentum: Double
  public let nu: Double
  private var mean = Point.zero

  public init(momentum: Double = 0.999, nu: Double = 0.7) {
    self.momentum = momentum
    self.nu = nu
  }

  public mutating func direction(for step: StepContext) -> Point {
    mean = momentum * mean + (1 - momentum) * step.gradient
    return mixture(with: step.gradient)
  }

  private func mixture(with gradient: Point) -> Point { (1 - nu) * gradient + nu * mean }

  public func working(of step: StepContext) -> Working {
    Working(
      [
        .mean(mean, beta: "momentum"),
        .vector("d", "(1−ν)·g + ν·m", mixture(with: step.gradient)),
      ], move: "−lr·d")
  }
}

extension OptimizerKind {
  public static let qhm = OptimizerKind(
    name: "qhm", title: "QHM", rule: "m = average of g; p -= lr*((1-nu)*g + nu*m)",
    family: .momentum,
    hyperparameters: [
      .beta("momentum", 0.999, of: "gradients"),
      Hyperparameter(
        "nu", default: 0.7, allowed: .within(0...1), meaning: "share of the average in the step"),
    ],
    hasMomentum: true,
    // Where a root of the characteristic polynomial reaches −1.
    stability: { values in
      let (beta, nu) = (values["momentum"], values["nu"])
      return 2 * (1 + beta) / (1 + beta - 2 * nu * beta)
    },
    make: { QHM(momentum: $0["momentum"], nu: $0["nu"]) })
}
