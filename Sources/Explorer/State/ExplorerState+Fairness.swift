import Optimizers

/// States what the runs share, so that the comparison is not over-read.
extension ExplorerState {
  /// Where the learning rates come from, and how they change.
  var rateFairness: String {
    let schedules = Set(scene.settings.map(\.schedule.kind.name))
    guard let name = schedules.first, schedules != [Schedule.constant.kind.name] else {
      return initialRateFairness
    }
    return initialRateFairness + (schedules.count == 1 ? ", \(name) schedule" : ", own schedules")
  }

  private var initialRateFairness: String {
    let rates = scene.settings.map(\.learningRate)
    if rates.count > 1, hasBestRates { return "each its best of the sweep" }
    if Set(rates).count <= 1 { return "same rate" }
    return scene.hasDefaultRates ? "default rates" : "own rates"
  }

  /// Whether a step costs all runs the same: a line search may evaluate the loss many times.
  var costFairness: String {
    let costs = race.runs.filter { $0.step > 0 }.map { run in
      Double(run.cost.gradients + run.cost.losses + run.cost.hessians) / Double(run.step)
    }
    guard let least = costs.min(), let most = costs.max(), most > 1.5 * least else {
      return "same steps"
    }
    return "same steps, unequal cost"
  }

  /// In a few words, or in more where there is room.
  func fairness(isBrief: Bool) -> String {
    isBrief
      ? "same start, \(rateFairness)" : "same start, \(costFairness), \(rateFairness)"
  }
}
