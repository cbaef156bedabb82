import Calculus

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
