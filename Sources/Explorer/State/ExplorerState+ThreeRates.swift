import Comparison
import Optimizers

/// Several rates of one optimizer in one race.
extension ExplorerState {
  /// Races the selected run at a third, once and three times its rate, in place of all runs; the
  /// selected one is the middle one then. Without a selection it is the first run, or the middle one
  /// of a race of three rates.
  mutating func raceThreeRates() {
    let own = scene.labels.prefix(scene.settings.count)
    let run = selection ?? own.firstIndex { $0.count == own.count && $0.rank == 1 } ?? 0
    let title = race.runs[run].settings.kind.title
    let plan = scene.settings[run].learningRate
    guard plan.rates.contains(where: { $0 > 0 }) else {
      notice = "a third of the rate 0 of \(title) is the same"
      return
    }
    let plans = [plan.thirded, plan, plan.tripled]
    guard plans.allSatisfy({ $0.rates.allSatisfy(\.isFinite) }) else {
      notice = "the rate of \(title) is too large to triple"
      return
    }
    guard canChangeRuns() else { return }
    let refusal = change { setup in
      setup.optimizers = plans.map { plan in
        var spec = setup.optimizers[run]
        spec.tune(to: plan)
        return spec
      }
    }
    guard refusal == nil, awaited == nil else { return }
    if !isComingBack { show(playback.position) }
    let rates = scene.labels.map { $0.distinctions.last ?? "" }
    notice = "\(title) at \(rates[0]), \(rates[1]) and \(rates[2])"
  }
}

extension LearningRatePlan {
  /// A third of every rate, to three digits.
  fileprivate var thirded: LearningRatePlan { changed { ($0 / 3).rounded(toDigits: 3) } }

  /// Three times every rate, to three digits.
  fileprivate var tripled: LearningRatePlan { changed { ($0 * 3).rounded(toDigits: 3) } }

  private func changed(_ change: (Double) -> Double) -> LearningRatePlan {
    LearningRatePlan(
      change(initial),
      changes: changes.map { Change(step: $0.step, rate: change($0.rate)) })
  }
}
