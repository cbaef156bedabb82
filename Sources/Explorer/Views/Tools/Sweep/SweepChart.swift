import Canvas
import Comparison
import Experiments
import RealModule

/// The mapping of learning rates and final losses to places in the pane of the sweep.
struct SweepChart: Sendable {
  /// The cells of the curves; the row below them labels the rates.
  let plot: Rectangle
  /// A row or two for each run, below the curves.
  let runs: Rectangle
  let linesPerRun: Int
  /// The row with the key to the bars, if there are any.
  let key: Rectangle?
  let axis: ChartAxis
  /// The places of the first and the last rate on the scale of the keys.
  private let places: (first: Double, last: Double)

  /// Nil while there is no sweep, or no room for one.
  init?(_ state: ExplorerState, in area: Rectangle) {
    guard let sweep = state.sweep, let first = sweep.rates.first, let last = sweep.rates.last,
      first < last
    else { return nil }
    var inner = area.inset(columns: 1, rows: 1)
    let count = sweep.curves.count
    // The curves come first, with at least six rows.
    let room = inner.height - 7
    linesPerRun = room > 2 * count ? 2 : room >= count ? 1 : 0
    key = linesPerRun > 1 ? inner.split(bottom: 1) : nil
    runs = inner.split(bottom: linesPerRun * count)
    _ = inner.split(bottom: 1)
    axis = SweepChart.axis(of: sweep, in: state).fitted(toRows: inner.height)
    plot = Rectangle(
      column: inner.column + axis.gutter, row: inner.row,
      // The last label is centred below its tick.
      width: inner.width - axis.gutter - 2, height: inner.height)
    guard plot.width > 8, plot.height > 1 else { return nil }
    places = (first.placeOnScale, last.placeOnScale)
  }

  /// From the lowest final loss to the loss at the start; diverging runs leave through the top.
  private static func axis(of sweep: LearningRateSweep, in state: ExplorerState) -> ChartAxis {
    let start = state.race.runs.first?.trajectory.loss(0) ?? 1
    let floor = state.lossFloor(of: sweep).value
    let losses = sweep.goodLosses
    let gaps = losses.filter { $0 > floor }.map { $0 - floor }
    guard start > floor else { return ChartAxis(floor: floor, constant: floor) }
    return ChartAxis(
      floor: floor, largest: start, smallestGap: gaps.min() ?? start - floor,
      isOpen: gaps.isEmpty || gaps.count < losses.count)
  }

  /// The horizontal position of a rate, from 0 to 1; outside for rates outside.
  func share(of rate: Double) -> Double {
    (rate.placeOnScale - places.first) / (places.last - places.first)
  }

  /// The rate at the middle of a column of cells, to three digits; for columns beside the plot, the
  /// rate at the nearest end.
  func rate(at column: Int) -> Double {
    let last = Double(plot.width - 1)
    let share = min(max(Double(column - plot.column) / last, 0), 1)
    let place = places.first + share * (places.last - places.first)
    return Double.pow(10, place / 10).rounded(toDigits: 3)
  }

  /// The column of cells nearest to a rate.
  func column(of rate: Double) -> Int {
    plot.column + Int((min(max(share(of: rate), 0), 1) * Double(plot.width - 1)).rounded())
  }

  /// The dot of a rate and a height from 0, the bottom, to 1.
  func dot(_ rate: Double, height: Double) -> PixelPoint {
    PixelPoint(
      x: (share(of: rate) * Double(plot.width * 2 - 1)).rounded() + 0.5,
      y: ((1 - height) * Double(plot.height * 4 - 1)).rounded() + 0.5)
  }

  /// The height of a result: the top if the run failed.
  func height(of point: SweepPoint) -> Double {
    point.isGood ? axis.height(of: point.finalLoss) : 1
  }

  /// Whether a result is too low for the axis, where only rounding is left.
  func isBelow(_ point: SweepPoint) -> Bool {
    point.isGood && axis.side(of: point.finalLoss) < 0
  }

  /// The row of cells at a height.
  func row(_ height: Double) -> Int {
    plot.row + Int(((1 - height) * Double(plot.height - 1)).rounded())
  }

  /// The height of the curve at any rate: linear between its known points; nil without any.
  func height(of curve: SweepCurve, at rate: Double) -> Double? {
    let known = curve.known
    guard let above = known.first(where: { $0.learningRate >= rate }) else {
      return known.last.map(height)
    }
    guard let below = known.last(where: { $0.learningRate <= rate }),
      below.learningRate < above.learningRate
    else { return height(of: above) }
    let part =
      (share(of: rate) - share(of: below.learningRate))
      / (share(of: above.learningRate) - share(of: below.learningRate))
    return height(of: below) + part * (height(of: above) - height(of: below))
  }

  /// The whole decades among the rates, as many as have room for a label, including both ends.
  var decades: [Int] {
    let (low, high) = (decade(at: places.first), decade(at: places.last))
    // The longest label and a blank.
    let room = max(4, label(ofDecade: low).count, label(ofDecade: high).count) + 1
    let stride = max(1, (room * (high - low) + plot.width - 2) / (plot.width - 1))
    var decades = Array(Swift.stride(from: low, through: high, by: stride))
    guard let last = decades.last, last < high else { return decades }
    // The end keeps its label even if the one before it then has no room.
    if last > low, columns(ofLabel: last).upperBound >= columns(ofLabel: high).lowerBound {
      decades.removeLast()
    }
    return decades + [high]
  }

  func label(ofDecade decade: Int) -> String {
    (-2...2).contains(decade) ? Double.onScale(tenths: 10 * decade).readable() : "1e\(decade)"
  }

  /// The columns of a decade's label: centred below the rate.
  func columns(ofLabel decade: Int) -> Range<Int> {
    let count = label(ofDecade: decade).count
    let start = column(of: Double.onScale(tenths: 10 * decade)) - count / 2
    let first = min(start, plot.column + plot.width + 1 - count)
    return first..<first + count
  }

  private func decade(at place: Double) -> Int { Int((place / 10).rounded()) }
}

extension SweepCurve {
  /// The results so far, in the order of the rates.
  var known: [SweepPoint] { points.compactMap(\.self) }

  /// The highest final loss that is about as good as the best one: at least 99 % of the way down to
  /// it. Nil if no loss is good.
  func nearBestLoss(from startLoss: Double) -> Double? {
    best.map { $0.finalLoss + 0.01 * max(startLoss - $0.finalLoss, 0) }
  }
}

extension [SweepPoint] {
  /// The result for the nearest rate; the results must be in the order of their rates.
  func nearest(to rate: Double) -> SweepPoint? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].learningRate < rate { low = middle + 1 } else { high = middle }
    }
    guard low > 0, low < count else { return low > 0 ? last : first }
    let (below, above) = (self[low - 1], self[low])
    let place = rate.placeOnScale
    return above.learningRate.placeOnScale - place < place - below.learningRate.placeOnScale
      ? above : below
  }
}

extension LearningRateSweep {
  /// The final losses known so far, except those of failed runs.
  var goodLosses: [Double] {
    curves.flatMap { curve in
      curve.points.compactMap { $0 }.filter(\.isGood).map(\.finalLoss)
    }
  }

  /// The lowest final loss of all runs, if the sweep is complete and there are several runs.
  var winningLoss: Double? {
    guard isComplete, curves.count > 1 else { return nil }
    return curves.compactMap { $0.best?.finalLoss }.min()
  }
}
