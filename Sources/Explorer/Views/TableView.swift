import Canvas
import Optimizers

extension Frame {
  /// The optimizers with their figures: three lines each where there is room, else fewer.
  mutating func drawTable(
    _ state: ExplorerState, in area: Rectangle, isBoxed: Bool, theme: Theme, borders: BorderSet
  ) {
    var inner = area
    if isBoxed {
      box(
        area, style: theme.border, borders: borders,
        top: [BorderLabel("optimizers", theme.strong)])
      inner = area.inset(columns: 2, rows: 1)
    }
    let lines = isBoxed ? Layout.linesPerRun(room: inner.height, runs: state.race.runs.count) : 1
    for run in state.race.runs.indices {
      let row = inner.row + run * lines
      guard row + lines <= inner.row + inner.height else { break }
      let spans = state.tableLines(of: run, count: lines, width: inner.width, theme: theme)
      for (offset, line) in spans.enumerated() {
        put(
          line, column: inner.column, row: row + offset, width: inner.width, ellipsis: .unicode)
      }
    }
  }
}

extension ExplorerState {
  fileprivate func tableLines(of run: Int, count: Int, width: Int, theme: Theme) -> [[Span]] {
    let kind = race.runs[run].settings.kind
    let present = present(of: run)
    let verdict = verdict(of: run)
    let sign = String(Marker.run(run).scalar(asciiOnly: appearance.isASCII))
    let pointer = selection == run ? "›" : " "
    let name = [
      Span(sign, theme.run(run)), Span(pointer, theme.accent),
      Span(kind.title.padded(to: 10) + " ", selection == run ? theme.run(run) : theme.strong),
    ]
    let rate = [Span("lr ", theme.muted), Span(rate(of: run).readable(digits: 4), theme.text)]
    let isWide = width >= 28
    let loss = [
      Span("loss ", theme.muted),
      Span(present.loss.readable().padded(to: isWide ? 9 : 8), theme.text),
    ]
    let slope = [
      Span(isWide ? "|∇f| " : " ∇", theme.muted), Span(present.gradientNorm.readable(), theme.text),
    ]
    let outcome = [Span(verdict.label, theme.style(of: verdict))]
    let indent = [Span("  ")]
    switch count {
    case 3: return [name + rate, indent + loss + slope, indent + outcome]
    case 2: return [name + rate, indent + loss + outcome]
    default:
      // One line: the verdict only where it is news, and the slope where there is room.
      let news: [Span] =
        switch verdict {
        case .descending: width >= 50 ? slope : []
        default: outcome
        }
      let shortRate = Span(self.rate(of: run).readable().padded(to: 8) + " ", theme.text)
      return [name + [Span("lr ", theme.muted), shortRate] + loss + news]
    }
  }
}

extension String {
  /// The text with blanks up to a number of characters.
  func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }
}
