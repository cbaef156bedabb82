/// The sizes by which the gradients, steps and losses of a surface count as large or small.
///
/// A plain value: `Surface.scales()` in Landscape measures it, and verdicts in Optimizers go by it.
public struct SurfaceScales: Hashable, Sendable {
  /// The domain's corner of least x and y.
  public let lower: Point
  /// The domain's corner of greatest x and y.
  public let upper: Point
  /// S: how far the loss ranges over the domain, without its most extreme 5 % at either end.
  public let lossRange: Double
  /// How far the lowest 5 % of the domain range: what the loss makes about its lowest. Beside walls
  /// it is a tiny part of S.
  public let bottomRange: Double
  /// f_low: the lowest stated minimum's loss, else the lowest loss known of the domain.
  public let lowestLoss: Double
  /// Whether `lowestLoss` is a minimum that the surface states to have, so that a minimum reached
  /// can be called the global one or a local one.
  public let statesMinima: Bool

  /// The scales with given values; `Surface.scales()` measures them.
  /// - Parameters:
  ///   - lower: the domain's corner of least x and y.
  ///   - upper: the domain's corner of greatest x and y.
  ///   - lossRange: S, positive and finite.
  ///   - bottomRange: the range of the lowest 5 % of the domain; a twentieth of S by default.
  ///   - lowestLoss: f_low, finite.
  ///   - statesMinima: whether `lowestLoss` is a minimum that the surface states.
  public init(
    lower: Point, upper: Point, lossRange: Double, bottomRange: Double? = nil, lowestLoss: Double,
    statesMinima: Bool = false
  ) {
    self.lower = lower
    self.upper = upper
    self.lossRange = lossRange
    self.bottomRange = bottomRange ?? lossRange / 20
    self.lowestLoss = lowestLoss
    self.statesMinima = statesMinima
  }

  /// D: the shorter side of the domain.
  public var shorterSide: Double { min(upper.x - lower.x, upper.y - lower.y) }

  /// Whether a point lies in the domain or on its edge; false for NaN.
  public func contains(_ point: Point) -> Bool { isWithin(domains: 1, point) }

  /// Whether a point lies in a box around the domain's middle that is `factor` times as wide and
  /// high; false for NaN.
  package func isWithin(domains factor: Double, _ point: Point) -> Bool {
    let offset = point - (lower + upper) / 2
    let reach = factor / 2 * (upper - lower)
    return abs(offset.x) <= reach.x && abs(offset.y) <= reach.y
  }
}
