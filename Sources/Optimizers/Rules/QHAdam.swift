import Calculus

extension OptimizerKind {
  /// QHAdam: Adam with quasi-hyperbolic averages in numerator and denominator.
  ///
  ///     p = p − lr · ((1 − nu1)·g + nu1·mean) / (√((1 − nu2)·g² + nu2·square) + eps)
  ///
  /// where mean and square are Adam's corrected averages of g and g². Ma and Yarats (2018); betas and
  /// eps are those of the authors' code, nu1 and nu2 the paper's rule of thumb. nu1 = nu2 = 1 is
  /// Adam.
  public static let qhadam = OptimizerKind(
    name: "qhadam", title: "QHAdam",
    rule: "p -= lr*((1-nu1)*g + nu1*m)/(sqrt((1-nu2)*g^2 + nu2*v) + eps)", family: .adaptive,
    hyperparameters: Hyperparameter.moments() + [
      Hyperparameter(
        "nu1", default: 0.7, allowed: .within(0...1), meaning: "share of the average above"),
      Hyperparameter(
        "nu2", default: 1, allowed: .within(0...1), meaning: "share of the average below"),
      .eps(1e-8),
    ],
    traits: [.hasMomentum],
    make: { QHAdam($0) })
}

struct QHAdam: DirectionalOptimizer {
  let beta1: Double
  let beta2: Double
  let nu1: Double
  let nu2: Double
  let eps: Double
  private var mean = DecayingMean()
  private var square = DecayingMean()

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    nu1 = values["nu1"]
    nu2 = values["nu2"]
    eps = values["eps"]
  }

  mutating func direction(for step: StepContext) -> Point {
    let gradient = step.gradient
    mean.add(gradient, beta: beta1)
    square.add(gradient * gradient, beta: beta2)
    return above(gradient) / (below(gradient).squareRoot() + eps)
  }

  private func above(_ gradient: Point) -> Point {
    (1 - nu1) * gradient + nu1 * mean.corrected
  }

  private func below(_ gradient: Point) -> Point {
    (1 - nu2) * gradient * gradient + nu2 * square.corrected
  }

  func explanation(of step: StepContext) -> StepExplanation {
    let (above, below) = (above(step.gradient), below(step.gradient))
    return StepExplanation(
      [.mean(mean.value), .square(square.value)]
        + Quantity.corrections(mean: mean, square: square)
        + [
          .vector("a", "(1−ν₁)·g + ν₁·m̂", above), .vector("n", "(1−ν₂)·g² + ν₂·v̂", below),
          .vector("u", "a/(√n + ε)", above / (below.squareRoot() + eps)),
        ],
      move: "−lr·u")
  }
}
