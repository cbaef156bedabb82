import Canvas
import Comparison
import Optimizers

extension Drawing {
  /// Draws the loss, the gradient norm or the learning rate of every run against the race's clock.
  ///
  /// What is after the moment on the screen has already been run and is drawn dim. The present moment
  /// is marked on the axis and can be dragged there.
  mutating func drawChart(
    _ state: ExplorerState, in area: Rectangle, theme: Theme, borders: BorderSet
  ) {
    let race = state.race
    let time = ClockAxis(state)
    let (plot, axis) = Chart.plot(of: state, in: area)
    let seeds = Chart.seedNote(of: state)
    let title = Chart.title(
      of: state, fitting: area.width - 6 - (seeds.isEmpty ? 0 : seeds.count + 4))
    frame.box(
      area, style: theme.border, borders: borders,
      top: [BorderLabel(title, theme.strong)]
        + (seeds.isEmpty ? [] : [BorderLabel(seeds, theme.muted, alignment: .trailing)]),
      // A border begins with a corner, a line and a blank; the mark of the start needs one, too.
      bottom: [
        BorderLabel(
          state.clock.axisTitle(fitting: plot.column - area.column - 4), theme.muted)
      ])
    guard plot.width > 4, plot.height > 0 else { return }

    var labelled = plot
    labelled.column -= Chart.startMargin
    frame.drawGrid(
      axis, plot: labelled,
      columns: Array(stride(from: plot.column, to: plot.column + plot.width, by: 4)),
      theme: theme)
    var dots = BrailleCanvas(size: Size(width: plot.width, height: plot.height))
    let chart = Chart(axis: axis, time: time, width: dots.width, height: dots.height)
    for (index, run) in race.runs.enumerated() where state.chart.isKnown(of: run) {
      let values = state.chart.values(of: run)
      // The selected run stands out without hiding the others.
      let ink = BrailleCanvas.Ink(
        theme.run(index), priority: 1, turns: state.selection == index ? 3 : 1)
      let path = ClockPath(of: run, on: state.clock)
      let now = state.step(of: index)
      let dim = BrailleCanvas.Ink(theme.ghost(index), priority: 0)
      if let seeds = SeedCurves(of: index, state) {
        dots.draw(seeds, chart, line: ink, band: dim)
        continue
      }
      if state.chart == .learningRate && !run.settings.schedule.looksAtLosses {
        // Most schedules are known in advance.
        dots.polyline(chart.points(now...max(now, path.step(time.span)), values, on: path), dim)
      } else {
        dots.polyline(
          chart.points(now...max(now, state.knownStep(of: index)), values, on: path), dim)
      }
      dots.polyline(chart.points(0...now, values, on: path), ink)
    }
    dots.draw(
      into: &frame, column: plot.column, row: plot.row, glyphs: state.appearance.chartGlyphs)
    frame.drawStarts(of: chart, plot: plot, state, theme: theme)
    frame.drawEnds(of: chart, plot: plot, state, theme: theme)
    let timeline = Timeline(
      area: area, columns: plot.columns, row: area.row + area.height - 1, axis: time)
    frame.drawNumbers(
      timeline, marked: [state.playback.position] + state.branches.map(\.position), theme: theme)
    frame.drawBranches(timeline, state, theme: theme)
    frame.drawPresent(timeline, position: state.playback.position, theme: theme)
    note(.moments(timeline), in: area)
  }
}

extension Frame {
  /// Draws labels and dotted lines at the ticks of an axis.
  /// - Parameter columns: the columns of the dots.
  mutating func drawGrid(_ axis: ChartAxis, plot: Rectangle, columns: [Int], theme: Theme) {
    for tick in axis.ticks {
      let row = plot.row + Int(((1 - tick.height) * Double(plot.height - 1)).rounded())
      put(
        [Span(tick.label, theme.muted)], endingAt: plot.column - 1, row: row,
        width: axis.gutter - 1)
      for column in columns { self[column, row] = Cell("·", theme.border) }
    }
  }
}

/// The mapping from moments and losses to the dots of the chart.
struct Chart {
  let axis: ChartAxis
  let time: ClockAxis
  /// In dots.
  let width: Int
  let height: Int

  /// The columns left of the plot: for the signs of curves that begin there, and a blank.
  static let startMargin = 2
  /// The columns right of the plot: for the signs of curves that end there, and a blank.
  static let margin = 5

  /// That, with room for the names of curves whose colours are alike.
  static func margin(of state: ExplorerState) -> Int {
    let names = state.race.runs.indices.map { CurveName($0, of: state).text.count }
    return max(margin, 3 + (names.max() ?? 0))
  }

  /// The cells for the curves, and their axis.
  static func plot(of state: ExplorerState, in area: Rectangle) -> (Rectangle, ChartAxis) {
    let inner = area.inset(columns: 1, rows: 1)
    let axis = axis(of: state).fitted(toRows: inner.height)
    let plot = Rectangle(
      column: inner.column + axis.gutter + startMargin, row: inner.row,
      width: inner.width - axis.gutter - startMargin - margin(of: state), height: inner.height)
    return (plot, axis)
  }

  /// The name of the quantity, and its zero.
  static func title(of state: ExplorerState, fitting width: Int) -> String {
    state.chart.isLoss ? state.title(above: state.lossFloor, fitting: width) : state.chart.title
  }

  /// What the curves of many seeds are; empty without any.
  static func seedNote(of state: ExplorerState) -> String {
    state.showsSeeds && state.chart != .learningRate ? "median of seeds" : ""
  }

