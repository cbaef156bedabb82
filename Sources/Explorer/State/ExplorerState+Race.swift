import Calculus
import Comparison
import Landscape
import Optimizers

/// What changes the race: rates, starts, seeds, optimizers, surfaces.
extension ExplorerState {
  /// Races a changed setup up to the step on the screen, or says why that cannot be: then nothing
  /// has changed but the notice.
  /// - Parameters:
  ///   - dial: what is being turned: undo takes all turns of it that follow each other for one.
  ///   - replaced: the replaced paths that stay in sight.
  ///   - isAfresh: whether the race begins again at its start, with all of the map in sight.
  ///   - edit: changes the setup.
  /// - Returns: why it cannot be; nil where it is done.
  @discardableResult
  mutating func change(
    of dial: Dial.ID? = nil, leaving replaced: Contest.Ghosts = .none, isAfresh: Bool = false,
    _ edit: (inout Setup) throws(SetupError) -> Void
  ) -> SetupError? {
    let step = isAfresh ? 0 : playback.step
    var setup = scene.setup
    do throws(SetupError) {
      try edit(&setup)
      try contest.change(
        to: setup, of: dial, at: step, viewport: &sight.viewport, leaving: replaced,
        isAfresh: isAfresh)
    } catch {
      notice = error.message
      return error
    }
    playback.step = step
    return nil
  }

  mutating func undo() {
    let change = contest.undo(at: playback.step, viewport: &sight.viewport)
    notice = change.map { "undone: \($0)" } ?? "nothing to undo"
  }

  mutating func redo() {
    let change = contest.redo(at: playback.step, viewport: &sight.viewport)
    notice = change.map { "redone: \($0)" } ?? "nothing to redo"
  }

  /// Multiplies the rates of the selected runs by 10^(tenths/10).
  mutating func scaleLearningRates(tenths: Int) {
    changeLearningRates { $0.movedOnScale(tenths: tenths) }
  }

  /// Gives the selected runs new rates, from the start or from the present step on.
  mutating func changeLearningRates(of dial: Dial.ID? = nil, _ change: (Double) -> Double) {
    let (settings, step, isBranching) = (scene.settings, playback.step, isBranching)
    tune(of: dial) { run in
      let plan = settings[run].learningRate
      let rate = change(plan.rate(forStep: step + 1))
      return isBranching ? plan.branching(at: step, to: rate) : LearningRatePlan(rate)
    }
  }

  /// Gives the selected runs other plans, and shows in the same frame where they lead, with the
  /// replaced paths as ghosts.
  /// - Parameter plan: of a run; nil where it keeps the one that it has.
  mutating func tune(of dial: Dial.ID? = nil, _ plan: (Int) -> LearningRatePlan?) {
    let runs = selectedRuns
    change(of: dial, leaving: .of(runs)) { setup in
      for run in runs {
        if let plan = plan(run) { setup.optimizers[run].tune(to: plan) }
      }
    }
  }

  mutating func moveStart(to point: Point) {
    if change({ $0.start = point }) == nil {
      tellStart()
    } else {
      notice = "the loss or its gradient is undefined there"
    }
  }

  mutating func tellStart() {
    let start = scene.start
    notice = "start (\(start.x.readable(digits: 4)), \(start.y.readable(digits: 4)))"
  }

  /// Draws other random numbers; the paths of the former seed stay in sight, to be compared.
  mutating func changeSeed(to seed: UInt64, dial: Dial.ID? = nil) {
    let stochastic = scene.settings.indices.filter { scene.settings[$0].isStochastic }
    change(of: dial, leaving: .only(stochastic)) { $0.seed = seed }
    notice = "seed \(seed)"
  }

  /// Shows another surface from its start, with the optimizers that were asked for.
  /// - Parameter file: where the surface was read from, if it was.
  mutating func show(_ surface: Surface, file: String? = nil) {
    change(isAfresh: true) { $0 = $0.showing(surface, file: file) }
  }

  /// Races other optimizers on the same surface; those that stay keep their rates and, as far as
  /// there are newcomers for the places of those that go, their places and so their colours.
  mutating func race(_ names: [String]) {
    let present = Set(scene.settings.map(\.kind.name))
    let others = names.filter { !present.contains($0) }
    var newcomers = others.compactMap { OptimizerKind.named($0) }[...]
    var specs = scene.setup.optimizers.compactMap { spec in
      names.contains(spec.kind.name) ? spec : newcomers.popFirst().map { OptimizerSpec($0) }
    }
    specs += newcomers.map { OptimizerSpec($0) }
    guard !specs.isEmpty else { return }
    change { $0.optimizers = specs }
    show(step: playback.step)
  }
}
