import Calculus

/// ASGD: gradient descent with a slowly falling rate, made for averaging its points.
///
///     eta = lr / (1 + lambd·lr·(t − 1))^alpha
///     p   = (1 − lambd·eta)·p − eta·g
///
/// Polyak and Juditsky (1992), Bottou (2010). Rule and defaults are PyTorch's. The trajectory is p,
/// not the average, which begins after t0 steps and does not change p. PyTorch computes eta one
/// step ahead, so there a change of lr acts one step later than here; at a constant rate it is the
/// same.
public struct ASGD: DirectionalOptimizer {
  public let decay: Double
  public let exponent: Double

  public init(decay: Double = 1e-4, exponent: Double = 0.75) {
    self.decay = decay
    self.exponent = exponent
  }

  public mutating func direction(for step: StepContext) -> Point {
    (decay * step.point + step.gradient) / slowdown(of: step)
  }

  private func slowdown(of step: StepContext) -> Double {
    power(1 + decay * step.learningRate * Double(step.number - 1), exponent)
  }

  public func working(of step: StepContext) -> Working {
    let slowdown = slowdown(of: step)
    return Working(
      [
        .number("w", "(1 + λ·lr·(t−1))^α", slowdown),
        .vector("d", "(λ·p + g)/w", (decay * step.point + step.gradient) / slowdown),
      ], move: "−lr·d")
  }
}

extension OptimizerKind {
  public static let asgd = OptimizerKind(
    name: "asgd", title: "ASGD",
    rule: "eta = lr/(1 + lambd*lr*(t-1))^alpha; p -= eta*(g + lambd*p)", family: .gradient,
    hyperparameters: [
      Hyperparameter(
        "lambd", default: 1e-4, allowed: .atLeast(0), meaning: "decay of point and rate"),
      Hyperparameter(
        "alpha", default: 0.75, allowed: .atLeast(0), meaning: "how fast the rate falls"),
      Hyperparameter(
        "t0", default: 1e6, allowed: .any, meaning: "steps before averaging; not on the path"),
    ],
    make: { ASGD(decay: $0["lambd"], exponent: $0["alpha"]) })
}