  /// The distance between drawn steps: more than 1 if many steps share a column.
  private func stride(for count: Int) -> Int {
    let most = width * 8
    return count <= most ? 1 : count / most * 2 + 1
  }

  /// The steps that are drawn of a range, without its last one.
  private func samples(_ steps: ClosedRange<Int>, on path: ClockPath) -> [Int] {
    guard time.isLogarithmic else {
      return Array(
        Swift.stride(from: steps.lowerBound, to: steps.upperBound, by: stride(for: steps.count)))
    }
    var samples: [Int] = []
    var step = steps.lowerBound
    while step < steps.upperBound {
      samples.append(step)
      let next = time.place(of: path.position(step)) + 0.25 / Double(width)
      step = max(step + 1, path.step(time.position(at: next)))
    }
    return samples
  }

  /// - Parameters:
  ///   - values: the quantity at a step. If it is beyond the axis, the points end on the edge,
  ///     followed by points that are not finite until it returns.
  ///   - path: the positions of the steps.
  func points(
    _ steps: ClosedRange<Int>, _ values: (Int) -> Double, on path: ClockPath = .steps
  ) -> [PixelPoint] {
    let samples = samples(steps, on: path)
    var points: [PixelPoint] = []
    points.reserveCapacity(samples.count + 2)
    func point(_ step: Int, _ value: Double) -> PixelPoint {
      self.point(path.position(step), value)
    }
    var before: (step: Int, value: Double, side: Int)?
    func add(_ step: Int) {
      let value = values(step)
      let side = axis.side(of: value)
      let isCrossing = before.map { $0.side != side && ($0.side == 0 || side == 0) } ?? false
      if side == 0, isCrossing, let before { points.append(point(before.step, before.value)) }
      if side == 0 || isCrossing { points.append(point(step, value)) }
      if side != 0 { points.append(PixelPoint(x: .nan, y: .nan)) }
      before = (step, value, side)
    }
    for step in samples { add(step) }
    add(steps.upperBound)
    return points
  }

  /// The last drawn step within the axis, where the visible curve ends; `step` itself if there is
  /// none.
  func lastSeen(upTo step: Int, _ values: (Int) -> Double) -> Int {
    if axis.side(of: values(step)) == 0 { return step }
    let stride = stride(for: step + 1)
    let steps = Swift.stride(from: step / stride * stride, through: 0, by: -stride)
    return steps.first { axis.side(of: values($0)) == 0 } ?? step
  }

  func point(_ position: Int, _ value: Double) -> PixelPoint {
    PixelPoint(
      x: (time.place(of: position) * Double(width - 1)).rounded() + 0.5,
      y: ((1 - axis.height(of: value)) * Double(height - 1)).rounded() + 0.5)
  }

  /// The position at a column of dots.
  func position(at column: Int) -> Int {
    time.position(at: Double(column) / Double(max(1, width - 1)))
  }

  private static func axis(of state: ExplorerState) -> ChartAxis {
    switch state.chart {
    case .loss, .wholeLoss:
      axis(of: state, floor: state.lossFloor.value, range: state.scene.scales.lossRange)
    case .gradientNorm, .learningRate: axis(of: state, floor: 0, range: 0)
    }
  }

  /// An axis for the values of all runs, except for the far part of a run that leaves for infinity,
  /// which would flatten the others.
  /// - Parameter range: the range of the values over the surface.
  private static func axis(of state: ExplorerState, floor: Double, range: Double) -> ChartAxis {
    var (least, largest) = (Double.infinity, -Double.infinity)
    var gap = Double.infinity
    var start = 0.0
    for (index, run) in state.race.runs.enumerated() where state.chart.isKnown(of: run) {
      let values = state.chart.values(of: run)
      let reach = 1000 * max(values(0) - floor, range)
      start = max(start, values(0) - floor)
      // Most schedules are drawn to their end in advance.
      let isKnown = state.chart == .learningRate && !run.settings.schedule.looksAtLosses
      let last =
        isKnown
        ? ClockPath(of: run, on: state.clock).step(ClockAxis(state).span)
        : state.knownStep(of: index)
      for step in [0] + TrailSamples(last: last) {
        let value = min(values(step), floor + reach)
        least = min(least, value)
        largest = max(largest, value)
        if value > floor { gap = min(gap, value - floor) }
      }
    }
    guard largest > -.infinity else {
      return ChartAxis(floor: floor, largest: floor + 1, smallestGap: 1, isOpen: true)
    }
    if least == largest, state.contest.furthest > 0 || largest <= floor {
      return ChartAxis(floor: floor, constant: largest)
    }
    // A millionth of the loss at the start is as good as the minimum.
    let negligible = state.chart == .loss ? 1e-6 * start : 0
    return ChartAxis(
      floor: floor, largest: largest, smallestGap: gap, negligible: negligible,
      isOpen: least <= floor || least == largest)
  }
}

extension ChartMode {
  var isLoss: Bool { self == .loss || self == .wholeLoss }

  /// Whether there is such a value: a recorded run may have no rates.
  func isKnown(of run: Run) -> Bool {
    self != .learningRate || run.recording.map { $0.rates != nil } ?? true
  }

  /// The value of a run at a step.
  func values(of run: Run) -> (Int) -> Double {
    // The run is read once, not at every step.
    let trajectory = run.trajectory
    return switch self {
    case .loss, .wholeLoss: { trajectory.loss($0) }
    case .gradientNorm: { trajectory.gradientNorm($0) }
    case .learningRate: { run.learningRate(forStep: max($0, 1)) }
    }
  }
}
