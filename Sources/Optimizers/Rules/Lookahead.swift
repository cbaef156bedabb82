import Calculus

/// Any rule with a second, slow point that follows it.
///
///     fast = p after k steps of the rule from the slow point
///     slow = slow + alpha·(fast − slow)
///     p    = slow                                     and the rule continues there
///
/// Zhang, Lucas, Hinton and Ba, "Lookahead Optimizer: k steps forward, 1 step back" (2019),
/// algorithm 1; k = 5 and alpha = 0.5 are those of its ImageNet runs. The rule keeps its memory
/// (momentum, averages) when its point is set back, as in the paper. The trajectory shows the k − 1
/// fast points, then the slow one.
struct Lookahead<Rule: Optimizer>: Optimizer {
  private var rule: Rule
  private let period: Int
  private let share: Double
  private var slow = Point.zero
  /// The point that the rule proposed.
  private var fast = Point.zero

  init(_ rule: Rule, period: Int, share: Double) {
    self.rule = rule
    self.period = period
    self.share = share
  }

  static var usesOneGradient: Bool { Rule.usesOneGradient }
  static var costsOneGradient: Bool { Rule.costsOneGradient }

  mutating func proposal(for step: StepContext, using objective: inout CountedObjective) -> Point {
    if step.number == 1 { slow = step.point }
    fast = rule.proposal(for: step, using: &objective)
    guard isSetBack(after: step) else { return fast }
    slow += share * (fast - slow)
    return slow
  }

  private func isSetBack(after step: StepContext) -> Bool { step.number % period == 0 }

  func explanation(of step: StepContext) -> StepExplanation {
    let explanation = rule.explanation(of: step)
    guard isSetBack(after: step) else {
      return StepExplanation(
        explanation.quantities + [.vector("slow", "", slow)], move: explanation.move,
        usesGradient: explanation.usesGradient)
    }
    let lines: [Quantity] = [
      .vector("fast", "p + (\(explanation.move))", fast),
      .vector("slow", "slow + lookahead_alpha·(fast − slow)", slow),
    ]
    return StepExplanation(
      explanation.quantities + lines, move: "slow − p", usesGradient: explanation.usesGradient)
  }
}

extension Optimizer {
  /// The same rule, with a slow point that follows it.
  func followed(every period: Int, by share: Double) -> any Optimizer {
    Lookahead(self, period: period, share: share)
  }
}

extension Hyperparameter {
  /// The switch of a second, slow point that follows the rule: Zhang, Lucas, Hinton and Ba,
  /// "Lookahead Optimizer: k steps forward, 1 step back" (2019), whose k and alpha are the defaults.
  public static let lookahead = flag(
    "lookahead", meaning: "a slow point follows, and sets the rule back to it")
  static let lookaheadPeriod = Hyperparameter(
    "lookahead_k", kind: .integer, default: 5, allowed: .within(1...1e9),
    meaning: "steps of the rule before it is set back")
  static let lookaheadShare = Hyperparameter(
    "lookahead_alpha", default: 0.5, allowed: .within(0...1),
    meaning: "how far the slow point follows; 1 is the rule itself")

  /// The hyperparameters that have an effect only with `lookahead`.
  public static let lookaheadDetails = [lookaheadPeriod, lookaheadShare]
}
