/// The learning rate over a run: an initial rate, and changes at given steps.
///
/// `lr=0.1/0.01@40` is 0.1 up to row 40 of the trajectory, and 0.01 for later steps: the first step
/// with the new rate makes row 41.
///
///     let plan = LearningRatePlan(0.1, changes: [.init(step: 40, rate: 0.01)])
///     plan.rate(forStep: 40)  // 0.1
///     plan.rate(forStep: 41)  // 0.01
public struct LearningRatePlan: Hashable, Sendable {
  /// A change of the learning rate.
  public struct Change: Hashable, Sendable {
    /// The number of steps made before the new rate takes effect.
    public let step: Int
    /// The new rate.
    public let rate: Double

    /// Makes a change.
    public init(step: Int, rate: Double) {
      self.step = step
      self.rate = rate
    }
  }

  /// The rate of the first step.
  public private(set) var initial: Double
  /// The changes, by ascending step, at most one for each step.
  public private(set) var changes: [Change]

  /// Makes a plan.
  /// - Parameters:
  ///   - initial: the rate of the first step.
  ///   - changes: changes in any order; of two for the same step the second one counts.
  public init(_ initial: Double, changes: [Change] = []) {
    self.initial = initial
    self.changes = []
    for change in changes { insert(change) }
  }

  /// The rate of a step.
  /// - Parameter number: 1 for the first step.
  /// - Complexity: logarithmic in the number of changes.
  public func rate(forStep number: Int) -> Double {
    if changes.isEmpty { return initial }
    let index = firstChange { $0.step >= number }
    return index == 0 ? initial : changes[index - 1].rate
  }

  /// The same plan up to a step, and another rate after it: the plan after a live change.
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

  /// Every rate of the plan.
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
  /// Makes a plan of one rate.
  public init(floatLiteral value: Double) { self.init(value) }

  /// Makes a plan of one rate.
  public init(integerLiteral value: Int) { self.init(Double(value)) }
}
