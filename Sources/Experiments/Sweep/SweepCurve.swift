import Calculus
import Optimizers

/// One optimizer's results over the learning rates, as far as they are known.
public struct SweepCurve: Sendable {
  /// The settings of the optimizer, with their own learning rate.
  public let settings: RunSettings
  /// The results in the order of the rates, ascending; nil for runs that are not done.
  public internal(set) var points: [SweepPoint?]
  /// S, the range of the surface's loss.
  let lossRange: Double

  /// The good result with the lowest final loss; of several that end equally low, up to a billionth
  /// of the surface's range, the one that settled first.
  public var best: SweepPoint? {
    let good = points.compactMap(\.self).filter(\.isGood)
    guard let lowest = good.map(\.finalLoss).min() else { return nil }
    let even = good.filter { $0.finalLoss <= lowest + 1e-9 * max(lossRange, 0) }
    return even.min { $0.settledStep < $1.settledStep }
  }

  /// The lowest rate that diverges, and the highest ones below it; nil if no rate is known to diverge.
  public var edge: StabilityEdge? {
    guard let first = points.firstIndex(where: { $0?.isDiverged == true }),
      let diverged = points[first]
    else { return nil }
    let below = points[..<first].compactMap(\.self)
    let good = below.last { settings.isStochastic || $0.finalLoss <= $0.startLoss }
    return StabilityEdge(
      lastGood: good?.learningRate, lastBounded: below.last?.learningRate,
      firstDiverged: diverged.learningRate)
  }
}

/// Neighbouring learning rates with the limit of stability between them.
public struct StabilityEdge: Hashable, Sendable {
  /// The highest rate below the limit; nil if there is none. At the end of its run the loss is not higher
  /// than at the start, unless the run is stochastic.
  public let lastGood: Double?
  /// The highest rate below `firstDiverged`; nil if there is none. Just over the limit a run climbs so
  /// slowly that it has not diverged yet.
  public let lastBounded: Double?
  /// The lowest rate that diverges.
  public let firstDiverged: Double
}

/// One optimizer's result with one learning rate.
public struct SweepPoint: Hashable, Sendable {
  /// The first learning rate of the run.
  public let learningRate: Double
  /// The number of steps made, fewer than asked for if the run ended early.
  public let steps: Int
  /// The loss at the start.
  let startLoss: Double
  /// The loss at the last finite point, even if the run diverged.
  public let finalLoss: Double
  /// The lowest loss on the way.
  public let bestLoss: Double
  /// The last step that had the lowest loss.
  public let bestStep: Int
  /// The first step after which less than a millionth of the way down to the best loss was left.
  public let settledStep: Int
  /// The verdict on the run at its end.
  public let verdict: Verdict

  /// - Parameter rate: the first learning rate of the run, as the sweep lists it.
  init(of run: Run, rate: Double, scales: SurfaceScales) {
    let path = run.trajectory
    learningRate = rate
    steps = path.lastStep
    startLoss = path.loss(0)
    finalLoss = path.loss(path.lastStep)
    bestStep = path.lowestRow(upTo: path.lastStep)
    bestLoss = path.loss(bestStep)
    let nearlyBest = bestLoss + 1e-6 * (startLoss - bestLoss)
    settledStep = (0...bestStep).first { path.loss($0) <= nearlyBest } ?? bestStep
    verdict = run.verdict(scales: scales)
  }

  /// Whether the run diverged.
  public var isDiverged: Bool { verdict.name == "diverged" }

  /// Whether the run neither diverged nor ended because the loss is undefined.
  public var isGood: Bool { !isDiverged && verdict.name != "undefined" }
}
