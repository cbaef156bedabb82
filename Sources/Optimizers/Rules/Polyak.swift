import Calculus

extension OptimizerKind {
  /// Polyak's step: gradient descent with step lengths that follow from the known minimum.
  ///
  ///     length = max(0, f(p) − f_min) / (|g|² + eps), at most max_learning_rate
  ///     p      = p − lr·length·g
  ///
  /// Polyak, "Introduction to Optimization" (1987), §5.3; with the cap, SPSmax of Loizou et al.,
  /// "Stochastic Polyak Step-size for SGD" (2021); never backwards, as Garrigos et al. (2023). Rule
  /// and defaults are those of Optax's `scale_by_polyak` (variant `sps+`), which stands still if
  /// |g|² + eps is no more than 2⁻⁵². (Its `polyak_sgd` multiplies g by the learning rate before it
  /// takes the norm, so that there a larger rate makes the steps shorter.)
  ///
  /// The minimum f_min is the one given, else the objective's lowest known loss, else 0 as in Optax.
  /// A value that is too high stops the run at that loss, a value that is too low makes the
  /// steps too long. The loss is the full one, also for batches.
  public static let polyak = OptimizerKind(
    name: "polyak", title: "Polyak",
    rule: "p -= lr*min((f - f_min)/(|g|^2 + eps), max_learning_rate)*g", family: .selfScaled,
    hyperparameters: [
      Hyperparameter(
        "f_min", default: nil, allowed: .any,
        meaning: "the loss to reach; by default the surface's lowest"),
      Hyperparameter(
        "max_learning_rate", default: 1, allowed: .above(0), meaning: "longest multiple of g"),
      .eps(0),
    ],
    make: { Polyak($0) })
}

struct Polyak: Optimizer {
  /// Nil to use the objective's lowest loss.
  let lowestLoss: Double?
  let longest: Double
  let eps: Double
  /// f − f_min, and |g|² + eps, at the last step.
  private var gap = 0.0
  private var square = 0.0

  init(_ values: Hyperparameters) {
    lowestLoss = values.given("f_min")
    longest = values["max_learning_rate"]
    eps = values["eps"]
  }

  static var costsOneGradient: Bool { true }

  mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    gap = step.loss - (lowestLoss ?? objective.lowestLoss ?? 0)
    square = (step.gradient * step.gradient).sum() + eps
    return length == 0 ? step.point : step.point - step.learningRate * length * step.gradient
  }

  private var length: Double { gap > 0 && square > .ulpOfOne ? min(gap / square, longest) : 0 }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation(
      [
        .number("f − f_min", "", gap), .number("|g|²", eps == 0 ? "" : "|g|² + ε", square),
        .number("c", "min((f − f_min)/|g|², max_learning_rate)", length),
      ], move: "−lr·c·g")
  }
}
