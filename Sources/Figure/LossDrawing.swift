import Calculus
import Canvas
import Comparison
import Optimizers
import RealModule

/// The chart of a figure: each run's loss over the clock of the race, above the lowest loss known, with decades.
struct LossDrawing {
  let figure: Figure
  let box: Box
  let fontSize: Double
  private let floor: Double
  private let decades: ClosedRange<Int>
  private let time: ClockAxis

  /// Decades below this share of the largest loss say nothing more about who arrives first.
  private static let leastShare = 1e-8

  init(_ figure: Figure, in box: Box, fontSize: Double) {
    self.figure = figure
    self.box = box
    self.fontSize = fontSize
    time = ClockAxis(
      span: figure.last, isLogarithmic: figure.scene.isLogarithmic(figure.clock))
    let runs = figure.race.runs
    let floor = figure.scene.lossFloor(of: figure.race).value
    self.floor = floor
    var (least, largest) = (Double.infinity, 0.0)
    for run in runs {
      for row in 0...run.step(at: figure.last, on: figure.clock) {
        let loss = run.trajectory.loss(row) - floor
        if loss > 0, loss.isFinite { (least, largest) = (min(least, loss), max(largest, loss)) }
      }
    }
    // A run that diverges must not press all others into a corner.
    let starts = runs.map { $0.trajectory.loss(0) - floor }.filter { $0 > 0 && $0.isFinite }
    largest = min(largest, 1e3 * (starts.max() ?? largest))
    least = max(least, Self.leastShare * largest)
    guard least < .infinity, largest > 0, least > 0 else {
      decades = 0...1
      return
    }
    let low = Int(Double.log10(least).rounded(.down))
    decades = low...max(Int(Double.log10(largest).rounded(.up)), low + 1)
  }

  func draw(into markup: inout Markup) {
    let ticks = Tick.decades(decades, most: max(2, Int(box.height / (1.7 * fontSize))))
    let moments = self.moments
    var grid = PathData()
    for tick in ticks { grid.add([Place(box.x, y(tick.value)), Place(box.right, y(tick.value))]) }
    for tick in moments {
      grid.add([Place(x(tick.value), box.y), Place(x(tick.value), box.bottom)])
    }
    markup.add(
      "path",
      [
        "d": grid.text, "fill": "none", "stroke": figure.theme.grid.webColor,
        "stroke-width": (0.07 * fontSize).length,
      ])
    markup.add("clipPath", ["id": "loss-area"]) { $0.add(box: box) }
    markup.add("g", ["clip-path": "url(#loss-area)"]) { markup in
      // A curve with much noise would hide smooth ones.
      let curves = figure.race.runs.indices.map { (run: $0, places: curve(of: $0)) }
        .sorted { $0.places.climb > $1.places.climb }
      for curve in curves { draw(curve.places, of: curve.run, into: &markup) }
    }
    var axes = AxesDrawing(box: box, theme: figure.theme, fontSize: fontSize)
    axes.xTicks = moments.map { ($0.text, x($0.value)) }
    axes.yTicks = ticks.map { ($0.text, y($0.value)) }
    axes.draw(
      xTitle: figure.clock.axisTitle, yTitle: floor == 0 ? "loss" : "loss − minimum", into: &markup)
    for run in figure.race.runs.indices {
      guard let head = curve(of: run).last, box.contains(head, margin: -1) else { continue }
      markup.add(
        "path",
        [
          "d": Sign.head(run).path(at: head, radius: 0.36 * fontSize),
          "fill": figure.color(of: run).webColor,
          "stroke": figure.theme.background.webColor, "stroke-width": (0.08 * fontSize).length,
        ])
    }
  }

  private func x(_ position: Double) -> Double {
    box.x + time.place(of: Int(position)) * box.width
  }

  private var moments: [Tick] {
    if time.isLogarithmic {
      return time.ticks.map { Tick(value: Double($0), text: ClockAxis.label($0)) }
    }
    let most = max(2, Int(box.width / (4 * fontSize)))
    return Tick.linear(0...Double(time.span), most: most).filter {
      $0.value == $0.value.rounded()
    }
  }

  private func y(_ loss: Double) -> Double {
    let span = Double(decades.upperBound - decades.lowerBound)
    let share = loss > 0 ? (Double.log10(loss) - Double(decades.lowerBound)) / span : 0
    // Far enough outside to be cut off, near enough to be drawn.
    return box.bottom - min(max(share, -0.5), 1.5) * box.height
  }

  private func curve(of run: Int) -> [Place] {
    let trajectory = figure.race.runs[run].trajectory
    let path = figure.race.runs[run]
    return (0...figure.step(of: run)).map {
      Place(
        box.x + time.place(of: path.spent(on: figure.clock, upTo: $0)) * box.width,
        y(trajectory.loss($0) - floor))
    }
  }

  private func draw(_ curve: [Place], of run: Int, into markup: inout Markup) {
    var data = PathData()
    data.add(curve.simplified(within: 0.1))
    markup.add(
      "path",
      [
        "d": data.text, "fill": "none", "stroke": figure.color(of: run).webColor,
        "stroke-width": (0.11 * fontSize).length,
        "stroke-dasharray": figure.theme.dashText(run, scale: fontSize / 13),
      ])
  }
}

extension [Place] {
  /// How far the line goes up in all, which is little for a loss that falls steadily.
  fileprivate var climb: Double {
    zip(self, dropFirst()).reduce(0) { $0 + Swift.max(0, $1.0.y - $1.1.y) }
  }
}
