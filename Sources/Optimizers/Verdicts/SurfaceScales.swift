import Calculus

/// The sizes of a surface that verdicts measure by.
public struct SurfaceScales: Hashable, Sendable {
  /// The domain's corner of least x and y.
  public let lower: Point
  /// The domain's corner of greatest x and y.
  public let upper: Point
  /// S: how far the loss ranges over the domain, without its most extreme 5 % at either end.
  public let lossRange: Double
  /// The lowest stated minimum's loss, else the lowest loss known of the domain.
  public let lowestLoss: Double
  /// Whether `lowestLoss` is a minimum that the surface states to have, so that a minimum reached
  /// can be called the global one or a local one.
  public let statesMinima: Bool

  public init(
    lower: Point, upper: Point, lossRange: Double, lowestLoss: Double, statesMinima: Bool = false
  ) {
    self.lower = lower
    self.upper = upper
    self.lossRange = lossRange
    self.lowestLoss = lowestLoss
    self.statesMinima = statesMinima
  }

  /// D.
  public var shorterSide: Double { min(upper.x - lower.x, upper.y - lower.y) }

  public func contains(_ point: Point) -> Bool { isWithin(domains: 1, point) }

  /// Whether a point lies in a box about the domain's middle so many times as wide and high.
  func isWithin(domains factor: Double, _ point: Point) -> Bool {
    let offset = (point - (lower + upper) / 2).magnitudes
    let reach = factor / 2 * (upper - lower)
    return offset.x <= reach.x && offset.y <= reach.y
  }
}

extension SurfaceScales {
  /// S, or 1 where a surface has none.
  var range: Double { lossRange > 0 && lossRange.isFinite ? lossRange : 1 }

  /// The gradient norm that makes S over D.
  var unitGradient: Double { range / shorterSide }

  /// The curvature that makes S over D².
  var unitCurvature: Double { range / (shorterSide * shorterSide) }
}
