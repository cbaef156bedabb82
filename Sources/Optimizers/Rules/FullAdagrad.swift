import Calculus

extension OptimizerKind {
  /// Adagrad with the full matrix: steps shrink along the directions of past gradients, whether or
  /// not these follow the axes.
  ///
  ///     G = G + g·gᵀ
  ///     p = p − lr·(√G + eps·I)⁻¹·g              √G the matrix root, not that of the elements
  ///
  /// Duchi, Hazan and Singer, "Adaptive Subgradient Methods" (2011), figure 1 with a full matrix;
  /// eps is its δ, for which it gives no number. `Adagrad` keeps only the diagonal of G, so a
  /// valley across the axes slows it down; this rule treats it like a valley along an axis: turning
  /// the surface only turns the path. Along directions in which all gradients were below eps it
  /// stands still.
  public static let fullAdagrad = OptimizerKind(
    name: "full_adagrad", title: "Full Adagrad",
    rule: "G += g*g^T; p -= lr*(G^(1/2) + eps*I)^-1*g, with the matrix root", family: .adaptive,
    hyperparameters: [
      Hyperparameter(
        "eps", default: 1e-8, allowed: .above(0), meaning: "keeps the matrix invertible")
    ],
    make: { FullAdagrad($0) })
}

struct FullAdagrad: DirectionalOptimizer {
  let eps: Double
  private var gradients = GramMatrix()
  private var scaled = Point.zero

  init(_ values: Hyperparameters) { eps = values["eps"] }

  mutating func direction(for step: StepContext) -> Point {
    gradients.add(step.gradient)
    scaled = gradients.solvingRoot(for: step.gradient, eps: eps)
    return scaled
  }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation(
      Quantity.matrix("G", "G + g·gᵀ", gradients.matrix)
        + [.vector("d", "(√G + ε·I)⁻¹·g", scaled)], move: "−lr·d")
  }
}
