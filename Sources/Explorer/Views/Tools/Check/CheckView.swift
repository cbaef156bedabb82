import Calculus
import Canvas
import Comparison
import Experiments

/// What the pane of the gradient check shows.
struct CheckContent {
  var check: GradientCheck
  /// The gradient that the optimizers are given against the exact one; nil if it is that.
  var comparison: GradientComparison?
  var spec = GradientSpec.exact
}

extension Frame {
  /// Draws the exact gradient at a point against differences: their error as a function of the step
  /// h, with its U shape, the best steps, and the verdict.
  mutating func drawCheck(
    _ content: CheckContent, in area: Rectangle, theme: Theme, borders: BorderSet,
    glyphs: GlyphSet
  ) {
    let check = content.check
    let isASCII = glyphs == .ascii
    fill(area)
    let title = check.isSingle ? "single-precision check" : "gradient check"
    let keys = check.isSingle ? ["Enter: double"] : ["Enter: single precision", "Enter: single"]
    let key = keys.first { title.count + $0.count + 10 <= area.width }
    box(
      area, style: theme.border, borders: borders,
      top: [BorderLabel(title, theme.strong)]
        + (key.map { [BorderLabel($0, theme.muted, alignment: .trailing)] } ?? []),
      bottom: [
        BorderLabel(
          "\(check.isRelative ? "relative" : "absolute") error against h", theme.muted,
          alignment: .trailing)
      ])
    let inner = area.inset(columns: area.width < 40 ? 1 : 2, rows: 1)
    let text = CheckText(
      check: check, comparison: content.comparison, spec: content.spec, width: inner.width,
      theme: theme, isASCII: isASCII)
    let ellipsis: Ellipsis = isASCII ? .ascii : .unicode
    let (head, foot) = text.lines(height: inner.height)
    for (offset, line) in head.enumerated() {
      put(
        line, column: inner.column, row: inner.row + offset, width: inner.width,
        ellipsis: ellipsis)
    }
    let end = inner.row + inner.height
    for (offset, line) in foot.enumerated() {
      put(
        line, column: inner.column, row: end - foot.count + offset, width: inner.width,
        ellipsis: ellipsis)
    }
    drawCheckChart(
      check,
      in: Rectangle(
        column: inner.column, row: inner.row + head.count, width: inner.width,
        height: inner.height - head.count - foot.count),
      theme: theme, glyphs: glyphs)
  }

  private mutating func drawCheckChart(
    _ check: GradientCheck, in area: Rectangle, theme: Theme, glyphs: GlyphSet
  ) {
    let gutter = 6
    let plot = Rectangle(
      column: area.column + gutter, row: area.row,
      // The last label is centred below its tick.
      width: area.width - gutter - 2, height: area.height - 1)
    guard plot.width > 8, plot.height > 1 else { return }
    var dots = BrailleCanvas(size: Size(width: plot.width, height: plot.height))
    let chart = CheckChart(check, size: dots.size)
    drawGrid(chart, plot: plot, gutter: gutter, theme: theme)
    for kind in DifferenceKind.allCases {
      let ink = BrailleCanvas.Ink(
        kind.color(depth: theme.depth, on: theme.key.background), priority: kind.isBroken ? 1 : 0,
        letter: kind.stroke)
      let points = check.rows.map { chart.point(h: $0.h, error: kind.error(of: $0)) }
      for index in points.indices.dropLast() where !kind.isBroken || index.isMultiple(of: 2) {
        dots.line(from: points[index], to: points[index + 1], ink)
      }
    }
    dots.draw(into: &self, column: plot.column, row: plot.row, glyphs: glyphs)
    for kind in DifferenceKind.allCases {
      guard let best = kind.best(in: check) else { continue }
      let place = chart.point(h: best.h, error: kind.error(of: best))
      self[plot.column + Int(place.x) / 2, plot.row + Int(place.y) / 4] = Cell(
        kind.letter,
        Style(
          foreground: kind.color(depth: theme.depth, on: theme.key.background),
          attributes: [.bold, .reverse]))
    }
  }

  private mutating func drawGrid(
    _ chart: CheckChart, plot: Rectangle, gutter: Int, theme: Theme
  ) {
    let decades = plot.width < 30 ? [-2, -8, -14] : [-2, -5, -8, -11, -14]
    let columns = decades.map { decade in
      let share =
        (Double(decade) - CheckChart.ends.left) / (CheckChart.ends.right - CheckChart.ends.left)
      return plot.column + Int((share * Double(plot.width - 1)).rounded())
    }
    for decade in chart.ticks {
      let row = plot.row + chart.row(decade: decade)
      put(
        [Span("1e\(Int(decade))", theme.muted)], endingAt: plot.column - 1, row: row,
        width: gutter - 1)
      for column in columns { self[column, row] = Cell("·", theme.border) }
    }
    for (decade, middle) in zip(decades, columns) {
      let label = "1e\(decade)"
      put(label, column: middle - label.count / 2, row: plot.row + plot.height, style: theme.muted)
    }
    put("h", column: plot.column - 2, row: plot.row + plot.height, style: theme.muted)
  }
}

