import Calculus

/// Weight decay that a rule applies itself, because it can be decoupled.
///
/// L2 decay adds amount·p to the gradient before anything else, and is rescaled with it.
/// Decoupled decay (Loshchilov and Hutter, 2017) shortens p itself by the factor 1 − lr·amount.
struct WeightDecay: Sendable {
  let amount: Double
  let isDecoupled: Bool

  /// The step's gradient, with the L2 part.
  func gradient(of step: StepContext) -> Point {
    amount == 0 || isDecoupled ? step.gradient : step.gradient + amount * step.point
  }

  /// A direction, with the decoupled part.
  func added(to direction: Point, of step: StepContext) -> Point {
    amount == 0 || !isDecoupled ? direction : direction + amount * step.point
  }

  /// The L2 part as the first line of a rule's explanation; empty if there is no such part.
  func quantities(of step: StepContext) -> [Quantity] {
    amount == 0 || isDecoupled
      ? [] : [.vector("g", "g + weight_decay·p", gradient(of: step))]
  }

  /// The explanation of a rule; the decoupled part is added to its direction, called `u`.
  func explanation(_ quantities: [Quantity], adding direction: Point, of step: StepContext)
    -> StepExplanation
  {
    guard amount != 0, isDecoupled else { return StepExplanation(quantities, move: "−lr·u") }
    let decayed = Quantity.vector("d", "u + weight_decay·p", added(to: direction, of: step))
    return StepExplanation(quantities + [decayed], move: "−lr·d")
  }
}
