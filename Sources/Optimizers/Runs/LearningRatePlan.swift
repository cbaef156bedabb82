/// The learning rate over a run: a first one, and changes at given steps.
///
/// `lr=0.1/0.01@40` is 0.1 up to row 40 of the trajectory, and 0.01 for the steps from there on:
/// the first step with the new rate makes row 41.
public struct LearningRatePlan: Hashable, Sendable {
  public struct Change: Hashable, Sendable {
    /// The number of steps made before the new rate acts.
    public let step: Int
    public let rate: Double

    public init(step: Int, rate: Double) {
      self.step = step
      self.rate = rate
    }
  }

  public private(set) var initial: Double
  /// Ascending, at most one for each step.
  public private(set) var changes: [Change]

  /// - Parameters:
  ///   - initial: the rate of the first step.
  ///   - changes: in any order; of two for the same step the later one holds.
  public init(_ initial: Double, changes: [Change] = []) {
    self.initial = initial
    self.changes = []
    for change in changes { insert(change) }
  }

  /// The rate of the step that makes a row; `number` is 1 for the first step.
  ///
  /// Logarithmic in the number of changes.
  public func rate(forStep number: Int) -> Double {
    if changes.isEmpty { return initial }
    let index = firstChange { $0.step >= number }
    return index == 0 ? initial : changes[index - 1].rate
  }

  /// The plan as it is up to a step, and another rate from there on: what a live change makes of
  /// it.
  public func branching(at step: Int, to rate: Double) -> Self {
    var plan = self
    plan.changes.removeAll { $0.step >= step }
    if step <= 0 {
      plan.initial = rate
    } else {
      plan.changes.append(Change(step: step, rate: rate))
    }
    return plan
  }

  /// Every rate multiplied by the same factor.
  public func scaled(by factor: Double) -> Self {
    Self(
      initial * factor, changes: changes.map { Change(step: $0.step, rate: $0.rate * factor) })
  }

  /// Every rate that the plan ever takes.
  public var rates: [Double] { [initial] + changes.map(\.rate) }

  private mutating func insert(_ change: Change) {
    let index = firstChange { $0.step >= change.step }
    if index < changes.count && changes[index].step == change.step {
      changes[index] = change
    } else {
      changes.insert(change, at: index)
    }
  }

  /// Binary search; the condition must hold for a tail of the changes.
  private func firstChange(where condition: (Change) -> Bool) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if condition(changes[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension LearningRatePlan: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  public init(floatLiteral value: Double) { self.init(value) }
  public init(integerLiteral value: Int) { self.init(Double(value)) }
}
