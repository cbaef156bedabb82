import RealModule

/// The vertical axis of a chart: the logarithm of how far a value lies above a floor.
struct ChartAxis: Hashable, Sendable {
  struct Tick: Hashable, Sendable {
    let label: String
    /// 0 is the bottom of the axis, 1 the top.
    let height: Double
  }

  /// What the values are drawn above.
  let floor: Double
  /// The ends of the axis, in decades; the top is a whole one.
  private(set) var bottom: Double
  let top: Double
  /// From one tick to the next, in decades.
  private var tickDistance = 1

  /// Decades below the top that are shown: what lies further down is rounding.
  private static let deepest = 16.0

  /// The axis for values up to `largest`, ends on whole decades so that it rarely moves.
  ///
  /// - Parameters:
  ///   - floor: the lowest value that is known.
  ///   - smallestGap: the smallest positive distance of a value from `floor`.
  init(floor: Double, largest: Double, smallestGap: Double) {
    self.floor = floor
    let high = min(max(largest - floor, .leastNormalMagnitude), .greatestFiniteMagnitude)
    top = Double.log10(high).rounded(.up)
    // Closer to the floor than its own rounding nothing is told apart.
    let least = max(min(smallestGap, high), floor == 0 ? 0 : floor.ulp, .leastNormalMagnitude)
    let low = Double.log10(least).rounded(.down)
    bottom = max(min(low, top - 1), top - ChartAxis.deepest)
  }

  /// Where a value stands: 0 is the bottom, 1 the top; what lies beyond is moved to the end.
  func height(of value: Double) -> Double { min(max(place(of: value), 0), 1) }

  /// Which end of the axis a value lies beyond: 1 above the top, −1 below the bottom, 0 neither.
  func side(of value: Double) -> Int {
    let place = place(of: value)
    // Ends on whole decades are met exactly, up to rounding.
    return place > 1 + 1e-9 ? 1 : place < -1e-9 ? -1 : 0
  }

  private func place(of value: Double) -> Double {
    let decades = value > floor ? Double.log10(value - floor) : -.infinity
    return (decades - bottom) / (top - bottom)
  }

  /// The axis for a plot of so many rows, its bottom lowered so that the ticks, on whole decades,
  /// stand in rows that are equally far apart.
  func fitted(toRows rows: Int) -> ChartAxis {
    guard rows > 2 else { return self }
    let spacing = TickSpacing(decades: top - bottom, rows: rows)
    var axis = self
    axis.bottom = top - spacing.decades
    axis.tickDistance = spacing.distance
    return axis
  }

  /// The whole decades from the top down that have a label.
  var ticks: [Tick] {
    Swift.stride(from: Int(top), through: Int(bottom.rounded(.up)), by: -tickDistance).map {
      Tick(label: label($0), height: (Double($0) - bottom) / (top - bottom))
    }
  }

  /// What labels are wide, but for numbers beyond 1e-99.
  static let labelWidth = 5

  /// A power of ten: `100`, or with an exponent where that is too long.
  private func label(_ decade: Int) -> String {
    // Beyond the largest power that is a number, as an axis may end there.
    guard decade <= 308 else { return "1e\(decade)" }
    let text = Double.pow(10, decade).readable(digits: 1)
    return text.count <= ChartAxis.labelWidth ? text : "1e\(decade)"
  }
}

/// Ticks on whole decades in rows that are equally far apart, the first row among them.
struct TickSpacing: Hashable {
  /// From one tick to the next, in decades.
  private(set) var distance = 1
  /// What all rows hold then: no fewer than were wanted.
  private(set) var decades = 1.0

  /// How much of the axis may stay empty to have ticks at both ends and more between them.
  private static let costOfGap = 1.3

  /// - Parameters:
  ///   - decades: that the rows shall hold, more than 0.
  ///   - rows: at least 3.
  init(decades span: Double, rows: Int) {
    var leastCost = Double.infinity
    for rowDistance in 2..<max(rows, 3) {
      let ticks = Double(rows - 1) / Double(rowDistance)
      let distance = Int((span / ticks - 1e-9).rounded(.up))
      let decades = Double(distance) * ticks
      // Little room shall stay empty, and the labels be many.
      let cost = decades / span + Self.costOfGap / ticks
      if cost < leastCost {
        leastCost = cost
        (self.decades, self.distance) = (decades, distance)
      }
    }
  }
}
