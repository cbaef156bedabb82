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
      width: inner.width, theme: theme, inks: VectorInks(run: run, theme: theme), sign: sign,
      isASCII: isASCII)
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
    let stepWidth = max(6, "\(row)".count)
    let width = min(InspectorLine.numberWidth, (area.width - stepWidth) / 3)
    func line(_ step: String, _ cells: [String], _ style: Style, at offset: Int) {
      let text = step.leftPadded(to: stepWidth) + cells.map { $0.leftPadded(to: width) }.joined()
      put(text, column: area.column, row: area.row + offset, style: style, width: area.width)
    }
    /// As many digits as leave a blank before them.
    func cell(_ number: Double) -> String {
      let texts = [3, 2, 1].map { number.readable(digits: $0) }
      return texts.first { $0.count < width } ?? texts[2]
    }
    line("step", ["loss", "|∇f|", "|Δ|"], theme.muted, at: 0)
    for offset in 1..<min(area.height, row + 2) {
      let index = row + 1 - offset
      let point = run.trajectory[index]
      // No step led to the start.
      let move = index > 0 ? cell((point.point - run.trajectory.point(index - 1)).norm) : ""
      line(
        "\(index)", [cell(point.loss), cell(point.gradientNorm), move], theme.text, at: offset)
    }
  }
}
