import Calculus

extension OptimizerKind {
  /// signSGD: a step of the learning rate along each axis, whatever the slope.
  ///
  ///     p = p − lr·sign(g)
  ///
  /// Bernstein et al., "signSGD: Compressed Optimisation for Non-Convex Problems" (2018); sign(0) is
  /// 0.
  public static let signsgd = OptimizerKind(
    name: "signsgd", title: "signSGD", rule: "p -= lr*sign(g)", family: .sign, hyperparameters: [],
    make: { _ in SignSGD() })
}

struct SignSGD: DirectionalOptimizer {
  mutating func direction(for step: StepContext) -> Point { step.gradient.signs }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation([.vector("u", "sign(g)", step.gradient.signs)], move: "−lr·u")
  }
}
