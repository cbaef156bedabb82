import Calculus
import Optimizers

/// Every optimizer with every learning rate: which rate is best, and where does each diverge?
///
///     var sweep = try LearningRateSweep(
///       objective: objective, start: start, settings: [gd, adam],
///       rates: RateRange.standard.rates, steps: 500, scales: scales)
///     sweep.complete()
///     sweep.curves[0].edge?.firstDiverged  // just over 2/λ for gd on a quadratic
///
/// The runs are those of a race, from the same start with the same seed. The rates are tried from
/// coarse to fine, so that the curves have their shape long before they are complete.
public struct LearningRateSweep: Experiment {
  /// Ascending.
  public let rates: [Double]
  /// How many steps each run makes.
  public let steps: Int
  /// One for each optimizer, in the order given.
  public private(set) var curves: [SweepCurve]
  public private(set) var completed = 0
  public var threads: Int
  /// How much is done at once; changes nothing in the result.
  var sliceLength: Int

  private let objective: any Objective
  private let start: Point
  private let scales: SurfaceScales
  private let trials: [Trial]
  /// The trials behind the completed ones that have begun.
  private var underWay: [Attempt] = []

  /// One run to make.
  private struct Trial {
    let curve: Int
    let rate: Int
    let settings: RunSettings
  }

  /// How far a trial has come.
  private enum Attempt {
    case fresh(Trial)
    case running(Trial, Run)
    /// Nil for a start where no run can begin, which `init` has ruled out.
    case done(Trial, SweepPoint?)

    var isDone: Bool { if case .done = self { true } else { false } }
  }

  /// - Parameters:
  ///   - objective: the loss.
  ///   - start: where every run begins.
  ///   - settings: the optimizers. Their own first learning rate is replaced; changes of it on the
  ///     way keep their ratio to it, and a schedule starts from each rate.
  ///   - rates: positive and finite.
  ///   - steps: of every run.
  ///   - scales: of the surface.
  ///   - threads: how many work at once.
  /// - Throws: `SweepError` for a start where no run can begin, or a rate that cannot be.
  public init(
    objective: any Objective, start: Point, settings: [RunSettings], rates: [Double], steps: Int,
    scales: SurfaceScales, threads: Int = processorCount
  ) throws(SweepError) {
    let rates = rates.sorted()
    self.objective = objective
    self.start = start
    self.rates = rates
    self.steps = steps
    self.scales = scales
    self.threads = threads
    sliceLength = stepsInSlice(on: objective)
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

  public var total: Int { trials.count }

  public mutating func advance() {
    if underWay.isEmpty {
      let count = max(threads, sliceLength / max(1, steps))
      underWay = trials[completed..<min(completed + count, trials.count)].map { .fresh($0) }
    }
    let share = max(1, sliceLength / max(1, underWay.count))
    underWay = concurrentMap(underWay, threads: threads) { [self] in advanced($0, by: share) }
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
    run.advance(to: min(run.step + count, steps))
    guard run.end != nil || run.step >= steps else { return .running(trial, run) }
    return .done(trial, SweepPoint(of: run, rate: rates[trial.rate], scales: scales))
  }
}

/// Why there is nothing to sweep.
public enum SweepError: Error, Hashable, Sendable {
  /// The loss or its gradient is not finite at the start.
  case start(StartError)
  case rate(HyperparameterError)
}

extension RunSettings {
  /// The same with another first learning rate, and later ones in proportion: what a sweep runs.
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
