import Calculus

/// Armijo's line search: shorter and shorter steps until one pays.
///
///     t = lr; while f(p + t·d) > f(p) + c1·t·(g · d): t = rho·t
///
/// Nocedal and Wright, "Numerical Optimization" (2006), algorithm 3.1. A trial whose loss is not
/// finite does not pay; where none pays down to 2⁻⁶⁰·lr, the point stays.
struct Backtracking: Sendable {
  let decrease: Double
  let shrinking: Double

  /// The length t of the step t·d; 0 where none pays.
  /// - Parameter direction: d, downhill for the gradient of the step.
  func length(
    along direction: Point, from step: StepContext, on objective: inout CountedObjective
  ) -> Double {
    let slope = step.gradient.dot(direction)
    var length = step.learningRate
    // Subnormal lengths are not tried: there, a product with rho can stay what it was.
    let shortest = max(length * 0x1p-60, .leastNormalMagnitude)
    while length > shortest {
      let trial = step.point + length * direction
      let loss = objective.loss(at: trial)
      if trial.isFinite && loss.isFinite && loss <= step.loss + decrease * length * slope {
        return length
      }
      length *= shrinking
    }
    return 0
  }

  static let hyperparameters = [
    Hyperparameter(
      "c1", default: 1e-4, allowed: .insideOf(0, 1),
      meaning: "share of the decrease along the slope that a step must bring"),
    Hyperparameter(
      "rho", default: 0.5,
      allowed: AllowedRange(lower: 0, upper: 0.9, includesLower: false, includesUpper: true),
      meaning: "factor of a step that does not"),
  ]

  init(decrease: Double = 1e-4, shrinking: Double = 0.5) {
    self.decrease = decrease
    self.shrinking = shrinking
  }

  init(_ values: Hyperparameters) {
    self.init(decrease: values["c1"], shrinking: values["rho"])
  }
}
