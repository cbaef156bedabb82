import Calculus
import Canvas
import Comparison
import Optimizers

/// What the figure's lines and signs mean: each run with its rate and its loss at the step that is
/// shown, then the signs that the map has.
struct Legend {
  struct Entry {
    let name: String
    let detail: String
  }

  let figure: Figure
  let runs: [Entry]
  let signs: [(sign: Sign, text: String)]

  init(_ figure: Figure) {
    self.figure = figure
    runs = figure.race.runs.indices.map { Entry(figure, run: $0) }
    signs = figure.signs
  }

  /// The length of a line's sample, with the blank after it, in font sizes.
  private static let sample = 2.6
  private static let runHeight = 2.75
  private static let signHeight = 1.6

  func width(fontSize: Double) -> Double {
    let widest = runs.flatMap { [$0.name, $0.detail] } + signs.map(\.text) + [caption]
    let text = widest.map { $0.estimatedWidth(fontSize: fontSize) }.max() ?? 0
    return Self.sample * fontSize + text
  }

  /// The height where the legend stands below the map.
  func height(within width: Double, fontSize: Double) -> Double {
    let columns = columns(within: width, fontSize: fontSize)
    let rows = (runs.count + columns - 1) / columns
    return (Double(rows) * Self.runHeight + 1.2 + Self.signHeight) * fontSize
  }

  /// The height where all entries stand in one column.
  func columnHeight(fontSize: Double) -> Double {
    (1.4 + Double(runs.count) * Self.runHeight + 0.6 + Double(signs.count) * Self.signHeight)
      * fontSize
  }

  private func columns(within width: Double, fontSize: Double) -> Int {
    max(1, min(runs.count, Int(width / (self.width(fontSize: fontSize) + fontSize))))
  }

  /// What holds for all runs.
  private var caption: String {
    let count = figure.position
    return switch figure.clock {
    case .steps: count == 1 ? "after 1 step" : "after \(count) steps"
    case .evaluations: count == 1 ? "after 1 evaluation" : "after \(count.grouped) evaluations"
    case .rows: count == 1 ? "after 1 row" : "after \(count.grouped) rows"
    }
  }

  func draw(in box: Box, fontSize: Double, into markup: inout Markup) {
    let isBeside = box.height >= columnHeight(fontSize: fontSize) - 0.01
    let columns = isBeside ? 1 : columns(within: box.width, fontSize: fontSize)
    let columnWidth = box.width / Double(columns)
    var y = box.y + fontSize
    markup.add("g", ["fill": figure.theme.muted.webColor]) {
      $0.add(text: caption, at: Place(box.x, y))
    }
    y += 0.4 * fontSize
    for (index, entry) in runs.enumerated() {
      let place = Place(
        box.x + Double(index % columns) * columnWidth,
        y + Double(index / columns) * Self.runHeight * fontSize + 1.2 * fontSize)
      draw(entry, run: index, at: place, fontSize: fontSize, into: &markup)
    }
    y += Double((runs.count + columns - 1) / columns) * Self.runHeight * fontSize
    y += 1.4 * fontSize
    var x = box.x
    for (sign, text) in signs {
      markup.add(
        sign, at: Place(x + 0.6 * fontSize, y - 0.33 * fontSize), radius: 0.42 * fontSize,
        theme: figure.theme, fontSize: fontSize)
      markup.add("g", ["fill": figure.theme.muted.webColor]) {
        $0.add(text: text, at: Place(x + 1.5 * fontSize, y))
      }
      if isBeside {
        y += Self.signHeight * fontSize
      } else {
        x += text.estimatedWidth(fontSize: fontSize) + 3 * fontSize
      }
    }
  }

  private func draw(
    _ entry: Entry, run: Int, at place: Place, fontSize: Double, into markup: inout Markup
  ) {
    let color = figure.color(of: run)
    let middle = place.y - 0.33 * fontSize
    let end = place.x + 1.9 * fontSize
    var line = PathData()
    line.add([Place(place.x, middle), Place(end, middle)])
    markup.add(
      "path",
      [
        "d": line.text, "fill": "none", "stroke": color.webColor,
        "stroke-width": (0.14 * fontSize).length,
        "stroke-dasharray": figure.theme.dashText(run, scale: fontSize / 13),
      ])
    markup.add(
      "path",
      [
        "d": Sign.head(run).path(at: Place(end, middle), radius: 0.4 * fontSize),
        "fill": color.webColor,
      ])
    let x = place.x + Self.sample * fontSize
    markup.add(
      "text",
      [
        "x": x.length, "y": place.y.length, "font-weight": "bold", "fill": color.webColor,
      ], characters: entry.name)
    markup.add("g", ["fill": figure.theme.muted.webColor]) {
      $0.add(text: entry.detail, at: Place(x, place.y + 1.15 * fontSize))
    }
  }
}

extension Legend.Entry {
  /// The name of a run, its rate and what has become of it.
  fileprivate init(_ figure: Figure, run index: Int) {
    let run = figure.race.runs[index]
    let label = figure.scene.labels[index]
    name = label.text
    let step = figure.step(of: index)
    let rate = label.statesRate ? "" : "lr " + label.rate
    let account = run.account(at: step, scales: figure.scene.scales)
    let outcome =
      switch account.verdict {
      case .diverged, .undefined: account.label
      default: "loss " + run.trajectory.loss(step).readable(digits: 3).typesetNumber
      }
    detail = rate.isEmpty ? outcome : "\(rate), \(outcome)"
  }
}

extension Figure {
  /// The signs on the map with their meaning, each once.
  fileprivate var signs: [(sign: Sign, text: String)] {
    var signs: [(Sign, String)] = [(.start, "start")]
    let about = ground.isApproximate ? "about a " : ""
    let minima = ground.minima.filter { domain.contains($0.point) }
    if minima.contains(where: \.isLowest) {
      signs.append((.minimum, ground.isFound ? about + "minimum" : "lowest minimum"))
    }
    if minima.contains(where: { !$0.isLowest }) { signs.append((.localMinimum, "local minimum")) }
    if ground.saddles.contains(where: domain.contains) { signs.append((.saddle, about + "saddle")) }
    if ground.hasUndefined { signs.append((.undefined, "undefined")) }
    return signs
  }
}
