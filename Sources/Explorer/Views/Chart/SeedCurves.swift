import Canvas
import Comparison
import Optimizers

/// The values of many seeds of a run along the chart.
struct SeedCurves {
  /// The last position that is known and not after the one on the screen.
  let last: Int
  private let values: [(run: Run, value: (Int) -> Double)]
  private let clock: RaceClock

  /// Nil if the chart shows the run of one seed: the others are not shown, or have the same values.
  init?(of run: Int, _ state: ExplorerState) {
    guard state.chart != .learningRate, let cloud = state.seedCloud(of: run) else { return nil }
    last = min(state.playback.position, cloud.position)
    values = cloud.trials.runs.map { ($0, state.chart.values(of: $0)) }
    clock = cloud.clock
  }

  /// The quartiles at a position.
  func quartiles(at position: Int) -> (lower: Double, median: Double, upper: Double) {
    let sorted = values.map { $0.value($0.run.step(at: position, on: clock)) }.sorted()
    func quantile(_ share: Double) -> Double {
      sorted[Int((share * Double(sorted.count - 1)).rounded())]
    }
    return (quantile(0.25), quantile(0.5), quantile(0.75))
  }
}

extension BrailleCanvas {
  /// Draws the seeds up to the moment on the screen: their median as a line, and the range of their
  /// middle half as sparse dots.
  mutating func draw(_ seeds: SeedCurves, _ chart: Chart, line: Ink, band: Ink) {
    let last = seeds.last
    var medians: [PixelPoint] = []
    for column in 0...Int(chart.point(last, 1).x) {
      let quartiles = seeds.quartiles(at: min(last, chart.position(at: column)))
      let (top, bottom) = (
        Int(chart.point(last, quartiles.upper).y), Int(chart.point(last, quartiles.lower).y)
      )
      for row in top...max(top, bottom) where (row + column).isMultiple(of: 2) {
        set(x: column, y: row, band)
      }
      guard chart.axis.side(of: quartiles.median) == 0 else {
        medians.append(PixelPoint(x: .nan, y: .nan))
        continue
      }
      medians.append(
        PixelPoint(x: Double(column) + 0.5, y: chart.point(last, quartiles.median).y))
    }
    polyline(medians, line)
  }
}
