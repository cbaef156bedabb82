import Calculus

extension OptimizerKind {
  /// AdaBound: Adam that turns into gradient descent.
  ///
  ///     length = lr·√(1 − beta2ᵗ)/(1 − beta1ᵗ) / (√square + eps)
  ///     length = kept between final·(1 − 1/(gamma·t + 1)) and final·(1 + 1/(gamma·t))
  ///     p      = p − length·mean
  ///
  /// Luo et al., "Adaptive Gradient Methods with Dynamic Bound of Learning Rate" (2019), with the
  /// authors' defaults. `final` is final_lr times the ratio of the learning rate to the one that
  /// the run was set up with, so that it follows a schedule.
  public static let adabound = OptimizerKind(
    name: "adabound", title: "AdaBound",
    rule: "p -= clip(Adam's step length, bounds that close in on final_lr)*m", family: .adaptive,
    hyperparameters: Hyperparameter.moments() + [
      .eps(1e-8),
      Hyperparameter(
        "final_lr", default: 0.1, allowed: .above(0), meaning: "the final learning rate"),
      Hyperparameter(
        "gamma", default: 1e-3, allowed: .above(0), meaning: "how fast the bounds close in"),
    ],
    traits: [.hasMomentum],
    make: { AdaBound($0) })
}

struct AdaBound: MovingOptimizer {
  let beta1: Double
  let beta2: Double
  let eps: Double
  let finalRate: Double
  let gamma: Double
  private var mean = DecayingMean()
  private var square = DecayingMean()

  init(_ values: Hyperparameters) {
    beta1 = values["beta1"]
    beta2 = values["beta2"]
    eps = values["eps"]
    finalRate = values["final_lr"]
    gamma = values["gamma"]
  }

  static var costsOneGradient: Bool { true }

  mutating func move(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    mean.add(step.gradient, beta: beta1)
    square.add(step.gradient * step.gradient, beta: beta2)
    return lengths(at: step) * mean.value
  }

  private func lengths(at step: StepContext) -> Point {
    (rate(at: step) / (square.value.squareRoot() + eps)).clipped(to: bounds(at: step))
  }

  private func rate(at step: StepContext) -> Double {
    step.learningRate * square.weight.squareRoot() / mean.weight
  }

  private func bounds(at step: StepContext) -> ClosedRange<Double> {
    guard step.learningRate > 0 else { return 0...0 }
    // A base rate of 0 gives no ratio. All is kept finite, as no range ends at 0·∞.
    let most = Double.greatestFiniteMagnitude
    let final =
      step.baseRate > 0 ? min(finalRate * step.learningRate / step.baseRate, most) : finalRate
    let time = gamma * Double(step.number)
    return (final * (1 - 1 / (time + 1)))...min(final * min(1 + 1 / time, most), most)
  }

  func explanation(of step: StepContext) -> StepExplanation {
    let bounds = bounds(at: step)
    return StepExplanation(
      [
        .mean(mean.value), .square(square.value), .weightOfStart(mean),
        .weightOfStart(square, beta: "β₂"), .number("η", "lr·√(1−β₂ᵗ)/(1−β₁ᵗ)", rate(at: step)),
        .number("lo", "final_lr·(1 − 1/(γ·t+1))", bounds.lowerBound),
        .number("hi", "final_lr·(1 + 1/(γ·t))", bounds.upperBound),
        .vector("l", "clip(η/(√v + ε), lo…hi)", lengths(at: step)),
      ], move: "−l·m")
  }
}
