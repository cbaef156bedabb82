import Comparison
import Experiments
import Input
import Optimizers

/// Actions of the sweep's pane.
extension ExplorerState {
  /// Gives the selected runs the rates with the lowest final losses.
  mutating func takeBestRates() {
    guard sweep?.isComplete == true else {
      notice = "the sweep is not complete yet"
      return
    }
    var plans: [Int: LearningRatePlan] = [:]
    for run in changeableRuns {
      let settings = scene.settings[run]
      let sharing = scene.sweptRuns.first { $0.contains(run) } ?? []
      if selection == nil, sharing.count > 1 {
        // Runs that are there to compare rates would all become the same run.
        notice = "\(settings.kind.title) has several rates: select the run that takes the best"
        continue
      }
      let best = sweepCurve(of: run)?.best
      if isEndless(best) {
        notice = "the loss of \(settings.kind.title) falls without bound: no rate is best"
      } else if let best,
        let changed = try? settings.starting(at: best.learningRate)
      {
        plans[run] = changed.learningRate
      } else {
        notice = "\(settings.kind.title) fails at every rate of the sweep"
      }
    }
    tune { plans[$0] }
  }

  /// Gives the selected runs a rate from their first step. Undo takes back a whole drag at once.
  mutating func setRate(_ rate: Double) {
    let settings = scene.settings
    tune(of: .learningRate) { run in (try? settings[run].starting(at: rate))?.learningRate }
  }

  /// The lowest loss that is known, or that any rate reaches.
  func lossFloor(of sweep: LearningRateSweep) -> LossFloor {
    scene.lossFloor(met: sweep.goodLosses)
  }

  /// Whether the loss falls without bound, so that no rate is better than the others.
  func isEndless(_ best: SweepPoint?) -> Bool {
    guard let best else { return false }
    let lowest = scene.lowest?.value ?? 0
    let start = race.runs.first?.trajectory.loss(0) ?? 1
    return best.finalLoss < lowest - 1000 * max(abs(start - lowest), scene.scales.lossRange)
  }
}
