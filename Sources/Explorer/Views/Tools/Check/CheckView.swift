import Calculus
import Canvas
import Experiments

extension Frame {
  /// The exact gradient at a point against differences: their error over the step h, with its U
  /// shape, the best steps, and what that says.
  mutating func drawCheck(
    _ check: GradientCheck, in area: Rectangle, theme: Theme, borders: BorderSet,
    glyphs: GlyphSet
  ) {
    let isASCII = glyphs == .ascii
    fill(area)
    box(
      area, style: theme.border, borders: borders,
      top: [BorderLabel("gradient check", theme.strong)],
      bottom: [
        BorderLabel(
          "\(check.isRelative ? "relative" : "absolute") error against h", theme.muted,
          alignment: .trailing)
      ])
    let inner = area.inset(columns: area.width < 40 ? 1 : 2, rows: 1)
    let text = CheckText(check: check, width: inner.width, theme: theme, isASCII: isASCII)
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
      // The last label stands under the middle of its tick.
      width: area.width - gutter - 2, height: area.height - 1)
    guard plot.width > 8, plot.height > 1 else { return }
    var dots = BrailleCanvas(size: Size(width: plot.width, height: plot.height))
    let chart = CheckChart(check, size: dots.size)
    drawGrid(chart, plot: plot, gutter: gutter, theme: theme)
    for kind in DifferenceKind.allCases {
      let ink = BrailleCanvas.Ink(
        kind.color(depth: theme.depth), priority: kind.isBroken ? 1 : 0, letter: kind.stroke)
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
        Style(foreground: kind.color(depth: theme.depth), attributes: [.bold, .reverse]))
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
