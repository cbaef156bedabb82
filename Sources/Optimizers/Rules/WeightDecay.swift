import Calculus

/// A pull towards the origin that a rule applies itself, because it can be decoupled.
///
/// L2 decay adds amount·p to the gradient before everything else, and is rescaled with it.
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

  /// The L2 part as the first line of a rule's working; none where there is no such part.
  func quantities(of step: StepContext) -> [Quantity] {
    amount == 0 || isDecoupled
      ? [] : [.vector("g", "g + weight_decay·p", gradient(of: step))]
  }

  /// The working of a rule whose direction, called `u`, gets the decoupled part.
  func working(_ quantities: [Quantity], adding direction: Point, of step: StepContext) -> Working {
    guard amount != 0, isDecoupled else { return Working(quantities, move: "−lr·u") }
    let decayed = Quantity.vector("d", "u + weight_decay·p", added(to: direction, of: step))
    return Working(quantities + [decayed], move: "−lr·d")
  }
}
