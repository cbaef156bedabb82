import Optimizers

/// What the race of a scene can be measured by.
extension Scene {
  /// The clocks by which the runs do not simply all run at the same pace: by steps, and by what
  /// their steps cost if that differs from run to run or from step to step.
  package var clocks: [RaceClock] {
    // What the steps of recorded runs cost is not known.
    if setup.hasRecordings { return [.steps] }
    let haveSteadyCosts = settings.allSatisfy(\.hasSteadyCost)
    let hasRows = function.rowCount != nil && (!haveSteadyCosts || Set(rowsOfBatches).count > 1)
    return [.steps] + (haveSteadyCosts ? [] : [.evaluations]) + (hasRows ? [.rows] : [])
  }

  /// The clock of a race unless another is chosen: rows where runs see different numbers of them
  /// in a step, else steps.
  package var standardClock: RaceClock { clocks.contains(.rows) ? .rows : .steps }

  /// The clock that a choice leads to: rows need data.
  package func clock(choosing choice: RaceClock?) -> RaceClock {
    switch choice {
    case nil: standardClock
    case .rows? where function.rowCount == nil: .steps
    case _? where setup.hasRecordings: .steps
    case let clock?: clock
    }
  }

  /// Whether a step of one run costs so much more than that of another that only a logarithmic
  /// axis shows both.
  package func isLogarithmic(_ clock: RaceClock) -> Bool {
    guard clock == .rows, let least = rowsOfBatches.min(), let most = rowsOfBatches.max() else {
      return false
    }
    return most >= 8 * least
  }

  /// About what a step of the cheapest run costs; at least 1.
  package func leastCost(on clock: RaceClock) -> Int {
    clock == .rows ? max(1, rowsOfBatches.min() ?? 1) : 1
  }

  /// About what a step of the dearest run costs; at least 1.
  package func greatestCost(on clock: RaceClock) -> Int {
    clock == .rows ? max(1, rowsOfBatches.max() ?? 1) : 1
  }

  /// The rows of each run's batches.
  private var rowsOfBatches: [Int] {
    let rowCount = function.rowCount ?? 1
    return settings.map { settings in
      switch settings.batch {
      case .full: rowCount
      case .samples(let count): min(count, rowCount)
      }
    }
  }
}

extension RaceClock {
  /// The name below an axis: a shorter one if there is no room for all of it.
  package func axisTitle(fitting width: Int) -> String {
    let short =
      switch self {
      case .steps: "step"
      case .evaluations: "evals"
      case .rows: "rows"
      }
    return axisTitle.count <= width ? axisTitle : short
  }

  /// The name below an axis.
  package var axisTitle: String {
    switch self {
    case .steps: "step"
    case .evaluations: "evaluations"
    case .rows: "rows seen"
    }
  }
}
