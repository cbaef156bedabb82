import Calculus

extension OptimizerKind {
  /// Adadelta: Adagrad that forgets, with steps in the units of the parameters.
  ///
  ///     square = rho·square + (1 − rho)·g²
  ///     d      = √(moved + eps) / √(square + eps) · g
  ///     moved  = rho·moved + (1 − rho)·d²
  ///     p      = p − lr·d
  ///
  /// Zeiler (2012). Rule and defaults are PyTorch's, with eps inside both roots. The paper has no
  /// learning rate: here it is a factor, 1 by default.
  public static let adadelta = OptimizerKind(
    name: "adadelta", title: "Adadelta",
    rule: "v, a = averages of g^2, d^2; d = sqrt(a + eps)/sqrt(v + eps)*g; p -= lr*d",
    family: .selfScaled,
    hyperparameters: [
      Hyperparameter(
        "rho", default: 0.9, allowed: .within(0...1), meaning: "share kept by both averages"),
      Hyperparameter(
        "eps", default: 1e-6, allowed: .above(0), meaning: "starts the first steps"),
    ],
    make: { Adadelta($0) })
}

struct Adadelta: DirectionalOptimizer {
  let rho: Double
  let eps: Double
  private var square = Point.zero
  private var moved = Point.zero
  private var direction = Point.zero

  init(_ values: Hyperparameters) {
    rho = values["rho"]
    eps = values["eps"]
  }

  mutating func direction(for step: StepContext) -> Point {
    let gradient = step.gradient
    square = rho * square + (1 - rho) * gradient * gradient
    direction = (moved + eps).squareRoot() / (square + eps).squareRoot() * gradient
    moved = rho * moved + (1 - rho) * direction * direction
    return direction
  }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation(
      [
        .square(square, beta: "ρ"), .vector("d", "√(a + ε)/√(v + ε)·g", direction),
        .vector("a", "ρ·a + (1−ρ)·d²", moved),
      ], move: "−lr·d")
  }
}
