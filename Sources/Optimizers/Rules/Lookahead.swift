import Calculus

/// Any rule with a second, slow point that follows it.
///
///     fast = p after k steps of the rule from the slow point
///     slow = slow + alpha·(fast − slow)
///     p    = slow                                     and the rule goes on from there
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
  /// Where the rule itself would have gone.
  private var fast = Point.zero

  init(_ rule: Rule, period: Int, share: Double) {
    self.rule = rule
    self.period = period
    self.share = share
  }

  static var usesOneGradient: Bool { Rule.usesOneGradient }

  mutating func proposal(for step: StepContext, using objective: inout CountedObjective) -> Point {
    if step.number == 1 { slow = step.point }
    fast = rule.proposal(for: step, using: &objective)
    guard isSetBack(after: step) else { return fast }
    slow += share * (fast - slow)
    return slow
  }

  private func isSetBack(after step: StepContext) -> Bool { step.number % period == 0 }

  func working(of step: StepContext) -> Working {
    let working = rule.working(of: step)
    guard isSetBack(after: step) else {
      return Working(
        working.quantities + [.vector("slow", "", slow)], move: working.move,
        usesGradient: working.usesGradient)
    }
    let lines: [Quantity] = [
      .vector("fast", "p + (\(working.move))", fast),
      .vector("slow", "slow + lookahead_alpha·(fast − slow)", slow),
    ]
    return Working(
      working.quantities + lines, move: "slow − p", usesGradient: working.usesGradient)
  }
}

extension Optimizer {
  /// The same rule, with a slow point that follows it.
  func followed(every period: Int, by share: Double) -> any Optimizer {
    Lookahead(self, period: period, share: share)
  }
}

extension Hyperparameter {
  /// For rules that go on from wherever they are: see `Lookahead`.
  public static let lookahead = flag(
    "lookahead", meaning: "a slow point follows, and sets the rule back to it")
  static let lookaheadPeriod = Hyperparameter(
    "lookahead_k", kind: .integer, default: 5, allowed: .within(1...1e9),
    meaning: "steps of the rule before it is set back")
  static let lookaheadShare = Hyperparameter(
    "lookahead_alpha", default: 0.5, allowed: .within(0...1),
    meaning: "how far the slow point follows; 1 is the rule itself")

  /// What plays a part only with `lookahead`.
  public static let lookaheadDetails = [lookaheadPeriod, lookaheadShare]
}
