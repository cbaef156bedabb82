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
  /// The ends of the axis, in decades; whole ones but where the values lie close together.
  private(set) var bottom: Double
  private(set) var top: Double
  /// From one tick to the next, in decades.
  private var tickDistance = 1
  /// The lowest and the highest value, in decades; without a lowest where the axis is open.
  private let values: ClosedRange<Double>
  /// The ticks between whole decades, where the values lie so close together that these say nothing.
  private var finerTicks: [CloseTicks.Tick]?

  /// Decades below the top that are shown: what lies further down is rounding.
  private static let deepest = 16.0
  /// Values on fewer decades than these have an axis of their own, with no more than they need.
  private static let close = 1.5

  /// The axis for values up to `largest`, ends on whole decades so that it rarely moves.
  ///
  /// - Parameters:
  ///   - floor: the lowest value that is known.
  ///   - smallestGap: the smallest positive distance of a value from `floor`.
  ///   - isOpen: whether values reach the floor, or more are to come: the axis has whole decades then.
  init(floor: Double, largest: Double, smallestGap: Double, isOpen: Bool = false) {
    self.floor = floor
    let high = min(max(largest - floor, .leastNormalMagnitude), .greatestFiniteMagnitude)
    top = Double.log10(high).rounded(.up)
    // Closer to the floor than its own rounding nothing is told apart.
    let least = max(min(smallestGap, high), floor == 0 ? 0 : floor.ulp, .leastNormalMagnitude)
    let low = Double.log10(least).rounded(.down)
    bottom = max(min(low, top - 1), top - ChartAxis.deepest)
    let lowest = isOpen ? -.infinity : Double.log10(min(least, high))
    values = lowest...Double.log10(high)
  }

  /// The axis of values that are all the same, perhaps equal to the floor: they stand in the middle.
  init(floor: Double, constant value: Double) {
    // A value at the floor has no logarithm, so it is drawn above another floor.
    let isZero = value <= floor
    self.floor = isZero ? floor - max(1, floor.magnitude) : floor
    let gap = min(max(value - self.floor, .leastNonzeroMagnitude), .greatestFiniteMagnitude)
    let place = Double.log10(gap)
    (bottom, top, values) = (place - 0.5, place + 0.5, place...place)
    let label = isZero ? "0" : gap.readable()
    finerTicks = [CloseTicks.Tick(label: label, place: place)]
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

  /// The axis fitted to a number of rows: its bottom is lowered so that ticks on whole decades stand
  /// in equally spaced rows. Where the values lie close together, the ends are close to them and
  /// the ticks are round numbers.
  func fitted(toRows rows: Int) -> ChartAxis {
    guard rows > 2, finerTicks == nil else { return self }
    if let ticks = CloseTicks(values, rows: rows, below: ChartAxis.close) {
      var axis = self
      (axis.bottom, axis.top) = (ticks.ends.lowerBound, ticks.ends.upperBound)
      axis.finerTicks = ticks.ticks
      return axis
    }
    let spacing = TickSpacing(decades: top - bottom, rows: rows)
    var axis = self
    axis.bottom = top - spacing.decades
    axis.tickDistance = spacing.distance
    return axis
  }

  /// The labelled ticks, from the top down.
  var ticks: [Tick] {
    if let finerTicks {
      return finerTicks.map {
        Tick(label: $0.label, height: ($0.place - bottom) / (top - bottom))
      }
    }
    return Swift.stride(from: Int(top), through: Int(bottom.rounded(.up)), by: -tickDistance).map {
      Tick(label: label($0), height: (Double($0) - bottom) / (top - bottom))
    }
  }

  /// The width of a whole decade's label, except beyond 1e-99.
  static let labelWidth = 5

  /// The columns before a plot: for the labels, and a blank on either side of them.
  var gutter: Int { max(ChartAxis.labelWidth, ticks.map(\.label.count).max() ?? 0) + 2 }

  /// A power of ten: `100`, or with an exponent where that is too long.
  private func label(_ decade: Int) -> String {
    // Beyond the largest power that is a number, as an axis may end there.
    guard decade <= 308 else { return "1e\(decade)" }
    let text = Double.pow(10, decade).readable(digits: 1)
    return text.count <= ChartAxis.labelWidth ? text : "1e\(decade)"
  }
}
