import Calculus

extension OptimizerKind {
  /// Rprop: a step length for each coordinate, grown while the gradient keeps its sign.
  ///
  ///     length = length · etaplus if g·previous > 0, · etaminus if < 0, within step_min…step_max
  ///     g      = 0 if g·previous < 0
  ///     p      = p − sign(g)·length
  ///
  /// Riedmiller and Braun (1993), the variant without stepping back. Rule and defaults are PyTorch's:
  /// the lengths start at the learning rate, which has no effect later. It is meant for full batches.
  public static let rprop = OptimizerKind(
    name: "rprop", title: "Rprop",
    rule: "d *= etaplus or etaminus as g keeps or changes its sign; p -= sign(g)*d; d starts at lr",
    family: .sign,
    hyperparameters: [
      Hyperparameter(
        "etaminus", default: 0.5, allowed: .insideOf(0, 1), meaning: "factor as the sign changes"),
      Hyperparameter(
        "etaplus", default: 1.2, allowed: .above(1), meaning: "factor while the sign stays"),
      Hyperparameter("step_min", default: 1e-6, allowed: .atLeast(0), meaning: "shortest step"),
      Hyperparameter("step_max", default: 50, allowed: .above(0), meaning: "longest step"),
    ],
    traits: [.fixesRate],
    fault: { values in
      let (least, most) = (values["step_min"], values["step_max"])
      return least <= most ? nil : ("step_min", .outOfRange(least, allowed: .within(0...most)))
    },
    make: { Rprop($0) })
}

struct Rprop: Optimizer {
  let shrinking: Double
  let growth: Double
  let range: ClosedRange<Double>
  private var length = Point.zero
  private var previous = Point.zero
  private var factor = Point.zero

  init(_ values: Hyperparameters) {
    shrinking = values["etaminus"]
    growth = values["etaplus"]
    range = values["step_min"]...values["step_max"]
  }

  static var costsOneGradient: Bool { true }

  mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    if step.number == 1 { length = Point(repeating: step.learningRate) }
    // By signs, since the product itself can underflow to 0.
    let agreement = step.gradient.signs * previous.signs
    factor = Point(repeating: 1)
      .replacing(with: growth, where: agreement .> 0)
      .replacing(with: shrinking, where: agreement .< 0)
    length = (length * factor).clipped(to: range)
    previous = step.gradient.replacing(with: 0, where: agreement .< 0)
    return step.point - previous.signs * length
  }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation(
      [
        .vector("k", "etaplus, etaminus", factor),
        .vector("l", "k·l, lr at first", length),
        .vector("g", "0 if k < 1", previous),
        .vector("u", "sign(g)·l", previous.signs * length),
      ], move: "−u")
  }
}
