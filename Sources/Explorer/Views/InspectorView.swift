import Calculus
import Canvas
import Optimizers

extension Frame {
  /// One step of a run: the rule as it is executed, with all its numbers.
  ///
  /// Of what does not fit the least important is left out; a pane is at least 8 rows high.
  mutating func drawInspector(
    _ state: ExplorerState, inspection: Inspection, run: Int, in area: Rectangle, theme: Theme,
    borders: BorderSet
  ) {
    let isASCII = state.appearance.isASCII
    let sign = Marker.run(run).scalar(asciiOnly: isASCII)
    let arrow = isASCII ? "->" : "→"
    fill(area)
    box(
      area, style: theme.border, borders: borders,
      top: [
        BorderLabel([
          Span("\(sign) \(inspection.kind.title)", theme.run(run)),
          Span("  step \(inspection.row) \(arrow) \(inspection.row + 1)", theme.muted),
        ])
      ])
    let inner = area.inset(columns: area.width < 40 ? 1 : 2, rows: 1)
    let raced = state.race.runs[run]
    let content = InspectorContent(
      inspection: inspection,
      previous: inspection.row > 0 ? Inspection(of: raced, at: inspection.row - 1) : nil,
      end: inspection.row == raced.step ? raced.end : nil, settings: raced.settings,
      width: inner.width, theme: theme, inks: VectorInks(run: run, theme: theme), isASCII: isASCII)
    let lines = InspectorLine.fitting(content.lines, height: inner.height)
    put(lines, in: inner, ellipsis: isASCII ? .ascii : .unicode)
    var rest = inner
    _ = rest.split(top: lines.count + 1)
    drawLastSteps(of: raced, upTo: inspection.row, in: rest, theme: theme)
  }

  /// The way that led here, the last step first, where there is room for some of it.
  private mutating func drawLastSteps(
    of run: Run, upTo row: Int, in area: Rectangle, theme: Theme
  ) {
    guard area.height >= 4, row > 0 else { return }
    func line(_ cells: [String], _ style: Style, at offset: Int) {
      let widths = [6, 11, 11, 11]
      let text = zip(cells, widths).map { $0.leftPadded(to: $1) }.joined()
      put(text, column: area.column, row: area.row + offset, style: style, width: area.width)
    }
    line(["step", "loss", "|∇f|", "|Δ|"], theme.muted, at: 0)
    for offset in 1..<min(area.height, row + 1) {
      let index = row + 1 - offset
      let (point, before) = (run.trajectory[index], run.trajectory[index - 1])
      line(
        ["\(index)"]
          + [point.loss, point.gradientNorm, (point.point - before.point).norm].map {
            $0.readable()
          },
        theme.text, at: offset)
    }
  }
}
