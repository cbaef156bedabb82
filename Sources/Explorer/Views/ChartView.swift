import Canvas
import Optimizers

extension Frame {
  /// The loss of every run against the step, on a logarithmic axis.
  ///
  /// What lies after the step on the screen was run already and is drawn dim.
  mutating func drawChart(
    _ state: ExplorerState, in area: Rectangle, theme: Theme, borders: BorderSet
  ) {
    let race = state.race
    let longest = race.runs.map(\.trajectory.count).max() ?? 1
    let span = Chart.roundSpan(max(longest - 1, state.playback.step))
    let axis = Chart.axis(
      for: race.runs, minimum: state.scene.knownMinimum, range: state.scene.scales.lossRange)
    let title: String
    if case .log(let floor) = axis.scale, floor != 0 {
      title = "loss above the minimum"
    } else {
      title = "loss"
    }
    box(
      area, style: theme.border, borders: borders, top: [BorderLabel(title, theme.strong)],
      bottom: [
        BorderLabel("step 0", theme.muted),
        BorderLabel("\(span)", theme.muted, alignment: .trailing),
      ])
    let gutter = 7
    let inner = area.inset(columns: 1, rows: 1)
    let plot = Rectangle(
      column: inner.column + gutter, row: inner.row, width: inner.width - gutter - 1,
      height: inner.height)
    guard plot.width > 4, plot.height > 0 else { return }

    drawGrid(axis, plot: plot, gutter: gutter, theme: theme)
    var dots = BrailleCanvas(size: Size(width: plot.width, height: plot.height))
    let chart = Chart(axis: axis, span: span, width: dots.width, height: dots.height)
    for (index, run) in race.runs.enumerated() {
      let priority: UInt8 = state.selection == index ? 2 : 1
      let color = theme.run(index)
      let last = run.trajectory.count - 1
      let now = min(state.playback.step, last)
      dots.polyline(
        chart.points(of: run.trajectory, steps: now...last),
        BrailleCanvas.Ink(theme.trail(index).ghost, priority: 0))
      dots.polyline(
        chart.points(of: run.trajectory, steps: 0...now),
        BrailleCanvas.Ink(color, priority: priority))
    }
    dots.draw(
      into: &self, column: plot.column, row: plot.row, glyphs: state.appearance.glyphs)
  }

  private mutating func drawGrid(_ axis: LossAxis, plot: Rectangle, gutter: Int, theme: Theme) {
    for tick in axis.ticks(atMost: max(2, plot.height / 2 + 1)) {
      let row = plot.row + Int(((1 - tick.height) * Double(plot.height - 1)).rounded())
      put([Span(tick.label, theme.muted)], endingAt: plot.column - 1, row: row, width: gutter - 1)
      for column in plot.columns where (column - plot.column).isMultiple(of: 4) {
        self[column, row] = Cell("·", theme.border)
      }
    }
  }
}

/// Steps and losses as dots of the chart.
struct Chart {
  let axis: LossAxis
  /// The step at the right end.
  let span: Int
  /// In dots.
  let width: Int
  let height: Int

  /// The right end of the step axis: a round number, so that the chart fills up and is rescaled
  /// only now and then.
  static func roundSpan(_ steps: Int) -> Int {
    var span = 50
    let factors = [2, 2, 5]
    var index = 0
    // 50, 100, 200, 500, 1000, …
    while span < steps {
      span = index % 3 == 2 ? span / 2 * factors[2] : span * factors[index % 3]
      index += 1
    }
    return span
  }

  /// The steps whose dots are drawn: all, or where many share a column, a few of each.
  private func stride(for count: Int) -> Int {
    let most = width * 8
    return count <= most ? 1 : count / most * 2 + 1
  }

  func points(of trajectory: Trajectory, steps: ClosedRange<Int>) -> [PixelPoint] {
    let stride = stride(for: steps.count)
    var points: [PixelPoint] = []
    points.reserveCapacity(steps.count / stride + 2)
    for step in Swift.stride(from: steps.lowerBound, to: steps.upperBound, by: stride) {
      points.append(point(step, trajectory.loss(step)))
    }
    points.append(point(steps.upperBound, trajectory.loss(steps.upperBound)))
    return points
  }

  private func point(_ step: Int, _ loss: Double) -> PixelPoint {
    PixelPoint(
      x: (Double(step) / Double(span) * Double(width - 1)).rounded() + 0.5,
      y: ((1 - axis.height(of: loss)) * Double(height - 1)).rounded() + 0.5)
  }

  /// An axis that holds the losses of the runs, but those of a run that goes off to infinity: it
  /// would press all others flat.
  /// - Parameter range: how far losses range over the surface.
  static func axis(for runs: [Run], minimum: Double?, range: Double) -> LossAxis {
    let floor = minimum ?? 0
    var least = Double.infinity
    var largest = -Double.infinity
    var gap = Double.infinity
    func include(_ loss: Double) {
      least = min(least, loss)
      largest = max(largest, loss)
      if loss > floor { gap = min(gap, loss - floor) }
    }
    for run in runs {
      let start = run.trajectory.loss(0)
      let reach = 1000 * max(abs(start - floor), range)
      include(start)
      for index in TrailSamples(last: run.trajectory.lastStep) {
        include(min(max(run.trajectory.loss(index), floor - reach), floor + reach))
      }
    }
    guard least <= largest else {
      return LossAxis(least: 0, largest: 1, minimum: 0, smallestGap: 1)
    }
    return LossAxis(
      least: least, largest: largest, minimum: minimum,
      smallestGap: gap.isFinite ? gap : max(largest.magnitude, 1e-16))
  }
}
