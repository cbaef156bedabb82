import Calculus

/// A rule with momentum that never moves against the gradient.
///
///     mask = 1 where u·g > 0, else 0                 u the rule's step, without weight decay
///     p    = p − u·mask/mean(mask)
///
/// for each coordinate. Liang et al., "Cautious Optimizers: Improving Training with One Line of Code"
/// (2024), algorithm 1. The remaining coordinates of the step are lengthened: they are divided by
/// their share of all, as in the authors' code (`mask.div_(mask.mean())`), so one of two moves twice as
/// far. The paper's own formula adds one to the number of coordinates, which hardly matters among
/// millions and would take a third off every step here. Decoupled weight decay is not masked.
struct Cautious<Rule: MovingOptimizer>: MovingOptimizer {
  private var rule: Rule
  /// Decoupled, and removed from the rule itself.
  private let decay: Double
  private var mask = Point.zero

  /// - Parameters:
  ///   - rule: without decoupled weight decay.
  ///   - decay: the decoupled weight decay.
  init(_ rule: Rule, decay: Double) {
    self.rule = rule
    self.decay = decay
  }

  static var usesOneGradient: Bool { Rule.usesOneGradient }
  static var costsOneGradient: Bool { Rule.costsOneGradient }

  mutating func move(for step: StepContext, using objective: inout CountedObjective) -> Point {
    let move = rule.move(for: step, using: &objective)
    // By signs, because products of small numbers could be 0.
    let agrees = (move.signs * step.gradient.signs) .> 0
    let kept = Point.zero.replacing(with: 1, where: agrees)
    mask = kept == .zero ? .zero : kept * (2 / kept.sum())
    // 0 · ∞ is NaN: a step that is not finite ends the run, whatever the mask.
    return decay == 0 ? mask * move : mask * move + decayRate(of: step) * decay * step.point
  }

  func decayRate(of step: StepContext) -> Double { rule.decayRate(of: step) }

  func explanation(of step: StepContext) -> StepExplanation {
    let explanation = rule.explanation(of: step)
    // `−lr·u`: a rate and a direction.
    let factors = explanation.move.dropFirst().split(separator: "·", maxSplits: 1)
    guard explanation.move.hasPrefix("−"), factors.count == 2 else { return explanation }
    let (rate, direction) = (factors[0], factors[1])
    let line = Quantity.vector(
      "mask", "1 where \(direction)·g > 0, else 0; over its mean", mask)
    guard decay != 0 else {
      return StepExplanation(explanation.quantities + [line], move: "−\(rate)·mask·\(direction)")
    }
    let multiplied = explanation.quantities.last { $0.symbol == direction }
    guard case .vector(let value)? = multiplied?.value else { return explanation }
    let decayed = Quantity.vector(
      "w", "mask·\(direction) + weight_decay·p", mask * value + decay * step.point)
    return StepExplanation(explanation.quantities + [line, decayed], move: "−\(rate)·w")
  }
}

extension MovingOptimizer {
  /// The same rule, cautious.
  func cautious(decay: Double) -> any Optimizer { Cautious(self, decay: decay) }
}

extension Hyperparameter {
  /// The switch of a mask that keeps a rule with momentum from moving against the gradient: Liang et
  /// al., "Cautious Optimizers: Improving Training with One Line of Code" (2024).
  public static let cautious = flag(
    "cautious", meaning: "no coordinate moves against its gradient; the rest is lengthened")
}
