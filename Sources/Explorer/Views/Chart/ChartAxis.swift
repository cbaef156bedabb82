import RealModule

/// The vertical axis of a chart: the logarithm of the distance of a value from a floor.
struct ChartAxis: Hashable, Sendable {
  struct Tick: Hashable, Sendable {
    let label: String
    /// 0 is the bottom of the axis, 1 the top.
    let height: Double
  }

  /// The zero of the axis.
  let floor: Double
  /// The ends of the axis, in decades; whole unless the values are close together.
  private(set) var bottom: Double
  private(set) var top: Double
  /// The distance of two ticks, in decades.
  private var tickDistance = 1
  /// The lowest and the highest value, in decades; the lower bound of an open axis is −∞.
  private let values: ClosedRange<Double>
  /// Ticks between whole decades, for values so close together that whole decades say nothing.
  private var finerTicks: [CloseTicks.Tick]?

  /// The number of decades shown below the top: anything lower is rounding.
  private static let deepest = 16.0
  /// Values that span fewer decades than this get an axis that fits them closely.
  private static let close = 1.5

  /// An axis for values up to `largest`. Its ends are whole decades, so that it rarely moves.
  ///
  /// - Parameters:
  ///   - floor: the lowest known value.
  ///   - smallestGap: the smallest positive distance of a value from `floor`.
  ///   - negligible: the distance from `floor` below which differences do not matter; 0 to show all.
  ///   - isOpen: whether values reach the floor, or more are to come; the axis then has whole
  ///     decades.
  init(
    floor: Double, largest: Double, smallestGap: Double, negligible: Double = 0,
    isOpen: Bool = false
  ) {
    self.floor = floor
    let high = min(max(largest - floor, .leastNormalMagnitude), .greatestFiniteMagnitude)
    top = Double.log10(high).rounded(.up)
    // Distances below the floor's own rounding cannot be told apart.
    let least = max(min(smallestGap, high), floor == 0 ? 0 : floor.ulp, .leastNormalMagnitude)
    let low = Double.log10(least).rounded(.down)
    let lowestShown =
      negligible > 0 ? min(Double.log10(negligible).rounded(.down), top - 1) : -.infinity
    bottom = max(min(low, top - 1), top - ChartAxis.deepest, lowestShown)
    let lowest = isOpen ? -.infinity : Double.log10(min(least, high))
    values = lowest...Double.log10(high)
  }

  /// The axis of values that are all equal, perhaps to the floor: they are drawn in the middle.
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

  /// The height of a value: 0 is the bottom, 1 the top; values beyond an end are moved to it.
  func height(of value: Double) -> Double { min(max(place(of: value), 0), 1) }

  /// The end of the axis that a value is beyond: 1 for the top, −1 for the bottom, 0 for neither.
  func side(of value: Double) -> Int {
    let place = place(of: value)
    // Values at the ends are hit exactly, except for rounding.
    return place > 1 + 1e-9 ? 1 : place < -1e-9 ? -1 : 0
  }

  private func place(of value: Double) -> Double {
    let decades = value > floor ? Double.log10(value - floor) : -.infinity
    return (decades - bottom) / (top - bottom)
  }

  /// The axis fitted to a number of rows: its bottom is lowered so that ticks on whole decades are
  /// in equally spaced rows. If the values are close together, so are the ends, and the ticks are
  /// round numbers.
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

  /// The labelled ticks, from top to bottom.
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

  /// The columns before a plot: for the labels, with a blank on either side.
  var gutter: Int { max(ChartAxis.labelWidth, ticks.map(\.label.count).max() ?? 0) + 2 }

  /// A power of ten: `100`, or with an exponent if that is too long.
  private func label(_ decade: Int) -> String {
    // An axis may end above the largest power of ten that is a double.
    guard decade <= 308 else { return "1e\(decade)" }
    let text = Double.pow(10, decade).readable(digits: 1)
    return text.count <= ChartAxis.labelWidth ? text : "1e\(decade)"
  }
}
