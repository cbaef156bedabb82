import Calculus
import Experiments
import Landscape
import Optimizers

/// The experiments with a scene's loss, start and optimizers.
extension Scene {
  /// A sweep of the scene's optimizers over learning rates, of which nothing is known yet.
  ///
  ///     var sweep = try scene.sweep(steps: 500)
  ///     sweep.complete()
  ///     sweep.curves[0].best?.learningRate
  /// - Parameters:
  ///   - rates: the learning rates, positive and finite; `sweptRates()` where they are not given.
  ///   - steps: the number of steps of each run.
  ///   - budget: what each run may spend besides.
  /// - Throws: `SweepError` if a rate is negative or not finite.
  public func sweep(rates: [Double]? = nil, steps: Int, budget: Budget? = nil) throws(SweepError)
    -> LearningRateSweep
  {
    try LearningRateSweep(
      objective: objective, start: start, settings: settings, rates: rates ?? sweptRates(),
      steps: steps, budget: budget, scales: scales)
  }

  /// A sweep in which runs that differ only in their rates share a curve: the curves are those of
  /// `sweptRuns`, in their order.
  package func sharedSweep(rates: [Double], within budget: Budget) throws(SweepError)
    -> LearningRateSweep
  {
    try LearningRateSweep(
      objective: objective, start: start, settings: sweptRuns.map { settings[$0[0]] },
      rates: rates, steps: budget.clock == .steps ? budget.amount : Trajectory.stepLimit,
      budget: budget.clock == .steps ? nil : budget, scales: scales)
  }

  /// The runs that share each curve of a sweep, because they differ only in their rates.
  package var sweptRuns: [[Int]] {
    var groups: [(settings: RunSettings?, runs: [Int])] = []
    for (run, own) in settings.enumerated() {
      let common = try? own.starting(at: 1)
      if let common, let known = groups.firstIndex(where: { $0.settings == common }) {
        groups[known].runs.append(run)
      } else {
        groups.append((common, [run]))
      }
    }
    return groups.map(\.runs)
  }

  /// The gradient that optimizers are given against the exact one, at a point and over the domain; nil
  /// if they are given the exact one.
  public func gradientComparison(at point: Point) -> GradientComparison? {
    if setup.givenGradient == .exact { return nil }
    let parts = surface.gradientSummands(parameters)
    func summands(_ parts: [Surface.Summand]) -> [GradientComparison.Summand] {
      parts.map { text, function in GradientComparison.Summand(text) { function.value(at: $0) } }
    }
    return GradientComparison(
      of: objective, at: point, start: start,
      domain: (
        Point(domain.x.lowerBound, domain.y.lowerBound),
        Point(domain.x.upperBound, domain.y.upperBound)
      ), summands: (summands(parts.x), summands(parts.y)))
  }

  /// The exact gradient at a point against differences of losses.
  /// - Parameters:
  ///   - point: the point.
  ///   - isSingle: whether the differences are computed in single precision.
  public func gradientCheck(at point: Point, isSingle: Bool = false) -> GradientCheck {
    let function = function
    return GradientCheck(
      of: objective, at: point, start: start,
      single: isSingle ? { function.singleValue(at: $0) } : nil)
  }

  /// A map of the minima that an optimizer reaches, of which nothing is known yet.
  /// - Parameters:
  ///   - settings: the optimizer, such as one of `settings`.
  ///   - domain: the part of the plane that the map covers; the scene's where it is not given.
  ///   - width: the number of columns, at least 1.
  ///   - height: the number of rows, at least 1.
  ///   - limit: the largest number of steps of a run.
  public func basins(
    of settings: RunSettings, in domain: Domain? = nil, width: Int, height: Int, limit: Int
  ) -> BasinMap {
    BasinMap(
      objective: objective, settings: settings, domain: domain ?? self.domain, width: width,
      height: height, limit: limit, scales: scales, minima: surface.minima)
  }
}
