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
}
