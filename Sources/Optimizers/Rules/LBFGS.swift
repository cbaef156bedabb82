import Calculus

extension OptimizerKind {
  /// L-BFGS: BFGS from the last few steps alone; PyTorch's `LBFGS`, one iteration a step.
  ///
  ///     s = last step, y = change of g              kept if y · s > 10⁻¹⁰, history_size of them
  ///     d = −H g, H from the pairs by the two-loop recursion, starting as (y · s)/(y · y)·I
  ///     p = p + t·d                                 t = lr, or by a line search with strong_wolfe
  ///
  /// Liu and Nocedal (1989); Nocedal and Wright, "Numerical Optimization" (2006), algorithm 7.4. Rule
  /// and defaults are PyTorch's with `max_iter=1`; strong_wolfe is its `line_search_fn`, of up to 25
  /// trials. At the first step d = −g and t is lr·min(1, 1/(|g.x| + |g.y|)). As in PyTorch there is no
  /// line search by default, and then nothing keeps it from going uphill; it stands still if
  /// no derivative exceeds tolerance_grad, or g · d > −tolerance_change.
  public static let lbfgs = OptimizerKind(
    name: "lbfgs", title: "L-BFGS",
    rule: "p -= lr*H*g; H = inverse Hessian from the last steps and changes of g",
    family: .selfScaled,
    hyperparameters: [
      Hyperparameter(
        "history_size", kind: .integer, default: 100, allowed: .within(1...1000),
        meaning: "steps that H is made from"),
      Hyperparameter(
        "tolerance_grad", default: 1e-7, allowed: .atLeast(0),
        meaning: "it stops if no derivative is larger"),
      Hyperparameter(
        "tolerance_change", default: 1e-9, allowed: .atLeast(0),
        meaning: "it stops if the slope along its direction is no steeper"),
      .flag("strong_wolfe", meaning: "find the step by a line search"),
    ],
    traits: [.comparesLosses],
    make: { LBFGS($0) })
}

struct LBFGS: Optimizer {
  let historySize: Int
  let gradientTolerance: Double
  let changeTolerance: Double
  let searches: Bool
  private var pairs: [Pair] = []
  private var scale = 1.0
  private var last: (gradient: Point, step: Point)?
  /// d and t of the last step.
  private var direction = Point.zero
  private var length = 0.0

  private struct Pair {
    var step: Point
    var change: Point
    var rho: Double
  }

  init(_ values: Hyperparameters) {
    historySize = Int(values["history_size"])
    gradientTolerance = values["tolerance_grad"]
    changeTolerance = values["tolerance_change"]
    searches = values.isOn("strong_wolfe")
  }

  static var usesOneGradient: Bool { false }

  mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    // With a search, the previous step has already computed later ones.
    if !searches || step.number == 1 { objective.countGradient() }
    let gradient = step.gradient
    (length, direction) = (0, -gradient)
    guard gradient.magnitudes.max() > gradientTolerance else { return step.point }
    let isFirst = last == nil
    learn(gradient)
    let line = StrongWolfe.Line(from: step, along: direction(for: gradient))
    direction = line.direction
    length = step.learningRate
    if isFirst { length *= min(1, 1 / gradient.magnitudes.sum()) }
    let isDownhill = !(line.origin.slope > -changeTolerance)
    if isDownhill && searches && length > 0 {
      length = StrongWolfe(shortestBracket: 1e-9).length(
        on: line, first: length, objective: &objective)
    }
    last = (gradient, length * direction)
    if !isDownhill { length = 0 }
    return isDownhill ? step.point + length * direction : step.point
  }

  func explanation(of step: StepContext) -> StepExplanation {
    StepExplanation(
      [
        .number("k", "steps that H is made from", Double(pairs.count)),
        .number("γ", "y·s/y·y of the last one", scale), .vector("d", "−H·g", direction),
        .number("t", searches ? "strong Wolfe search" : "lr, less at first", length),
      ], move: "t·d")
  }

  /// Stores the last step and the change of the gradient.
  private mutating func learn(_ gradient: Point) {
    guard let last else { return }
    let change = gradient - last.gradient
    let product = change.dot(last.step)
    guard product > 1e-10 else { return }
    if pairs.count == historySize { pairs.removeFirst() }
    pairs.append(Pair(step: last.step, change: change, rho: 1 / product))
    scale = product / change.dot(change)
  }

  /// −H g, by the two-loop recursion.
  private func direction(for gradient: Point) -> Point {
    var direction = -gradient
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = pair.rho * pair.step.dot(direction)
      shares.append(share)
      direction -= share * pair.change
    }
    direction *= scale
    for (pair, share) in zip(pairs, shares.reversed()) {
      direction += (share - pair.rho * pair.change.dot(direction)) * pair.step
    }
    return direction
  }
}
