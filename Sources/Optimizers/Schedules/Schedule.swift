/// The learning rate as a function of the number of steps done: PyTorch's schedulers.
///
///     let schedule = try Schedule(.cosine, length: 100)
///     schedule.rate(base: 0.1, stepsDone: 50)  // 0.05
///
/// A schedule is a value: one that depends on losses stores them, so a copy is a checkpoint.
public struct Schedule: Hashable, Sendable {
  /// The choice of the schedule.
  public let kind: ScheduleKind
  /// The given values, by name.
  public let values: [String: ScheduleValue]
  /// The number of steps that determines lengths that are not given.
  public let length: Int
  /// Whether the rate depends on the losses, not only on the number of steps: it is then known one
  /// step ahead, and `see(loss:base:)` must be called after every step.
  public let looksAtLosses: Bool
  private var rule: any ScheduleRule

  /// Makes a schedule in its state before the first step.
  /// - Parameters:
  ///   - kind: the choice of the schedule.
  ///   - values: values by name; all others have their defaults.
  ///   - length: the number of steps of the whole run, if it is known; at least 1.
  /// - Throws: `HyperparameterError` for a name the schedule does not have or a value it cannot take.
  public init(_ kind: ScheduleKind, values: [String: ScheduleValue] = [:], length: Int = 200)
    throws(HyperparameterError)
  {
    let all = try kind.complete(values, length: max(length, 1))
    self.kind = kind
    self.values = values
    self.length = max(length, 1)
    rule = kind.make(all)
    looksAtLosses = rule.looksAtLosses
  }

  private init(constant rule: Constant) {
    kind = .constant
    values = [:]
    length = 200
    looksAtLosses = false
    self.rule = rule
  }

  /// The same rate at every step.
  public static let constant = Schedule(constant: Constant())

  /// The rate of the next step: finite; the largest number if the rule exceeds it.
  /// - Parameters:
  ///   - base: the learning rate by plan.
  ///   - stepsDone: the number of steps done; 0 for the first step.
  public func rate(base: Double, stepsDone: Int) -> Double {
    let rate = rule.rate(base: base, stepsDone: stepsDone)
    // No rate times a factor beyond the doubles is none.
    if rate.isNaN, base == 0 { return 0 }
    return rate.isFinite ? rate : .greatestFiniteMagnitude
  }

  /// Records the loss after a step.
  /// - Parameters:
  ///   - loss: the full loss at the step's new point.
  ///   - base: the learning rate of that step by plan.
  public mutating func see(loss: Double, base: Double) { rule.see(loss: loss, base: base) }

  /// Whether two schedules are the same choice with the same values, regardless of the losses they
  /// have seen.
  public static func == (left: Self, right: Self) -> Bool {
    (left.kind, left.values.count, left.length) == (right.kind, right.values.count, right.length)
      && left.values == right.values
  }

  /// Hashes the choice and its values.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(values)
    hasher.combine(length)
  }
}

/// A value of a schedule's setting.
public enum ScheduleValue: Hashable, Sendable {
  /// `gamma=0.5`
  case number(Double)
  /// `milestones=30/90/150`
  case list([Double])
  /// `mode=triangular2`
  case word(String)
}

/// A formula for the learning rate after k steps.
protocol ScheduleRule: Sendable {
  func rate(base: Double, stepsDone: Int) -> Double

  /// Whether the rate depends on the losses given to `see(loss:base:)`.
  var looksAtLosses: Bool { get }

  mutating func see(loss: Double, base: Double)
}

extension ScheduleRule {
  var looksAtLosses: Bool { false }

  mutating func see(loss: Double, base: Double) {}
}
