import Canvas
import Experiments
import Input
import Optimizers

/// What the keys and the mouse do in the pane of the sweep.
extension ExplorerState {
  /// Gives the selected runs the rates with which they ended lowest.
  mutating func takeBestRates() {
    guard let sweep, sweep.isComplete else {
      notice = "the sweep is not complete yet"
      return
    }
    var plans: [Int: LearningRatePlan] = [:]
    for run in selectedRuns {
      let settings = scene.settings[run]
      if isEndless(sweep.curves[run].best) {
        notice = "\(settings.kind.title) falls for ever: no rate is best"
      } else if let best = sweep.curves[run].best,
        let changed = try? settings.starting(at: best.learningRate)
      {
        plans[run] = changed.learningRate
      } else {
        notice = "\(settings.kind.title) fails with every rate of the sweep"
      }
    }
    tune { plans[$0] }
  }

  /// Takes the mouse: in the chart the selected runs get the rate at it, below it selects a run.
  ///
  /// However long a drag is, undo takes it back at once.
  mutating func pressSweep(_ mouse: Mouse) {
    guard let area = Layout(state: self).tool, let chart = SweepChart(self, in: area) else {
      return
    }
    if let run = chart.run(atRow: mouse.row) {
      if mouse.action == .press { selection = selection == run ? nil : run }
      return
    }
    let rate = chart.rate(at: mouse.column)
    let settings = scene.settings
    if mouse.action == .press { contest.endTurning() }
    tune(of: .learningRate) { run in (try? settings[run].starting(at: rate))?.learningRate }
  }
}
