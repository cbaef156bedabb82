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
      resolution: state.viewport.resolution, width: inner.width, theme: theme,
      inks: VectorInks(run: run, theme: theme), sign: sign,
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
    let rows = (0...row).suffix(area.height - 1).reversed()
    func line(_ step: String, _ cells: [String], _ style: Style, at offset: Int) {
      let text = step.leftPadded(to: stepWidth) + cells.map { $0.leftPadded(to: width) }.joined()
      put(text, column: area.column, row: area.row + offset, style: style, width: area.width)
    }
    /// A column of the table, its numbers told apart, with a blank before them.
    func column(_ number: (Int) -> Double?) -> [String] {
      let numbers = rows.map(number)
      var texts = numbers.compactMap(\.self).readable(fitting: width - 1)[...]
      return numbers.map { $0 == nil ? "" : texts.removeFirst() }
    }
    line("step", ["loss", "|∇f|", "|Δ|"], theme.muted, at: 0)
    let trajectory = run.trajectory
    let columns = [
      column { trajectory.loss($0) }, column { trajectory.gradientNorm($0) },
      // No step led to the start.
      column { $0 > 0 ? (trajectory.point($0) - trajectory.point($0 - 1)).norm : nil },
    ]
    for (place, index) in rows.enumerated() {
      line("\(index)", columns.map { $0[place] }, theme.text, at: place + 1)
    }
  }
}
