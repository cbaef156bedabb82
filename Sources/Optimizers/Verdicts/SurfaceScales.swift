import Calculus

/// The sizes of a surface that verdicts measure by.
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
  /// The lowest stated minimum's loss, else the lowest loss known of the domain.
  public let lowestLoss: Double
  /// Whether `lowestLoss` is a minimum that the surface states to have, so that a minimum reached
  /// can be called the global one or a local one.
  public let statesMinima: Bool

  /// The scales as they are given; `bottomRange` is a twentieth of S where it is not.
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
  /// S, or the range of the bottom where that is larger, as round a hole that is a point of the
  /// map; 1 where a surface has none.
  var wholeRange: Double {
    let range = max(lossRange, bottomRange)
    return range > 0 && range.isFinite ? range : 1
  }

  /// What losses, gradients and curvatures are measured by where a run may be at rest: S, but no more
  /// than a hundred times what the bottom ranges over. Walls make S so large that anything on them
  /// is nothing beside it.
  var range: Double {
    bottomRange > 0 && bottomRange.isFinite ? min(wholeRange, 100 * bottomRange) : wholeRange
  }

  /// What is left to gain where a minimum is reached, at most: a hundred-millionth of S, but between a
  /// millionth and a ten-thousandth of what the bottom ranges over.
  var reachedGain: Double {
    guard bottomRange > 0, bottomRange.isFinite else { return 1e-8 * wholeRange }
    return max(1e-6 * bottomRange, min(1e-8 * wholeRange, 1e-4 * bottomRange))
  }

  /// The gradient norm that makes S over D.
  var unitGradient: Double { range / shorterSide }

  /// The curvature that makes S over D².
  var unitCurvature: Double { range / (shorterSide * shorterSide) }

  /// Whether a gradient is nothing by the scales of the surface.
  func isStill(_ gradientNorm: Double) -> Bool { gradientNorm <= 1e-5 * unitGradient }
}
