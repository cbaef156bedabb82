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
      inspection: inspection, end: inspection.row == raced.step ? raced.end : nil,
      width: inner.width, theme: theme, inks: VectorInks(run: run, theme: theme), isASCII: isASCII)
    put(
      InspectorLine.fitting(content.lines, height: inner.height), in: inner,
      ellipsis: isASCII ? .ascii : .unicode)
  }
}
