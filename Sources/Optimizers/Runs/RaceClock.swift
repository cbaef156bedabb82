/// What a race is measured by: at any moment, all runs have spent the same.
///
/// On a data set a step of gradient descent looks at every row, and one of SGD at a single row, so a
/// race by steps and a race by rows have different winners.
public enum RaceClock: String, CaseIterable, Hashable, Sendable {
  /// The steps made.
  case steps
  /// The evaluations of the loss, each with or without its derivatives. A batch's gradient counts as
  /// one, whatever the batch's size.
  case evaluations
  /// The rows of the data set that the evaluations have looked at, repeated ones included. A loss
  /// that is not computed from rows counts as one row.
  case rows
}

/// A limit of what a run may spend.
public struct Budget: Hashable, Sendable {
  /// What is counted.
  public let clock: RaceClock
  /// The most that may be spent.
  public let amount: Int

  /// Makes a limit.
  public init(_ amount: Int, of clock: RaceClock) {
    self.clock = clock
    self.amount = amount
  }
}

/// What steps cost. On 600 rows of data, with gradient descent:
///
///     run.spent(on: .rows, upTo: 9)      // 5400
///     run.step(at: 600, on: .rows)       // 1
///     run.advance(to: 6000, on: .rows)   // ten steps
///
/// Everything is exact for every optimizer: line searches, simplex methods and second gradients
/// count, and so does the smaller last batch of a pass through the data.
extension Run {
  /// The number of rows of the data set; nil for a formula.
  public var rowCount: Int? { ledger.rowCount }

  /// What the run has spent up to a step.
  /// - Parameters:
  ///   - clock: what is counted.
  ///   - step: the number of steps, at most those made.
  /// - Complexity: logarithmic in the number of changes of the cost of a step.
  public func spent(on clock: RaceClock, upTo step: Int) -> Int {
    ledger.spent(on: clock, upTo: step)
  }

  /// The last step that the run has made and that the spending pays for.
  ///
  /// A step that costs nothing (of a rule that stands still, say) counts as one: never more steps are
  /// made than the amount spent.
  public func step(at spending: Int, on clock: RaceClock) -> Int {
    min(foreseenStep(at: spending, on: clock), step)
  }

  /// The last step that the spending pays for, whether or not the run has made it; of those made, if
  /// the cost of a step is not known before.
  public func foreseenStep(at spending: Int, on clock: RaceClock) -> Int {
    var (low, high) = (0, min(max(spending, 0), Trajectory.stepLimit))
    if clock == .steps { return high }
    if !hasSteadyCost { high = min(high, step) }
    while low < high {
      let middle = (low + high + 1) / 2
      if ledger.spent(on: clock, upTo: middle) <= spending {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return low
  }

  /// Makes the steps that the spending pays for, or those until the run ends.
  ///
  /// If the cost of a step is not known before, the run also makes the first step that is too
  /// expensive: `step(at:on:)` finds the last one that is not.
  public mutating func advance(to spending: Int, on clock: RaceClock) {
    guard clock != .steps, !hasSteadyCost else {
      advance(to: foreseenStep(at: spending, on: clock))
      return
    }
    while end == nil, step < spending, ledger.spent(on: clock, upTo: step) <= spending {
      advance(to: step + 1)
    }
  }

  /// Makes the steps that fit into a budget, and no other.
  ///
  /// - Parameters:
  ///   - budget: what may be spent, and by which clock.
  ///   - steps: the largest number of steps.
  /// - Complexity: if the cost of a step is not known before, the steps are made twice.
  public mutating func advance(within budget: Budget, steps: Int = Trajectory.stepLimit) {
    if hasSteadyCost || budget.clock == .steps {
      advance(to: min(steps, foreseenStep(at: budget.amount, on: budget.clock)))
      return
    }
    while end == nil, step < min(steps, budget.amount), isWithin(budget) { advance(to: step + 1) }
    let last = step(at: budget.amount, on: budget.clock)
    guard last < step,
      var shorter = try? Run(objective: objective, start: start, settings: settings)
    else { return }
    shorter.advance(to: last)
    self = shorter
  }

  /// Whether no further step fits into a budget.
  public func hasUsedUp(_ budget: Budget) -> Bool {
    if budget.clock == .steps || hasSteadyCost {
      return step >= foreseenStep(at: budget.amount, on: budget.clock)
    }
    return step >= budget.amount || ledger.spent(on: budget.clock, upTo: step) >= budget.amount
  }

  /// Whether the steps made fit into a budget.
  private func isWithin(_ budget: Budget) -> Bool {
    ledger.spent(on: budget.clock, upTo: step) <= budget.amount
  }
}

extension Race {
  /// Advances every run as far as the spending pays for; see `Run.advance(to:on:)`.
  public mutating func advance(to spending: Int, on clock: RaceClock) {
    if clock == .steps {
      advance(to: spending)
    } else {
      advanceRuns { $0.advance(to: spending, on: clock) }
    }
  }

  /// The position of a clock up to which a budget lasts: the one at which the last of the runs has used
  /// it up. It is an estimate if costs of steps are not known before.
  public func position(within budget: Budget, on clock: RaceClock) -> Int {
    if budget.clock == clock { return budget.amount }
    return runs.map { run in
      let step = run.foreseenStep(at: budget.amount, on: budget.clock)
      return run.spent(on: clock, upTo: run.end == nil ? step : min(step, run.step))
    }.max() ?? 0
  }

  /// The position at which the first run has made as many steps as can be stored.
  /// - Parameter steps: the largest number of stored steps of a run.
  public func storageLimit(on clock: RaceClock, steps: Int = Trajectory.stepLimit) -> Int {
    runs.filter { $0.end == nil }.map { $0.spent(on: clock, upTo: steps) }.min() ?? .max
  }

  /// Advances all runs by a clock until the last of them has used up a budget.
  /// - Returns: the position of the clock then.
  @discardableResult
  public mutating func advance(through budget: Budget, on clock: RaceClock) -> Int {
    var position = 0
    while true {
      // It becomes exact as the costs become known.
      let next = min(self.position(within: budget, on: clock), storageLimit(on: clock))
      guard next > position else { return position }
      position = next
      advance(to: position, on: clock)
    }
  }

  /// Makes the steps of every run that fit into a budget, and no other.
  /// - Parameters:
  ///   - budget: what each run may spend, and by which clock.
  ///   - steps: the largest number of steps of a run.
  public mutating func advance(within budget: Budget, steps: Int = Trajectory.stepLimit) {
    advanceRuns { $0.advance(within: budget, steps: steps) }
  }
}

extension RunSettings {
  /// Whether every step costs one gradient, known before it is made.
  public var hasSteadyCost: Bool { type(of: makeOptimizer()).costsOneGradient }
}
