import Calculus
import Experiments
import Landscape
import Optimizers

/// Every optimizer of a scene with every value of a parameter of its surface: when is it under the
/// target?
///
///     let kappa = try #require(scene.surface.parameters.first)
///     let range = try #require(ParameterRange(over: kappa, from: 50, to: 400, points: 4))
///     var sweep = scene.parameterSweep(over: range)
///     sweep.complete()
///     sweep.curves[0].known.map(\.arrival)  // 92, 185, 370, 742
///
/// A rate that is right for one value is wrong for another. Each optimizer keeps the ratio of its
/// rate to the automatic one: with gd at 1.8 times that, it is 1.8/kappa for every kappa. Or each has
/// its best rate for each value. A run ends when it has been under the target for as long again as it
/// took to get there.
package struct ParameterSweep: Experiment {
  package let range: ParameterRange
  /// The loss, at the parameter's value in the scene; where it is so far above the lowest known loss,
  /// it is that far above the lowest one for each value.
  package let target: LossTarget
  /// What each run may spend.
  package let limit: Budget
  /// Whether each optimizer has its best rate for each value.
  package let isTuned: Bool
  /// The results of each optimizer, in the order of the scene.
  package private(set) var curves: [ParameterCurve]
  package var threads: Int

  private let setup: Setup
  /// The ratio of each run's rate to the automatic one.
  private let ratios: [Double]
  /// The indices of the values, from coarse to fine.
  private let order: [Int]
  /// The number of values that are done.
  private var done = 0
  private var work = Work.none

  /// What is done for the present value.
  private enum Work: Sendable {
    case none
    /// Finds the best rate of each optimizer.
    case tuning(Scene, [LearningRateSweep])
    case running([ParameterRun])
  }

  /// Parts of the work for one value.
  private static let parts = 1000
  /// The longest runs whose final losses decide which rate is best.
  private static let tuningSteps = 2000
  /// The tenths of a decade around the automatic rate among which the best is found.
  private static let tenths = -20...15

  init(over range: ParameterRange, of scene: Scene, within limit: Budget, isTuned: Bool) {
    self.range = range
    self.limit = limit
    self.isTuned = isTuned
    target = scene.target
    threads = Threads.available
    var setup = scene.setup
    setup.start = scene.start
    self.setup = setup
    ratios = scene.rateRatios
    curves = scene.settings.map {
      ParameterCurve(settings: $0, points: Array(repeating: nil, count: range.values.count))
    }
    order = CoarseOrder.row(range.values.count)
  }

  package var total: Int { order.count * Self.parts }

  package var completed: Int {
    func share(_ done: Int, of all: Int) -> Int { Self.parts / 2 * done / max(1, all) }
    let part =
      switch work {
      case .none: 0
      case .tuning(_, let sweeps):
        share(sweeps.reduce(0) { $0 + $1.completed }, of: sweeps.reduce(0) { $0 + $1.total })
      case .running(let attempts):
        Self.parts / 2 + share(attempts.count { $0.isDone }, of: attempts.count + 1)
      }
    return done * Self.parts + part
  }

  package mutating func advance() {
    guard done < order.count else { return }
    let present = work
    // Released, so that it is changed in its place.
    work = .none
    switch present {
    case .none: begin()
    case .tuning(let scene, var sweeps):
      if let next = sweeps.firstIndex(where: { !$0.isComplete }) {
        sweeps[next].threads = threads
        sweeps[next].advance()
        work = .tuning(scene, sweeps)
      } else {
        run(scene, rates: sweeps.map { $0.curves[0].best?.learningRate })
      }
    case .running(var attempts):
      let limit = limit
      attempts.concurrentUpdate(threads: threads) { $0.advance(within: limit) }
      if attempts.allSatisfy(\.isDone) { finish(attempts) } else { work = .running(attempts) }
    }
  }

  /// The rate of each run for any value, nil where it fails; with the best rates those for the nearest
  /// value. Nil where nothing can be raced.
  package func rates(at value: Double) -> [Double?]? {
    if isTuned {
      return curves.map { curve in
        let known = curve.known
        let place = range.place(of: value)
        return known.min {
          abs(range.place(of: $0.value) - place) < abs(range.place(of: $1.value) - place)
        }?.learningRate
      }
    }
    var setup = setup
    setup.parameters[range.name] = value
    return (try? Scene(setup)).map { rates(in: $0) }
  }

  private func rates(in scene: Scene) -> [Double] {
    zip(scene.automaticRates, ratios).map { ($0 * $1).rounded(toDigits: 9) }
  }

  private var value: Double { range.values[order[done]] }

  /// Begins with the next value.
  private mutating func begin() {
    var setup = setup
    setup.parameters[range.name] = value
    guard let scene = try? Scene(setup) else { return finish([]) }
    guard isTuned else { return run(scene, rates: rates(in: scene)) }
    let automatic = scene.automaticRates
    let steps = limit.clock == .steps ? min(limit.amount, Self.tuningSteps) : Self.tuningSteps
    let sweeps = zip(scene.settings, automatic).compactMap { settings, automatic in
      try? LearningRateSweep(
        objective: scene.objective, start: scene.start, settings: [settings],
        rates: Self.tenths.map { (automatic * .onScale(tenths: $0)).rounded(toDigits: 9) },
        steps: steps,
        budget: limit.clock == .steps ? nil : limit, scales: scene.scales)
    }
    work = sweeps.count == automatic.count ? .tuning(scene, sweeps) : .none
    if case .none = work { finish([]) }
  }

  /// Begins the runs for the present value; a rate that is nil fails.
  private mutating func run(_ scene: Scene, rates: [Double?]) {
    let target = scene.target(like: target)
    work = .running(
      rates.enumerated().compactMap { index, rate -> ParameterRun? in
        guard let rate, let settings = try? scene.settings[index].starting(at: rate),
          let run = try? Run(objective: scene.objective, start: scene.start, settings: settings)
        else { return nil }
        return ParameterRun(index: index, run: run, target: target, scales: scene.scales)
      })
  }

  /// Keeps the results for the present value.
  private mutating func finish(_ attempts: [ParameterRun]) {
    for attempt in attempts {
      curves[attempt.index].points[order[done]] = attempt.point(for: value, within: limit)
    }
    done += 1
  }
}

