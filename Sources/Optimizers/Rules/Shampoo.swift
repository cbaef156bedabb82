import Calculus

extension OptimizerKind {
  /// Shampoo: a preconditioner for each axis of a tensor of parameters, here for the only one.
  ///
  ///     H = eps·I at first
  ///     H = H + g·gᵀ
  ///     p = p − lr·H^(−1/2)·g
  ///
  /// Gupta, Koren and Singer, "Shampoo: Preconditioned Stochastic Tensor Optimization" (2018),
  /// algorithm 2: of a tensor with k axes each preconditioner has the power −1/(2k), and two parameters
  /// are a vector, so k = 1. There it reduces to full-matrix Adagrad with eps under the root. The paper
  /// requires eps > 0 but gives no number; 1e-4 is that of torch_optimizer, whose own power is −1/k.
  public static let shampoo = OptimizerKind(
    name: "shampoo", title: "Shampoo", rule: "H += g*g^T, eps*I at first; p -= lr*H^(-1/2)*g",
    family: .adaptive,
    hyperparameters: [
      Hyperparameter(
        "eps", default: 1e-4, allowed: .above(0), meaning: "the initial preconditioner")
    ],
    make: { Shampoo($0) })
}

struct Shampoo: DirectionalOptimizer {
  private var preconditioner: GramMatrix
  private var scaled = Point.zero

  init(_ values: Hyperparameters) {
    preconditioner = GramMatrix(identityTimes: values["eps"])
  }

  mutating func direction(for step: StepContext) -> Point {
    preconditioner.add(step.gradient)
    scaled = preconditioner.solvingRoot(for: step.gradient, eps: 0)
    return scaled
  }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation(
      Quantity.matrix("H", "H + g·gᵀ, ε·I at first", preconditioner.matrix)
        + [.vector("d", "H^(−1/2)·g", scaled)], move: "−lr·d")
  }
}
