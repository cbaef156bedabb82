/// How the learning rate changes with the number of steps done; PyTorch's schedulers.
public struct Schedule: Hashable, Sendable {
  public let kind: ScheduleKind
  /// Those given, by name.
  public let values: [String: ScheduleValue]
  /// The number of steps that lengths which are not given follow from.
  public let length: Int
  private let rule: any ScheduleRule

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
  }

  private init(constant rule: Constant) {
    kind = .constant
    values = [:]
    length = 200
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
}