/// The text above and below the chart of a check.
struct CheckText {
  let check: GradientCheck
  let comparison: GradientComparison?
  let spec: GradientSpec
  let width: Int
  let theme: Theme
  let isASCII: Bool

  /// The lines for a height: the chart keeps at least five rows, and the verdict at least one.
  func lines(height: Int) -> (head: [[Span]], foot: [[Span]]) {
    var room = height - 5
    let verdict = verdict
    var foot = Array(verdict.prefix(max(1, min(room, verdict.count))))
    room -= foot.count
    // Before anything else: this is what the check is for.
    let given = Array(given.prefix(max(0, room)))
    room -= given.count
    // The curves cannot be read without the legend.
    let kinds = DifferenceKind.allCases
    let legend = room >= kinds.count ? kinds.map(bestLine) : room > 0 ? [shortLegend] : []
    room -= legend.count
    foot = legend + foot
    return (given + Array(values.prefix(max(0, room))), foot)
  }

  /// The gradient that the optimizers are given, component by component.
  private var given: [[Span]] {
    guard let comparison else { return [] }
    var lines = [[Span(spec.label ?? "", theme.strong)]]
    if case .typed = spec {
      lines += spec.text.wrapped(to: width).prefix(3).map { [Span($0, theme.muted)] }
    }
    for (axis, component) in [("x", comparison.x), ("y", comparison.y)] {
      let style = component.fault == .none ? theme.good : theme.bad
      let numbers = [
        Span("\(axis) ", theme.muted), Span("\(owner) ", theme.muted),
        Span(component.given.readable(digits: 6), theme.text), Span(", exact ", theme.muted),
        Span(component.exact.readable(digits: 6), theme.text),
      ]
      let words = comparison.words(of: component.fault, in: spec)
      if numbers.width + words.count + 2 <= width {
        lines.append(numbers + [Span(": ", theme.muted), Span(words, style)])
      } else {
        lines.append(numbers)
        lines += words.wrapped(to: width - 2).map { [Span("  " + $0, style)] }
      }
    }
    return lines + comparison.summary.wrapped(to: width).map { [Span($0, theme.muted)] } + [[]]
  }

  private var owner: String {
    if case .differences(let differences) = spec { differences.kind.rawValue } else { "yours" }
  }

  private var values: [[Span]] {
    [
      row(
        "∇f",
        pair(check.gradient, note: check.verdict.deniesGradient ? " by convention" : " exactly")),
      row("f", check.value.readable(digits: 6, fitting: width - 4)),
      row("at", pair(check.point)),
    ]
  }

  private func row(_ name: String, _ text: String) -> [Span] {
    let symbol = isASCII && name == "∇f" ? "g" : name
    return [Span(symbol.padded(to: 4), theme.muted), Span(text, theme.text)]
  }

  /// With as many digits as fit; the note is left out last.
  private func pair(_ point: Point, note: String = "") -> String {
    let pairs = [6, 5, 4, 3].map { digits in
      "(\(point.x.readable(digits: digits)), \(point.y.readable(digits: digits)))"
    }
    let texts = pairs.map { $0 + note } + pairs
    return texts.first { $0.count <= width - 4 } ?? ""
  }

  /// A key to both curves and their letters.
  private var shortLegend: [Span] {
    DifferenceKind.allCases.flatMap { kind in
      let best = kind.best(in: check).map { " h \($0.h.readable())  " } ?? "  "
      return [stroke(of: kind), letter(of: kind), Span(best, theme.text)]
    }
  }

  /// A key to a curve and its letter, with its result.
  private func bestLine(_ kind: DifferenceKind) -> [Span] {
    let name = [stroke(of: kind), Span(kind.name + " ", theme.text), letter(of: kind)]
    guard let best = kind.best(in: check) else {
      return name + [Span(" undefined", theme.warning)]
    }
    let error = kind.error(of: best).readable(digits: 1)
    return [
      name + [Span(" best h ", theme.muted), Span(best.h.readable(), theme.text)],
      [Span(" error ", theme.muted), Span(error, theme.text)],
    ].fitting(width)
  }

  private func stroke(of kind: DifferenceKind) -> Span {
    let sign = isASCII ? kind.stroke : kind.isBroken ? "╌" : "─"
    return Span(
      "\(sign)\(sign) ",
      Style(foreground: kind.color(depth: theme.depth, on: theme.key.background), attributes: .bold)
    )
  }

  private func letter(of kind: DifferenceKind) -> Span {
    Span(
      String(kind.letter),
      Style(
        foreground: kind.color(depth: theme.depth, on: theme.key.background),
        attributes: [.bold, .reverse]))
  }

  private var verdict: [[Span]] {
    let style: Style =
      switch check.verdict {
      case .agrees: theme.good
      case .kink, .jump, .undefined: theme.warning
      case .disagrees: theme.bad
      }
    let lines = "\(check.verdict.name): \(check.verdict.sentence)".wrapped(to: width)
    return lines.map { [Span($0, style)] }
  }
}
