import Calculus

extension OptimizerKind {
  /// Gradient descent with a line search: the step is cut until the loss falls.
  ///
  ///     t = lr; while f(p − t·g) > f(p) − c1·t·|g|²: t = rho·t
  ///     p = p − t·g
  ///
  /// Armijo (1966); Nocedal and Wright, "Numerical Optimization" (2006), algorithm 3.1, with its
  /// c1. The learning rate is the first length tried at every step. The loss never rises.
  public static let linesearch = OptimizerKind(
    name: "linesearch", title: "Armijo GD",
    rule: "p -= t*g; t = lr*rho^k, the first that lowers f by c1*t*|g|^2", family: .selfScaled,
    hyperparameters: Backtracking.hyperparameters,
    traits: [.comparesLosses],
    make: { LineSearch($0) })
}

struct LineSearch: Optimizer {
  private let search: Backtracking
  private var length = 0.0

  init(_ values: Hyperparameters) { search = Backtracking(values) }

  mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    length = search.length(along: -step.gradient, from: step, on: &objective)
    return length == 0 ? step.point : step.point + length * -step.gradient
  }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation([.number("t", "lr·rho^k that pays", length)], move: "−t·g")
  }
}

/// Armijo's line search: shorter and shorter steps until one pays.
///
///     t = lr; while f(p + t·d) > f(p) + c1·t·(g · d): t = rho·t
///
/// Nocedal and Wright, "Numerical Optimization" (2006), algorithm 3.1. A trial with a loss that is
/// not finite does not pay; if none pays down to 2⁻⁶⁰·lr, the point stays.
struct Backtracking: Sendable {
  let decrease: Double
  let shrinking: Double

  init(_ values: Hyperparameters) {
    decrease = values["c1"]
    shrinking = values["rho"]
  }

  /// The length t of the step t·d; 0 if none pays.
  /// - Parameter direction: d, downhill for the gradient of the step.
  func length(
    along direction: Point, from step: StepContext, on objective: inout CountedObjective
  ) -> Double {
    let slope = step.gradient.dot(direction)
    var length = step.learningRate
    // Subnormal lengths are not tried: there, a product with rho may be the same number.
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
}
