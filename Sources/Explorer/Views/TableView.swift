import Canvas
import Optimizers

/// Where the lines of each optimizer stand.
struct Table {
  let inner: Rectangle
  let linesPerRun: Int
  private let runs: Int

  init(_ state: ExplorerState, in area: Rectangle, isBoxed: Bool) {
    inner = isBoxed ? area.inset(columns: 2, rows: 1) : area
    runs = state.race.runs.count
    linesPerRun = isBoxed ? Layout.linesPerRun(room: inner.height, runs: runs) : 1
  }

  /// The rows of the runs that have room.
  var rows: [(run: Int, row: Int)] {
    (0..<runs).map { ($0, inner.row + $0 * linesPerRun) }
      .filter { $0.1 + linesPerRun <= inner.row + inner.height }
  }

  func run(atRow row: Int) -> Int? {
    rows.first { ($0.row..<$0.row + linesPerRun).contains(row) }?.run
  }
}

extension Frame {
  /// The optimizers with their figures: three lines each where there is room, else fewer.
  mutating func drawTable(
    _ state: ExplorerState, in area: Rectangle, isBoxed: Bool, theme: Theme, borders: BorderSet
  ) {
    if isBoxed {
      box(
        area, style: theme.border, borders: borders,
        top: [BorderLabel("optimizers", theme.strong)])
    }
    let table = Table(state, in: area, isBoxed: isBoxed)
    for (run, row) in table.rows {
      let lines = state.tableLines(
        of: run, count: table.linesPerRun, width: table.inner.width, theme: theme)
      for (offset, line) in lines.enumerated() {
        put(
          line, column: table.inner.column, row: row + offset, width: table.inner.width,
          ellipsis: .unicode)
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
      if width < 36 { return [name + loss + news] }
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
