import Canvas
import Optimizers

/// The lines of each optimizer in the table.
private struct TableLayout {
  let inner: Rectangle
  let linesPerRun: Int
  /// The visible runs, with the first row of each.
  let rows: [(run: Int, row: Int)]
  /// The number of runs without room; a separate line reports it.
  let hiddenCount: Int

  init(_ state: ExplorerState, in area: Rectangle, isBoxed: Bool) {
    var inner = area
    if isBoxed {
      inner = area.inset(columns: 2, rows: 1)
    } else {
      inner = inner.split(right: area.width - 1)
    }
    let count = state.race.runs.count
    let lines = isBoxed ? Layout.linesPerRun(room: inner.height, runs: count) : 1
    let fitting = max(0, inner.height / max(lines, 1))
    let shown = count <= fitting ? count : max(0, fitting - 1)
    // The selected run is always visible.
    let first = max(0, (state.selection ?? 0) - max(0, shown - 1))
    self.inner = inner
    linesPerRun = lines
    rows = (0..<shown).map { (first + $0, inner.row + $0 * lines) }
    hiddenCount = count - shown
  }

}

extension Drawing {
  /// Draws the optimizers with their figures: three lines each if there is room, else fewer.
  mutating func drawTable(
    _ state: ExplorerState, in area: Rectangle, isBoxed: Bool, theme: Theme, borders: BorderSet
  ) {
    if isBoxed {
      frame.box(
        area, style: theme.border, borders: borders,
        top: [BorderLabel("optimizers", theme.strong)])
    }
    let table = TableLayout(state, in: area, isBoxed: isBoxed)
    for (run, row) in table.rows {
      let line = TableLine(run, of: state, theme: theme)
      let lines =
        table.linesPerRun > 1
        ? line.lines(table.linesPerRun, width: table.inner.width)
        : [line.columns(width: table.inner.width)]
      for (offset, line) in lines.enumerated() {
        frame.put(
          line, column: table.inner.column, row: row + offset, width: table.inner.width,
          ellipsis: .unicode)
      }
      note(
        .run(run),
        in: Rectangle(
          column: area.column, row: row, width: area.width, height: table.linesPerRun))
    }
    if table.hiddenCount > 0, table.inner.height > 0 {
      frame.put(
        "  and \(table.hiddenCount) more: Tab", column: table.inner.column,
        row: table.inner.row + table.rows.count * table.linesPerRun, style: theme.muted,
        width: table.inner.width)
    }
  }
}

/// A run in the table, in one or more lines.
private struct TableLine {
  private let state: ExplorerState
  private let run: Int
  private let theme: Theme
  private let verdict: Verdict
  /// The length of the longest name, so that columns are aligned.
  private let nameWidth: Int

  /// The characters of a number, and of one in a narrow column.
  private static let numberWidth = 9
  private static let bareWidth = 8

  init(_ run: Int, of state: ExplorerState, theme: Theme) {
    self.state = state
    self.run = run
    self.theme = theme
    verdict = state.verdict(of: run)
    nameWidth = state.race.runs.map { $0.settings.kind.title.count }.max() ?? 0
  }

  private var name: [Span] {
    let isSelected = state.selection == run
    let sign = String(Marker.run(run).scalar(asciiOnly: state.appearance.isASCII))
    let title = state.race.runs[run].settings.kind.title
    return [
      Span(sign, theme.run(run)), Span(isSelected ? "›" : " ", theme.accent),
      Span(title.padded(to: nameWidth) + " ", isSelected ? theme.run(run) : theme.strong),
    ]
  }

  /// A number of the run, with enough digits to differ from those of the other runs.
  private func number(_ value: (Int) -> Double, digits: Int, width: Int) -> Span {
    let texts = state.race.runs.indices.map(value).readable(digits: digits, fitting: width)
    return Span(texts[run].padded(to: width) + " ", theme.text)
  }

  private func figure(_ label: String, _ value: (Int) -> Double, digits: Int = 3) -> [Span] {
    [Span(label + " ", theme.muted), number(value, digits: digits, width: Self.numberWidth)]
  }

  private func loss(of run: Int) -> Double { state.present(of: run).loss }
  private func norm(of run: Int) -> Double { state.present(of: run).gradientNorm }

  private func rate(digits: Int = 3) -> [Span] { figure("lr", state.rate(of:), digits: digits) }
  private var loss: [Span] { figure("loss", loss(of:)) }
  private var bareLoss: [Span] { [number(loss(of:), digits: 2, width: Self.bareWidth)] }
  private var slope: [Span] { figure("|∇f|", norm(of:)) }
  private var outcome: [Span] { [Span(verdict.label, theme.style(of: verdict))] }
  private var briefOutcome: [Span] { [Span(verdict.briefLabel, theme.style(of: verdict))] }

  /// Two or three lines.
  func lines(_ count: Int, width: Int) -> [[Span]] {
    let indent = [Span("  ")]
    let first = name + rate(digits: 4)
    guard count > 2 else {
      let whole = indent + loss + outcome
      return [first, whole.width <= width ? whole : indent + bareLoss + briefOutcome]
    }
    let narrow =
      Array(loss.dropLast()) + [
        number(loss(of:), digits: 3, width: Self.bareWidth), Span("∇", theme.muted),
      ]
    // As many figures as fit into the rest of the line.
    let rest = width - indent.width - narrow.width
    let norm = Span(norm(of: run).readable(digits: 2, fitting: max(rest, 0)), theme.text)
    let figures = loss + slope
    return [
      first, indent + (figures.width + 2 <= width + 1 ? figures : narrow + [norm]),
      indent + outcome,
    ]
  }

  /// One line: as many columns as fit, the same ones for every run.
  func columns(width: Int) -> [Span] {
    // The maximum width of each choice, without the blank after the last figure.
    let choices: [(columns: [Span], width: Int)] = [
      (rate() + loss + slope + outcome, 64), (rate() + loss + outcome, 49),
      (rate() + loss + briefOutcome, 38), (loss + briefOutcome, 25), (bareLoss + briefOutcome, 19),
      (loss, 14),
    ]
    let room = width - nameWidth - 3
    return name + (choices.first { $0.width <= room }?.columns ?? bareLoss)
  }
}
