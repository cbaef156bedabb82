import Optimizers

/// One optimizer's results over the learning rates, or as many of them as are known yet.
public struct SweepCurve: Sendable {
  public let settings: RunSettings
  /// In the order of the rates, ascending; nil where the run is still to come.
  public internal(set) var points: [SweepPoint?]
  /// S, the range of the surface's loss.
  let lossRange: Double

  /// The rate with which the optimizer ends lowest, among those that are good; of several that end
  /// equally low, but for a billionth of the surface's range, the one that was there first.
  public var best: SweepPoint? {
    let good = points.compactMap(\.self).filter(\.isGood)
    guard let lowest = good.map(\.finalLoss).min() else { return nil }
    let even = good.filter { $0.finalLoss <= lowest + 1e-9 * max(lossRange, 0) }
    return even.min { $0.settledStep < $1.settledStep }
  }

  /// Where the optimizer begins to diverge: the lowest rate that does, and the one below it. Nil
  /// where none diverges, as far as is known.
  public var edge: StabilityEdge? {
    guard let first = points.firstIndex(where: { $0?.isDiverged == true }),
      let diverged = points[first]
    else { return nil }
    let below = points[..<first].last { $0 != nil } ?? nil
    return StabilityEdge(
      lastGood: below?.learningRate, firstDiverged: diverged.learningRate)
  }
}

/// Two neighbouring learning rates with the limit of stability in between.
public struct StabilityEdge: Hashable, Sendable {
  /// Nil where the lowest rate of all diverges already.
  public let lastGood: Double?
  public let firstDiverged: Double
}
