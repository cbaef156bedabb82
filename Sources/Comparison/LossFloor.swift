import Calculus
import Landscape
import Optimizers

/// What losses are drawn above: the lowest one that is known or was met.
package struct LossFloor: Hashable, Sendable {
  package let value: Double
  /// Whether it is the minimum that the surface states.
  package let isStated: Bool

  package init(value: Double, isStated: Bool) {
    self.value = value
    self.isStated = isStated
  }

  /// The lowest loss of a surface within a domain, stated or found by going down on the map; nil
  /// where there is none.
  /// - Parameter lowestKnown: the lowest of the losses that the function goes through, if it is a model of
  ///   the surface's: its own lowest place is at about the right height.
  init?(
    of surface: Surface, function: any LossFunction, domain: Domain, scales: SurfaceScales,
    lowestKnown: Double? = nil
  ) {
    if !surface.minima.isEmpty {
      self.init(value: scales.lowestLoss, isStated: true)
      return
    }
    guard let lowest = LowestLoss(of: function, domain: domain) else { return nil }
    // Losses that go down towards 0 and do not reach it, or reach it but for rounding.
    let share = lowest.isMinimum && lowestKnown == nil ? 1e-12 : 1e-3
    // A model swings below losses that are never negative.
    let height = lowestKnown ?? -1 >= 0 ? max(lowest.value, 0) : lowest.value
    let isNearZero = height >= 0 && height <= share * scales.lossRange
    self.init(value: isNearZero ? 0 : height, isStated: false)
  }
}

extension Scene {
  /// The lowest loss that is known, or that a run of a race has met. For a run that decreases without
  /// bound it is at most the map's own range of losses below the known one, as all other curves would
  /// be flat otherwise.
  package func lossFloor(of race: Race) -> LossFloor {
    lossFloor(met: race.runs.map { $0.trajectory.loss($0.trajectory.lowestRow(upTo: $0.step)) })
  }

  /// - Parameter losses: those that were met, in any order.
  package func lossFloor(met losses: [Double]) -> LossFloor {
    let met = losses.filter(\.isFinite).min() ?? .infinity
    guard let known = self.lowest else {
      return LossFloor(value: met.isFinite ? met : 0, isStated: false)
    }
    let range = scales.lossRange
    // At a minimum rounding may put a value a little below it.
    guard met < known.value - 1e-9 * max(known.value.magnitude, range) else { return known }
    return LossFloor(value: max(met, known.value - range), isStated: false)
  }
}
