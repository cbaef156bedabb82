import Calculus

/// Signum: signSGD with momentum.
///
///     mean = beta·mean + (1 − beta)·g
///     p    = p − lr·sign(mean)
///
/// Bernstein et al. (2018), algorithm 2; the default of 0.9 is the paper's and Optax's.
public struct Signum: DirectionalOptimizer {
  public let beta: Double
  private var mean = Point.zero

  public init(beta: Double = 0.9) { self.beta = beta }

  public mutating func direction(for step: StepContext) -> Point {
    mean = beta * mean + (1 - beta) * step.gradient
    return mean.signs
  }

  public func working(of step: StepContext) -> Working {
    Working([.mean(mean, beta: "β"), .vector("u", "sign(m)", mean.signs)], move: "−lr·u")
  }
}

extension OptimizerKind {
  public static let signum = OptimizerKind(
    name: "signum", title: "Signum", rule: "m = beta*m + (1-beta)*g; p -= lr*sign(m)",
    family: .sign, hyperparameters: [.beta("beta", 0.9, of: "gradients")],
    hasMomentum: true,
    make: { Signum(beta: $0["beta"]) })
}
