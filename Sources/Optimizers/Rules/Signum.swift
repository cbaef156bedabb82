import Calculus

extension OptimizerKind {
  /// Signum: signSGD with momentum.
  ///
  ///     mean = beta·mean + (1 − beta)·g
  ///     p    = p − lr·sign(mean)
  ///
  /// Bernstein et al. (2018), algorithm 2; the default of 0.9 is the paper's and Optax's.
  public static let signum = OptimizerKind(
    name: "signum", title: "Signum", rule: "m = beta*m + (1-beta)*g; p -= lr*sign(m)",
    family: .sign, hyperparameters: [.beta("beta", 0.9, of: "gradients")],
    traits: [.hasMomentum],
    make: { Signum($0) })
}

struct Signum: DirectionalOptimizer {
  let beta: Double
  private var mean = Point.zero

  init(_ values: Hyperparameters) { beta = values["beta"] }

  mutating func direction(for step: StepContext) -> Point {
    mean = beta * mean + (1 - beta) * step.gradient
    return mean.signs
  }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation([.mean(mean, beta: "β"), .vector("u", "sign(m)", mean.signs)], move: "−lr·u")
  }
}
