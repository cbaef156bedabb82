import Calculus

/// Gradient descent with a line search: the step is cut until the loss falls.
///
///     t = lr; while f(p − t·g) > f(p) − c1·t·|g|²: t = rho·t
///     p = p − t·g
///
/// Armijo (1966); Nocedal and Wright, "Numerical Optimization" (2006), algorithm 3.1, whose c1 the
/// default is. The learning rate is the first length tried at every step. The loss never rises.
public struct LineSearch: Optimizer {
  private let search: Backtracking
  private var length = 0.0

  public init(decrease: Double = 1e-4, shrinking: Double = 0.5) {
    self.init(search: Backtracking(decrease: decrease, shrinking: shrinking))
  }

  init(search: Backtracking) { self.search = search }

  public mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    length = search.length(along: -step.gradient, from: step, on: &objective)
    return length == 0 ? step.point : step.point + length * -step.gradient
  }

  public func working(of step: StepContext) -> Working {
    Working([.number("t", "lr·rho^k that pays", length)], move: "−t·g")
  }
}

extension OptimizerKind {
  public static let linesearch = OptimizerKind(
    name: "linesearch", title: "Armijo GD",
    rule: "p -= t*g; t = lr*rho^k, the first that lowers f by c1*t*|g|^2", family: .selfScaled,
    hyperparameters: Backtracking.hyperparameters,
    shared: Hyperparameter.sharedByReferences,
    make: { LineSearch(search: Backtracking($0)) })
}
