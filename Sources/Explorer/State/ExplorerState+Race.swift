import Calculus
import Comparison
import Landscape
import Optimizers

/// Changes of the race: rates, starts, seeds, optimizers, surfaces.
extension ExplorerState {
  /// Races a changed setup up to the step on the screen. If it cannot be raced, only the notice
  /// changes.
  /// - Parameters:
  ///   - dial: the dial being turned: undo treats consecutive turns of one dial as one change.
  ///   - replaced: the replaced paths that stay visible.
  ///   - startsOver: whether the race begins again at its start, with the whole map visible.
  ///   - edit: changes the setup.
  /// - Returns: the reason for a refusal; nil on success.
  @discardableResult
  mutating func change(
    of dial: Dial.ID? = nil, leaving replaced: Contest.Ghosts = .none, startsOver: Bool = false,
    _ edit: (inout Setup) throws(SetupError) -> Void
  ) -> SetupError? {
    // What waits for answers is changed further.
    var setup = awaited?.setup ?? scene.setup
    do throws(SetupError) { try edit(&setup) } catch {
      notice = error.message
      return error
    }
    return take(
      AwaitedChange(setup: setup, dial: dial, replaced: replaced, startsOver: startsOver))
  }

  /// Makes a change, or keeps it until the answers that it needs have come.
  @discardableResult
  mutating func take(_ change: AwaitedChange) -> SetupError? {
    let position = change.startsOver ? 0 : playback.moment
    let isOpening = isOpening
    awaited = nil
    do throws(SetupError) {
      let isMade = try contest.change(
        to: change.setup, of: change.dial, at: position, viewport: &sight.viewport,
        leaving: change.replaced, startsOver: change.startsOver)
      if !isMade {
        awaited = change
      } else {
        comeBack(to: position)
      }
      if isMade, isOpening {
        selection = opening?.selection
        opening = nil
      }
    } catch {
      notice = error.message
      if isOpening { opening?.refusal = error }
      return error
    }
    return nil
  }

  /// Whether single runs can be changed; if not, the notice says why. While other optimizers wait for
  /// answers, those on the screen are not theirs.
  mutating func canChangeRuns() -> Bool {
    guard let waiting = awaited?.setup.optimizers,
      waiting.map(\.kind.name) != scene.setup.optimizers.map(\.kind.name)
    else { return true }
    notice = "other optimizers wait for their losses"
    return false
  }

  mutating func undo() {
    awaited = nil
    let moment = playback.moment
    let change = contest.undo(at: moment, viewport: &sight.viewport, runs: home)
    comeBack(to: moment)
    notice = change.map { "undone: \($0)" } ?? "nothing to undo"
  }

  mutating func redo() {
    awaited = nil
    let moment = playback.moment
    let change = contest.redo(at: moment, viewport: &sight.viewport, runs: home)
    comeBack(to: moment)
    notice = change.map { "redone: \($0)" } ?? "nothing to redo"
  }

  /// Multiplies the rates of the selected runs by 10^(tenths/10).
  mutating func scaleLearningRates(tenths: Int) {
    changeLearningRates { $0.movedOnScale(tenths: tenths) }
  }

  /// Gives the selected runs new rates, from the start or from the current step.
  mutating func changeLearningRates(of dial: Dial.ID? = nil, _ change: (Double) -> Double) {
    let (contest, position) = (contest, playback.moment)
    tune(of: dial) { run in
      let step = contest.dueStep(of: run, at: position)
      let plan = contest.scene.settings[run].learningRate
      let rate = change(plan.rate(forStep: step + 1))
      return contest.isBranching ? plan.branching(at: step, to: rate) : LearningRatePlan(rate)
    }
  }

  /// Gives the selected runs other plans and shows the results at once, with the replaced paths as
  /// ghosts.
  /// - Parameter plan: the plan of a run; nil to keep its current one.
  mutating func tune(of dial: Dial.ID? = nil, _ plan: (Int) -> LearningRatePlan?) {
    guard canChangeRuns() else { return }
    let runs = changeableRuns
    change(of: dial, leaving: .of(runs)) { setup in
      for run in runs {
        if let plan = plan(run) { setup.optimizers[run].tune(to: plan) }
      }
    }
  }

  mutating func moveStart(to point: Point) {
    if let refusal = refusal(of: .typeStart) {
      notice = refusal
    } else if change({ $0.start = point }) == nil {
      reportStart()
    } else if scene.function.offGrid(at: point) == nil {
      // Off a grid the reason is told already.
      notice = "the loss or its gradient is undefined there"
    }
  }

  mutating func reportStart() {
    let start = awaited?.setup.start ?? scene.start
    notice = "start (\(start.x.readable(digits: 4)), \(start.y.readable(digits: 4)))"
  }

  /// Draws other random numbers; the paths of the old seed stay visible for comparison.
  mutating func changeSeed(to seed: UInt64, dial: Dial.ID? = nil) {
    let stochastic = scene.settings.indices.filter { scene.settings[$0].isStochastic }
    change(of: dial, leaving: .only(stochastic)) { $0.seed = seed }
    notice = "seed \(seed)"
  }

  /// Races other optimizers on the same surface. Those that stay keep their rates; newcomers take
  /// the places and colours of those that leave, so that the rest keep theirs.
  mutating func race(_ names: [String]) {
    let present = Set(scene.settings.map(\.kind.name))
    let others = names.filter { !present.contains($0) }
    var newcomers = others.compactMap { OptimizerKind.named($0) }[...]
    var specs = scene.setup.optimizers.compactMap { spec in
      names.contains(spec.kind.name) ? spec : newcomers.popFirst().map { OptimizerSpec($0) }
    }
    specs += newcomers.map { OptimizerSpec($0) }
    guard !specs.isEmpty || scene.setup.hasRecordings else { return }
    change { $0.optimizers = specs }
    if !isComingBack { show(playback.position) }
  }
}

/// A change of the race that waits for answers.
struct AwaitedChange: Sendable {
  var setup: Setup
  let dial: Dial.ID?
  let replaced: Contest.Ghosts
  let startsOver: Bool
}
