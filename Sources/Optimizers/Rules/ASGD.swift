import Calculus

extension OptimizerKind {
  /// ASGD: gradient descent with a slowly falling rate, designed for averaging its points.
  ///
  ///     eta = lr                                  at the first step
  ///     p   = (1 − lambd·eta)·p − eta·g
  ///     eta = lr / (1 + lambd·lr·t)^alpha         for the next step
  ///
  /// Polyak and Juditsky (1992), Bottou (2010). Rule and defaults are PyTorch's, where eta is
  /// computed one step ahead, so that a change of lr acts one step later than in other rules. The
  /// trajectory is p, not the average, which begins after t0 steps and does not change p.
  public static let asgd = OptimizerKind(
    name: "asgd", title: "ASGD",
    rule: "p -= eta*(g + lambd*p); then eta = lr/(1 + lambd*lr*t)^alpha", family: .gradient,
    hyperparameters: [
      Hyperparameter(
        "lambd", default: 1e-4, allowed: .atLeast(0), meaning: "decay of point and rate"),
      Hyperparameter(
        "alpha", default: 0.75, allowed: .atLeast(0), meaning: "how fast the rate falls"),
      Hyperparameter(
        "t0", default: 1e6, allowed: .any, meaning: "steps before averaging; not on the path"),
    ],
    make: { ASGD($0) })
}

struct ASGD: Optimizer {
  let decay: Double
  let exponent: Double
  /// The learning rate of the last proposed step, and that of the next one.
  private var rate = 0.0
  private var nextRate: Double?

  init(_ values: Hyperparameters) {
    decay = values["lambd"]
    exponent = values["alpha"]
  }

  static var costsOneGradient: Bool { true }

  mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    rate = nextRate ?? step.learningRate
    nextRate = step.learningRate
    return step.point - rate * direction(of: step)
  }

  private func direction(of step: StepContext) -> Point {
    (decay * step.point + step.gradient) / slowdown(of: step)
  }

  private func slowdown(of step: StepContext) -> Double {
    power(1 + decay * rate * Double(step.number - 1), exponent)
  }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation(
      [
        .number("η", step.number == 1 ? "lr at first" : "lr of the step before", rate),
        .number("w", "(1 + λ·η·(t−1))^α", slowdown(of: step)),
        .vector("d", "(λ·p + g)/w", direction(of: step)),
      ], move: "−η·d")
  }
}