extension Scene {
  /// A sweep over a parameter, of which nothing is known yet.
  /// - Parameters:
  ///   - limit: what each run may spend.
  ///   - isTuned: whether each optimizer has its best rate for each value.
  package func parameterSweep(
    over range: ParameterRange, within limit: Budget? = nil, isTuned: Bool = false
  ) -> ParameterSweep {
    ParameterSweep(
      over: range, of: self, within: limit ?? ParameterSweep.usualLimit(in: self),
      isTuned: isTuned)
  }

  /// The automatic rate of each optimizer, whatever rates were requested.
  fileprivate var automaticRates: [Double] {
    let steepness = Steepness(of: function, domain: domain, start: start)
    return settings.map { steepness.rate(for: $0.kind.family($0.hyperparameters)) }
  }

  /// The ratio of each run's rate to the automatic one, without the last digits, which differ with
  /// every value of a parameter.
  package var rateRatios: [Double] {
    zip(settings, automaticRates).map { ($0.learningRate.initial / $1).rounded(toDigits: 7) }
  }

  /// The target of another scene, as far above the lowest loss of this one.
  fileprivate func target(like other: LossTarget) -> LossTarget {
    guard let excess = other.excess, let lowest else { return other }
    return LossTarget(excess: excess, above: lowest.value)
  }
}

extension ParameterSweep {
  /// What runs may spend unless something else is requested: 20,000 steps of the dearest one.
  package static func usualLimit(in scene: Scene, on clock: RaceClock = .steps) -> Budget {
    Budget(20_000 * scene.greatestCost(on: clock), of: clock)
  }
}
