/// How the learning rate changes with the number of steps done; PyTorch's schedulers.
///
/// A value: one that looks at losses remembers them, so a copy is a checkpoint.
public struct Schedule: Hashable, Sendable {
  public let kind: ScheduleKind
  /// Those given, by name.
  public let values: [String: ScheduleValue]
  /// The number of steps that lengths which are not given follow from.
  public let length: Int
  /// Whether the rate depends on the losses met, and not on the number of steps alone: then it is
  /// known one step ahead, and `see(loss:base:)` must be called after every step.
  public let looksAtLosses: Bool
  private var rule: any ScheduleRule

  /// - Parameters:
  ///   - kind: which schedule.
  ///   - values: by name; those left out have their defaults.
  ///   - length: of the whole run, in steps, where it is known; at least 1.
  /// - Throws: `HyperparameterError` for a name that it does not have or a value it cannot take.
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

  /// The same rate for ever.
  public static let constant = Schedule(constant: Constant())

  /// The rate of the next step: finite, at most the largest number where the rule goes beyond it.
  /// - Parameters:
  ///   - base: the learning rate by plan.
  ///   - stepsDone: 0 for the first step.
  public func rate(base: Double, stepsDone: Int) -> Double {
    let rate = rule.rate(base: base, stepsDone: stepsDone)
    return rate.isFinite ? rate : .greatestFiniteMagnitude
  }

  /// Tells it where a step has led.
  /// - Parameters:
  ///   - loss: the full one, at the point that the step made.
  ///   - base: the learning rate by plan, of that step.
  public mutating func see(loss: Double, base: Double) { rule.see(loss: loss, base: base) }

  /// Schedules are equal where they are the same choice, whatever losses they have seen.
  public static func == (left: Self, right: Self) -> Bool {
    (left.kind, left.values.count, left.length) == (right.kind, right.values.count, right.length)
      && left.values == right.values
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(values)
    hasher.combine(length)
  }
}

/// A value of a schedule's setting.
public enum ScheduleValue: Hashable, Sendable {
  case number(Double)
  /// `milestones=30/90/150`
  case list([Double])
  /// `mode=triangular2`
  case word(String)
}

/// A formula for the learning rate after k steps.
protocol ScheduleRule: Sendable {
  func rate(base: Double, stepsDone: Int) -> Double

  /// Whether the rate depends on what `see(loss:base:)` is told.
  var looksAtLosses: Bool { get }

  mutating func see(loss: Double, base: Double)
}

extension ScheduleRule {
  var looksAtLosses: Bool { false }

  mutating func see(loss: Double, base: Double) {}
}
