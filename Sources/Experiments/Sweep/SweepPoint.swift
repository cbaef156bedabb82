import Calculus
import Optimizers

/// What one optimizer made of one learning rate.
public struct SweepPoint: Hashable, Sendable {
  public let learningRate: Double
  /// The steps made: fewer than asked for where the run ended early.
  public let steps: Int
  /// The loss at the last point that is finite, also of a run that diverged.
  public let finalLoss: Double
  /// The lowest loss on the way, and the last step that had it.
  public let bestLoss: Double
  public let bestStep: Int
  /// The first step after which less than a millionth of the way down to the best loss was left.
  public let settledStep: Int
  public let verdict: Verdict

  /// - Parameter rate: the first one of the run, as the sweep lists it.
  init(of run: Run, rate: Double, scales: SurfaceScales) {
    let path = run.trajectory
    learningRate = rate
    steps = path.lastStep
    finalLoss = path.loss(path.lastStep)
    bestStep = path.lowestRow(upTo: path.lastStep)
    bestLoss = path.loss(bestStep)
    let nearlyBest = bestLoss + 1e-6 * (path.loss(0) - bestLoss)
    settledStep = (0...bestStep).first { path.loss($0) <= nearlyBest } ?? bestStep
    verdict = Verdict(of: run, upTo: path.lastStep, scales: scales)
  }

  public var isDiverged: Bool { verdict.name == "diverged" }

  /// Whether the run neither diverged nor ended where the loss is undefined.
  public var isGood: Bool { !isDiverged && verdict.name != "undefined" }
}
