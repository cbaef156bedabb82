import Calculus
import Landscape

/// The heights of a surface at the nodes of a square mesh over the whole domain.
struct Terrain: Sendable {
  /// Nodes along each side.
  let nodes: Int
  /// Row by row from the lowest y: heights in bands, NaN where the loss is undefined.
  let heights: [Double]
  let scale: HeightScale
  let domain: Domain

  /// - Parameter nodes: at least 2.
  init(function: any LossFunction, domain: Domain, levels: ContourLevels, nodes: Int) {
    self.nodes = max(nodes, 2)
    self.domain = domain
    let last = Double(self.nodes - 1)
    let fractions = (0..<self.nodes).map { Double($0) / last }
    let losses = function.values(
      xs: fractions.map { domain.point($0, 0).x }, ys: fractions.map { domain.point(0, $0).y },
      accuracy: function.source == nil ? .exact : .picture)
    var least = Double.infinity
    var largest = -Double.infinity
    for loss in losses where loss.isFinite {
      least = min(least, loss)
      largest = max(largest, loss)
    }
    scale = HeightScale(levels: levels, losses: least <= largest ? least...largest : nil)
    heights = losses.map { [scale] in scale.height(of: $0) }
  }

  /// The height at a point, interpolated between the nodes; NaN outside the domain and where the
  /// loss is undefined.
  func height(at point: Point) -> Double {
    guard domain.contains(point) else { return .nan }
    let last = Double(nodes - 1)
    let x = (point.x - domain.x.lowerBound) / domain.width * last
    let y = (point.y - domain.y.lowerBound) / domain.height * last
    let column = min(Int(x), nodes - 2)
    let row = min(Int(y), nodes - 2)
    let (across, up) = (x - Double(column), y - Double(row))
    let corner = row * nodes + column
    let lower = heights[corner] * (1 - across) + heights[corner + 1] * across
    let upper = heights[corner + nodes] * (1 - across) + heights[corner + nodes + 1] * across
    return lower * (1 - up) + upper * up
  }
}

/// The height of a loss on a relief: level by level, as in the legend. Every band is equally high,
/// so that contour lines are evenly spaced terraces whatever the levels, and a few huge losses do
/// not flatten the rest. Between the levels the height is a monotone cubic (Fritsch and Carlson
/// 1980), so that slopes have no kinks.
struct HeightScale: Sendable {
  /// Heights in bands: whole numbers are the thresholds, the integer part is the band.
  let range: ClosedRange<Double>
  /// Halves of the losses at the ends and the thresholds: the difference of two halves never
  /// overflows.
  private let knots: [Double]
  private let heights: [Double]
  /// The rise of the height across the gap before and the gap after each knot, at the slope of the
  /// knot.
  private let rises: [(before: Double, after: Double)]

  /// The height of the lowest and the highest band relative to the others, depending on their
  /// losses.
  private static let endBands = 0.1...1.5

  /// - Parameter losses: the least and the largest visible loss; nil if there is none.
  init(levels: ContourLevels, losses: ClosedRange<Double>?) {
    let thresholds = levels.thresholds
    guard let losses, let first = thresholds.first, let last = thresholds.last else {
      (knots, heights, rises, range) = ([], [], [], 0...1)
      return
    }
    // The levels come from a finer grid, which may have lower and higher losses.
    let lowest = min(losses.lowerBound, first)
    let highest = max(losses.upperBound, last)
    let count = thresholds.count
    var knots = ([lowest] + thresholds).map { $0 / 2 }
    if highest > last { knots.append(highest / 2) }
    let gaps = zip(knots, knots.dropFirst()).map { max($1 - $0, .leastNonzeroMagnitude) }
    func end(_ size: Double, _ gap: Double?) -> Double {
      let bands = gap.map { size / $0 } ?? 1
      return min(max(bands, HeightScale.endBands.lowerBound), HeightScale.endBands.upperBound)
    }
    let bottom = 1 - min(end(gaps[0], count > 1 ? gaps[1] : nil), 1)
    let size = highest / 2 - last / 2
    let top = Double(count) + end(size, count > 1 ? gaps[count - 1] : nil)
    range = bottom...top
    var heights = [bottom] + (1...count).map { Double($0) }
    if highest > last { heights.append(top) }
    self.knots = knots
    self.heights = heights
    rises = HeightScale.rises(gaps: gaps, heights)
  }

  /// The height in bands: the ends of the range for losses beyond them, NaN for NaN.
  func height(of loss: Double) -> Double {
    guard !loss.isNaN, let first = knots.first, let last = knots.last, first < last else {
      return loss.isNaN ? .nan : range.lowerBound
    }
    let place = loss / 2
    if place <= first { return range.lowerBound }
    if place >= last { return range.upperBound }
    var low = 0
    var high = knots.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if place >= knots[middle] { low = middle } else { high = middle }
    }
    let t = (place - knots[low]) / (knots[high] - knots[low])
    let (t2, t3) = (t * t, t * t * t)
    let height =
      (2 * t3 - 3 * t2 + 1) * heights[low] + (t3 - 2 * t2 + t) * rises[low].after
      + (3 * t2 - 2 * t3) * heights[high] + (t3 - t2) * rises[high].before
    // Rounding must not move it into the next band.
    return min(max(height, heights[low]), heights[high].nextDown)
  }

  /// The height as a fraction of the relief's height.
  func fraction(of height: Double) -> Double {
    (height - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  /// Harmonic means of the neighbouring slopes, which keep the curve monotone. A slope is stored as
  /// the rise across a gap, so that the size of gaps does not matter.
  private static func rises(gaps: [Double], _ heights: [Double]) -> [(
    before: Double, after: Double
  )] {
    let bands = zip(heights, heights.dropFirst()).map { $1 - $0 }
    return heights.indices.map { index in
      guard index > 0, index < gaps.count else {
        return (before: bands.last ?? 0, after: bands.first ?? 0)
      }
      let larger = max(gaps[index - 1], gaps[index])
      let (before, after) = (gaps[index - 1] / larger, gaps[index] / larger)
      let (w1, w2) = (2 * after + before, after + 2 * before)
      let slope = (w1 + w2) / (w1 * before / bands[index - 1] + w2 * after / bands[index])
      return (before: slope * before, after: slope * after)
    }
  }
}
