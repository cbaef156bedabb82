import Calculus
import RealModule

/// Ticks on round numbers for values that span little more than a decade; the ends of the axis are
/// close to the values, so that the curves use its height.
struct CloseTicks: Hashable {
  struct Tick: Hashable {
    let label: String
    /// In decades.
    let place: Double
  }

  /// The ends of the axis, in decades.
  let ends: ClosedRange<Double>
  /// From top to bottom.
  let ticks: [Tick]

  /// Values closer together than this part of a decade count as equal: showing their difference
  /// would take more digits than fit.
  private static let same = 2e-6

  /// Nil if the values span at least `limit` decades.
  /// - Parameters:
  ///   - values: the lowest and the highest, in decades.
  ///   - rows: the height of the plot, at least 3.
  init?(_ values: ClosedRange<Double>, rows: Int, below limit: Double) {
    let span = values.upperBound - values.lowerBound
    guard span < limit else { return nil }
    guard span > CloseTicks.same else {
      let middle = (values.lowerBound + values.upperBound) / 2
      ends = middle - 0.5...middle + 0.5
      let value = min(Double.pow(10, middle), .greatestFiniteMagnitude)
      ticks = [Tick(label: value.readable(), place: middle)]
      return
    }
    // The ends are multiples of a small part of the span, so that they rarely move as it grows.
    let grid = Double.exp2(Double.log2(span / 10).rounded(.down))
    let bottom = min((values.lowerBound / grid).rounded(.down) * grid, values.lowerBound)
    let top = max((values.upperBound / grid).rounded(.up) * grid, values.upperBound)
    ends = bottom...top
    // A tick in every other row at most, and fewer in a high plot.
    let distance = (top - bottom) * max(2, Double(rows) / 8) / Double(rows - 1)
    ticks = CloseTicks.ticks(in: bottom...top, atLeast: distance)
  }

  /// Ticks at least about `distance` apart; two or more if possible.
  private static func ticks(in ends: ClosedRange<Double>, atLeast distance: Double) -> [Tick] {
    let candidates = candidates(in: ends)
    var best: [Tick] = []
    for part in [1, 0.7, 0.5] {
      let spaced = candidates.filter { isSpaced($0, part * distance) }
      // The first of the longest candidates wins.
      for ticks in spaced where ticks.count > best.count { best = ticks }
      if best.count > 1 { break }
    }
    // If the ticks of a step are too close together, only the first and the last are kept.
    let crowded = candidates.first { $0.count > 1 } ?? []
    if best.count < 2, let first = crowded.first, let last = crowded.last,
      isSpaced([first, last], distance / 2)
    {
      best = [first, last]
    }
    if best.isEmpty { best = Array(crowded.prefix(1)) }
    return best.reversed()
  }

  /// 1, 2 and 5 times powers of ten, and equal steps, from the coarsest to steps that are too fine.
  private static func candidates(in ends: ClosedRange<Double>) -> [[Tick]] {
    let top = Int(ends.upperBound.rounded(.down))
    let powers = (Int(ends.lowerBound.rounded(.down))...top).flatMap { power in
      [1, 2, 5].map { Tick($0, power) }
    }
    let width =
      Double.pow(10, ends.upperBound - Double(top))
      * (1 - Double.pow(10, ends.lowerBound - ends.upperBound))
    let coarsest = Int(Double.log10(width).rounded(.down))
    let steps = (0...2).flatMap { finer in
      [5, 2, 1].map { equalSteps(of: $0, power: coarsest - finer, in: ends, below: top) }
    }
    return [powers.filter { ends.contains($0.place) }] + steps
  }

  /// The multiples of a step within the ends, in ascending order.
  /// - Parameters:
  ///   - power: the step's power of ten, over that of the top.
  ///   - top: the power of ten of the top.
  private static func equalSteps(
    of step: Int, power: Int, in ends: ClosedRange<Double>, below top: Int
  ) -> [Tick] {
    let unit = Double(step) * Double.pow(10, power)
    let first = (Double.pow(10, ends.lowerBound - Double(top)) / unit).rounded(.up)
    let last = (Double.pow(10, ends.upperBound - Double(top)) / unit).rounded(.down)
    guard first <= last, last - first < 100 else { return [] }
    return stride(from: max(first, 1), through: last, by: 1)
      .map { Tick(Int($0) * step, top + power) }
  }

  private static func isSpaced(_ ticks: [Tick], _ distance: Double) -> Bool {
    zip(ticks, ticks.dropFirst()).allSatisfy { $1.place - $0.place >= distance }
  }
}

extension CloseTicks.Tick {
  /// The tick at a whole number times a power of ten.
  fileprivate init(_ factor: Int, _ power: Int) {
    place = Double.log10(Double(factor)) + Double(power)
    // Parsing gives exactly the double of the decimal number.
    let value = Double("\(factor)e\(power)") ?? .nan
    label = value.isFinite ? value.readable(digits: 12) : "\(factor)e\(power)"
  }
}

/// Ticks on whole decades in equally spaced rows that include the first row.
struct TickSpacing: Hashable {
  /// The distance of two ticks, in decades.
  private(set) var distance = 1
  /// The decades spanned by all rows: at least those requested.
  private(set) var decades = 1.0

  /// The price of a part of the axis without values, relative to that of few ticks.
  private static let costOfGap = 1.3

  /// - Parameters:
  ///   - decades: the decades to show, more than 0.
  ///   - rows: at least 3.
  init(decades span: Double, rows: Int) {
    var leastCost = Double.infinity
    for rowDistance in 2..<max(rows, 3) {
      let ticks = Double(rows - 1) / Double(rowDistance)
      let distance = Int((span / ticks - 1e-9).rounded(.up))
      let decades = Double(distance) * ticks
      // Prefers little empty room and many labels.
      let cost = decades / span + Self.costOfGap / ticks
      if cost < leastCost {
        leastCost = cost
        (self.decades, self.distance) = (decades, distance)
      }
    }
  }
}
