import Landscape

/// How high a loss stands on a relief: level by level, as in the legend.
///
/// Every band is equally high, so that the contour lines are evenly spaced terraces whatever the
/// levels are, and a few huge losses do not flatten the rest. Between the levels it is a monotone
/// cubic (Fritsch and Carlson 1980), for slopes without kinks.
struct HeightScale: Sendable {
  /// Heights in bands: whole numbers are the thresholds, the integer part is the band.
  let range: ClosedRange<Double>
  private let lowest: Double
  private let span: Double
  /// Losses as fractions of the range, and the heights and slopes there.
  private let knots: [Double]
  private let heights: [Double]
  private let slopes: [Double]

  /// The lowest and the highest band may be this much higher than others, where they hold more.
  private static let endBands = 0.1...1.5

  /// - Parameter losses: the least and the largest loss shown; nil where there is none.
  init(levels: ContourLevels, losses: ClosedRange<Double>?) {
    let thresholds = levels.thresholds
    let limit = 1e300
    lowest = max(losses?.lowerBound ?? 0, -limit)
    let highest = min(losses?.upperBound ?? 0, limit)
    span = highest - lowest
    guard span > 0, let first = thresholds.first, let last = thresholds.last,
      first > lowest, last <= highest
    else {
      (knots, heights, slopes, range) = ([], [], [], 0...1)
      return
    }
    let count = thresholds.count
    let gaps = zip(thresholds, thresholds.dropFirst()).map { $1 - $0 }
    func end(_ size: Double, _ gap: Double?) -> Double {
      let bands = gap.map { size / $0 } ?? 1
      return min(max(bands, HeightScale.endBands.lowerBound), HeightScale.endBands.upperBound)
    }
    let bottom = 1 - min(end(first - lowest, gaps.first), 1)
    let top = Double(count) + end(highest - last, gaps.last)
    range = bottom...top
    let (low, size) = (lowest, span)
    var knots = [0] + thresholds.map { ($0 - low) / size }
    var heights = [bottom] + (1...count).map { Double($0) }
    if let end = knots.last, end < 1 {
      knots.append(1)
      heights.append(top)
    }
    self.knots = knots
    self.heights = heights
    slopes = HeightScale.slopes(knots, heights)
  }

  /// The height in bands; at the ends of the range for losses beyond them, NaN for NaN.
  func height(of loss: Double) -> Double {
    guard !loss.isNaN, knots.count > 1 else { return loss.isNaN ? .nan : range.lowerBound }
    let place = (loss - lowest) / span
    if place <= 0 { return range.lowerBound }
    if place >= 1 { return range.upperBound }
    var low = 0
    var high = knots.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if place >= knots[middle] { low = middle } else { high = middle }
    }
    let gap = knots[high] - knots[low]
    let t = (place - knots[low]) / gap
    let (t2, t3) = (t * t, t * t * t)
    let height =
      (2 * t3 - 3 * t2 + 1) * heights[low] + (t3 - 2 * t2 + t) * gap * slopes[low]
      + (3 * t2 - 2 * t3) * heights[high] + (t3 - t2) * gap * slopes[high]
    // Rounding must not lift it into the next band.
    return min(max(height, heights[low]), heights[high].nextDown)
  }

  /// The height as a fraction of the whole relief's.
  func fraction(of height: Double) -> Double {
    (height - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  /// Harmonic means of the neighbouring slopes, which keep the curve monotone.
  private static func slopes(_ x: [Double], _ y: [Double]) -> [Double] {
    let gaps = zip(x, x.dropFirst()).map { $1 - $0 }
    let rises = zip(zip(y, y.dropFirst()), gaps).map { ($0.1 - $0.0) / $1 }
    return x.indices.map { index in
      guard index > 0, index < gaps.count else { return index == 0 ? rises[0] : rises[index - 1] }
      let (before, after) = (gaps[index - 1], gaps[index])
      let (w1, w2) = (2 * after + before, after + 2 * before)
      return (w1 + w2) / (w1 / rises[index - 1] + w2 / rises[index])
    }
  }
}
