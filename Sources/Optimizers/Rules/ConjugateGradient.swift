import Calculus

extension OptimizerKind {
  /// Nonlinear conjugate gradients, Polak and Ribière's with restarts (PR+).
  ///
  ///     beta = max(0, g · (g − previous g)/|previous g|²)        0 at the first step
  ///     d    = −g + beta·d                                       −g if that is not downhill
  ///     p    = p + t·d                                           t by a strong Wolfe line search
  ///
  /// Polak and Ribière (1969), Gilbert and Nocedal (1992); Nocedal and Wright, "Numerical
  /// Optimization" (2006), §5.2, with their c1, c2 and first trials: as the last step's t·(g · d),
  /// and at the first step lr·min(1, 1/(|g.x| + |g.y|)), after which the learning rate has no
  /// effect. With a small c2 the line search is almost exact, and a quadratic is solved in two
  /// steps.
  public static let cg = OptimizerKind(
    name: "cg", title: "CG",
    rule: "d = -g + max(0, g*(g-g')/|g'|^2)*d; p += t*d, t by a strong Wolfe line search",
    family: .selfScaled,
    hyperparameters: StrongWolfe.hyperparameters(flattening: 0.1),
    traits: [.comparesLosses, .fixesRate], fault: StrongWolfe.fault,
    make: { ConjugateGradient($0) })
}

struct ConjugateGradient: Optimizer {
  private struct Memory {
    var gradient: Point
    var direction: Point
    /// t·(g · d).
    var slope: Double
  }

  private let search: StrongWolfe
  private var memory: Memory?
  /// beta, d and t of the last step.
  private var share = 0.0
  private var direction = Point.zero
  private var length = 0.0

  init(_ values: Hyperparameters) {
    search = StrongWolfe(decrease: values["c1"], flattening: values["c2"])
  }

  static var usesOneGradient: Bool { false }

  mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    // The search of the previous step has already computed later ones.
    if step.number == 1 { objective.countGradient() }
    (share, direction, length) = (0, -step.gradient, 0)
    guard step.learningRate > 0 else { return step.point }
    turn(step.gradient)
    let line = StrongWolfe.Line(from: step, along: direction)
    guard line.origin.slope < 0 else { return step.point }
    length = search.length(on: line, first: firstTrial(on: line, step), objective: &objective)
    memory =
      length == 0
      ? nil
      : Memory(
        gradient: step.gradient, direction: line.direction, slope: length * line.origin.slope)
    return step.point + length * line.direction
  }

  /// Adds the share of the last direction, if there is one and the sum is downhill.
  private mutating func turn(_ gradient: Point) {
    guard let memory else { return }
    let change = gradient.dot(gradient - memory.gradient)
    let beta = max(0, change / memory.gradient.dot(memory.gradient))
    let turned = -gradient + beta * memory.direction
    if turned.isFinite && turned.dot(gradient) < 0 { (share, direction) = (beta, turned) }
  }

  private func firstTrial(on line: StrongWolfe.Line, _ step: StepContext) -> Double {
    if let memory {
      let length = memory.slope / line.origin.slope
      if length > 0 && length.isFinite { return length }
    }
    return step.learningRate * min(1, 1 / step.gradient.magnitudes.sum())
  }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation(
      [
        .number("β", "max(0, g·(g − g′)/|g′|²)", share), .vector("d", "−g + β·d", direction),
        .number("t", "strong Wolfe search", length),
      ], move: "t·d")
  }
}
