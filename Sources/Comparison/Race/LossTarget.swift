import Landscape
import RealModule

/// The loss that the runs of a race are to get under, and stay under.
///
///     let scene = try Scene(Setup(surface: rosenbrock))
///     scene.target.loss  // 0.01: about a thousandth of the way from the minimum to the start
public struct LossTarget: Hashable, Sendable {
  /// The loss itself.
  public let loss: Double
  /// How far it is above the lowest known loss, a power of ten; nil if the target was chosen.
  public let excess: Double?

  /// A target that somebody has chosen.
  public init(_ loss: Double) {
    self.loss = loss
    excess = nil
  }

  /// A target at a height above the lowest loss.
  init(excess: Double, above lowest: Double) {
    loss = lowest + excess
    self.excess = excess
  }

  /// A target for a start: the power of ten at or below a thousandth of the height from which the
  /// runs come down, or a twentieth where the noise of samples is in the way of anything closer.
  /// - Parameters:
  ///   - start: the loss at the start.
  ///   - lowest: the lowest known loss.
  ///   - range: the range of losses over the surface, for a start that is as low as the lowest.
  ///   - isOnData: whether gradients may be those of samples of a data set.
  init(start: Double, lowest: Double, range: Double, isOnData: Bool = false) {
    let height = start - lowest
    let way = height > 0 && height.isFinite ? height : range
    guard way > 0, way.isFinite else {
      (loss, excess) = (lowest, 0)
      return
    }
    // The text of a power of ten is read as the nearest double; the function may miss it.
    let power = Int((Double.log10(way) - (isOnData ? 1.3 : 3) + 1e-9).rounded(.down))
    let excess = Double("1e\(power)") ?? 0
    self.excess = excess
    loss = lowest + excess
  }
}

extension Scene {
  /// What the runs race to: the loss that the setup chooses, else one that follows from the height
  /// of the start above the lowest known loss.
  public var target: LossTarget {
    setup.target.map { LossTarget($0) } ?? automaticTarget
  }

  /// The target that follows from the height of the start above the lowest known loss.
  package var automaticTarget: LossTarget {
    let start = race.runs.first?.trajectory.loss(0) ?? function.value(at: self.start)
    return LossTarget(
      start: start, lowest: lowest?.value ?? start, range: scales.lossRange,
      isOnData: function.rowCount != nil)
  }
}
