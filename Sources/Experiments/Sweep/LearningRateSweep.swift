import Calculus
import Optimizers

/// Every optimizer with every learning rate: which rate is best, and where does each diverge?
///
/// On x² + 2y², whose largest curvature λ is 4, gradient descent diverges for rates over 2/λ = 0.5:
///
///     let gd = try RunSettings(.gd, learningRate: 0.1)
///     var sweep = try LearningRateSweep(
///       objective: objective, start: Point(5, 3), settings: [gd], steps: 500, scales: scales)
///     sweep.complete()
///     sweep.curves[0].edge  // lastGood: 0.398…, firstDiverged: 0.501…
///
/// The runs are those of a race, from the same start with the same seed. The rates are tried from
/// coarse to fine, so that the curves have their shape long before they are complete.
public struct LearningRateSweep: Experiment {
  /// The learning rates, ascending.
  public let rates: [Double]
  /// The number of steps of each run.
  public let steps: Int
  /// What each run may spend, if that is limited besides its steps: so that each optimizer is judged by
  /// what it makes of the same rows or evaluations.
  public let budget: Budget?
  /// The results of each optimizer, in the order given.
  public private(set) var curves: [SweepCurve]
  /// The number of runs that are done.
  public private(set) var completed = 0
  /// The number of threads that work on a slice; at least 1.
  public var threads: Int
  /// The number of steps in a slice; it changes nothing in the result.
  var sliceLength: Int

  private let objective: any Objective
  private let start: Point
  private let scales: SurfaceScales
  private let trials: [Trial]
  /// The trials after the completed ones that have begun.
  private var underWay: [Attempt] = []

  /// A run to make.
  private struct Trial {
    let curve: Int
    let rate: Int
    let settings: RunSettings
  }

  /// The progress of a trial.
  private enum Attempt {
    case fresh(Trial)
    case running(Trial, Run)
    /// Nil if no run can begin at the start, which `init` has ruled out.
    case done(Trial, SweepPoint?)

    var isDone: Bool { if case .done = self { true } else { false } }
  }

  /// Makes a sweep of which nothing is known yet.
  /// - Parameters:
  ///   - objective: the loss.
  ///   - start: the point where every run begins.
  ///   - settings: the optimizers. Their first learning rate is replaced; later changes of it keep
  ///     their ratio to it, and a schedule starts from each rate.
  ///   - rates: the learning rates, positive and finite, in any order; ten to a decade from 1e-4 to 1 by
  ///     default.
  ///   - steps: the number of steps of each run.
  ///   - budget: what each run may spend besides: it ends at the last step that fits.
  ///   - scales: the scales of the surface.
  ///   - threads: the number of threads that work on a slice; at least 1.
  /// - Throws: `SweepError` if no run can begin at the start, or a rate is negative or not finite.
  public init(
    objective: any Objective, start: Point, settings: [RunSettings],
    rates: [Double] = RateRange.standard.rates, steps: Int, budget: Budget? = nil,
    scales: SurfaceScales, threads: Int = Threads.available
  ) throws(SweepError) {
    let rates = rates.sorted()
    self.objective = objective
    self.start = start
    self.rates = rates
    self.steps = steps
    self.budget = budget
    self.scales = scales
    self.threads = objective.takesTime ? 1 : threads
    sliceLength = objective.stepsInSlice
    curves = settings.map {
      SweepCurve(
        settings: $0, points: Array(repeating: nil, count: rates.count),
        lossRange: scales.lossRange)
    }
    var trials: [Trial] = []
    for rate in CoarseOrder.row(rates.count) {
      for (curve, each) in settings.enumerated() {
        do throws(HyperparameterError) {
          let settings = try each.starting(at: rates[rate])
          trials.append(Trial(curve: curve, rate: rate, settings: settings))
        } catch {
          throw .rate(error)
        }
      }
    }
    self.trials = trials
    do throws(StartError) {
      if let first = settings.first {
        _ = try Run(objective: objective, start: start, settings: first)
      }
    } catch {
      throw .start(error)
    }
  }

  /// The number of runs: one for each optimizer and rate.
  public var total: Int { trials.count }

  /// Makes the next steps of the runs, about a millisecond's work.
  public mutating func advance() {
    if underWay.isEmpty {
      let count =
        objective.takesTime
        ? objective.runsTogether : max(threads, sliceLength / max(1, steps))
      underWay = trials[completed..<min(completed + count, trials.count)].map { .fresh($0) }
    }
    let share = objective.takesTime ? 1 : max(1, sliceLength / max(1, underWay.count))
    underWay = underWay.concurrentMap(threads: threads) { [self] in advanced($0, by: share) }
    guard underWay.allSatisfy(\.isDone) else { return }
    for case .done(let trial, let point) in underWay {
      curves[trial.curve].points[trial.rate] = point
    }
    completed += underWay.count
    underWay = []
  }

  private func advanced(_ attempt: Attempt, by count: Int) -> Attempt {
    let trial: Trial
    var run: Run
    switch attempt {
    case .done: return attempt
    case .running(let known, let running): (trial, run) = (known, running)
    case .fresh(let fresh):
      let settings = fresh.settings
      guard let new = try? Run(objective: objective, start: start, settings: settings) else {
        return .done(fresh, nil)
      }
      (trial, run) = (fresh, new)
    }
    let next = min(run.step + count, steps)
    if let budget {
      run.advance(within: budget, steps: next)
    } else {
      run.advance(to: next)
    }
    guard run.end != nil || run.step >= steps || budget.map(run.hasUsedUp) == true else {
      return .running(trial, run)
    }
    return .done(trial, SweepPoint(of: run, rate: rates[trial.rate], scales: scales))
  }
}

/// The reason why a sweep cannot be made.
public enum SweepError: Error, Hashable, Sendable {
  /// The loss or its gradient is not finite at the start.
  case start(StartError)
  /// A learning rate is negative or not finite.
  case rate(HyperparameterError)
}

extension RunSettings {
  /// The same settings with another first learning rate, and later ones in proportion.
  /// - Throws: `HyperparameterError` where a rate is negative or not finite.
  public func starting(at rate: Double) throws(HyperparameterError) -> RunSettings {
    let initial = learningRate.initial
    let factor = initial > 0 ? rate / initial : 1
    let changes = learningRate.changes.map {
      LearningRatePlan.Change(step: $0.step, rate: $0.rate * factor)
    }
    var settings = self
    try settings.setLearningRate(LearningRatePlan(rate, changes: changes))
    return settings
  }
}
