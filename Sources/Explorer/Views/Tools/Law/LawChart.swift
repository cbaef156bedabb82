import Canvas
import Comparison
import RealModule

/// The mapping of a parameter's values and of arrivals to places in the pane of the law. Both axes are
/// logarithmic, but for a parameter with a linear scale.
struct LawChart: Sendable {
  /// The cells of the curves; the row below them labels the values.
  let plot: Rectangle
  /// A row for each run, below the curves.
  let runs: Rectangle
  let axis: ChartAxis
  let range: ParameterRange

  /// Nil while there is no law, or no room for one.
  init?(_ state: ExplorerState, in area: Rectangle) {
    guard let law = state.law else { return nil }
    range = law.range
    var inner = area.inset(columns: 1, rows: 1)
    let count = law.curves.count
    // The curves come first, with at least six rows.
    runs = inner.split(bottom: inner.height - 8 >= count ? count : 0)
    if runs.height > 0 { _ = inner.split(bottom: 1) }
    _ = inner.split(bottom: 1)
    let arrivals = law.curves.flatMap { $0.known.compactMap(\.arrival) }.map(Double.init)
    axis = ChartAxis(
      floor: 0, largest: max(10, arrivals.max() ?? Double(law.limit.amount)),
      smallestGap: max(1, arrivals.min() ?? 1)
    ).fitted(toRows: inner.height)
    plot = Rectangle(
      column: inner.column + axis.gutter, row: inner.row,
      // The last label is centred below its tick.
      width: inner.width - axis.gutter - 2, height: inner.height)
    guard plot.width > 8, plot.height > 1 else { return nil }
  }

  /// The column of cells nearest to a value.
  func column(of value: Double) -> Int {
    plot.column + Int((clamped(range.place(of: value)) * Double(plot.width - 1)).rounded())
  }

  /// The value at the middle of a column of cells, to two digits; for columns beside the plot, that at
  /// the nearest end.
  func value(at column: Int) -> Double {
    let place = clamped(Double(column - plot.column) / Double(plot.width - 1))
    let (low, high) = (range.values[0], range.values[range.values.count - 1])
    return min(max(range.value(at: place).rounded(toDigits: 2), low), high)
  }

  /// The dot of an arrival; none arrives before the first step.
  func dot(of point: ParameterPoint) -> PixelPoint? {
    point.arrival.map { arrival in
      PixelPoint(
        x: (range.place(of: point.value) * Double(plot.width * 2 - 1)).rounded() + 0.5,
        y: ((1 - height(of: Double(arrival))) * Double(plot.height * 4 - 1)).rounded() + 0.5)
    }
  }

  /// The row of cells of an arrival.
  func row(of arrival: Double) -> Int {
    plot.row + Int(((1 - height(of: arrival)) * Double(plot.height - 1)).rounded())
  }

  private func height(of arrival: Double) -> Double {
    clamped(axis.height(of: max(arrival, 1)))
  }

  private func clamped(_ share: Double) -> Double { min(max(share, 0), 1) }

  /// The arrival on a curve at any value: linear on the axes between its known points; nil outside of
  /// them, or beside a value that does not lead to one.
  func arrival(on curve: ParameterCurve, at value: Double) -> Double? {
    let known = curve.known
    guard let above = known.first(where: { $0.value >= value }),
      let below = known.last(where: { $0.value <= value }),
      let high = above.arrival, let low = below.arrival
    else { return nil }
    guard below.value < above.value else { return Double(low) }
    let part =
      (range.place(of: value) - range.place(of: below.value))
      / (range.place(of: above.value) - range.place(of: below.value))
    let (first, last) = (Double.log(Double(max(low, 1))), Double.log(Double(max(high, 1))))
    return Double.exp(first + part * (last - first))
  }

  /// The labels of the values, with the column of their first character: whole decades, or some even
  /// values, as many as have room.
  var labels: [(text: String, value: Double, column: Int)] {
    let (low, high) = (range.values[0], range.values[range.values.count - 1])
    var values = [low, high]
    if range.isLogarithmic {
      let decades = (-300...300).map { Double.pow(10, Double($0)) }.filter { low < $0 && $0 < high }
      values += decades
    } else {
      values += [0.5, 0.25, 0.75].map(range.value)
    }
    var taken: [Range<Int>] = []
    return values.compactMap { value in
      let text = value.readable(digits: 3)
      let start = column(of: value) - text.count / 2
      let first = min(start, plot.column + plot.width + 1 - text.count)
      let columns = first - 1..<first + text.count + 1
      guard !taken.contains(where: columns.overlaps) else { return nil }
      taken.append(first..<first + text.count)
      return (text, value, first)
    }
  }
}
