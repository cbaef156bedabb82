import Calculus
import Canvas
import Optimizers

extension Frame {
  /// Draws one step of a run: the rule as it is executed, with all its numbers. The least important
  /// lines are left out if they do not fit; a pane is at least 8 rows high.
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
          Span("\(sign) \(state.name(of: run, fitting: area.width - 26))", theme.run(run)),
          Span("  step \(inspection.row) \(arrow) \(inspection.nextRow)", theme.muted),
        ])
      ])
    var inner = area.inset(columns: area.width < 40 ? 1 : 2, rows: 1)
    // Numbers far from their names would be hard to follow.
    inner.width = min(inner.width, SideText.longestLine)
    let raced = state.race.runs[run]
    let content = InspectorContent(
      inspection: inspection,
      previous: inspection.row > 0 ? Inspection(of: raced, at: inspection.row - 1) : nil,
      end: inspection.row == raced.step ? raced.end : nil, settings: raced.settings,
      resolution: state.viewport.resolution, width: inner.width, theme: theme,
      own: theme.run(run), inks: VectorInks(run: run, theme: theme), sign: sign,
      isASCII: isASCII,
      isRecorded: raced.isRecorded,
      ownLoss: raced.hasOwnLosses ? raced.trajectory.loss(inspection.row) : nil)
    let lines = InspectorLine.fitting(content.lines, height: inner.height)
    put(lines, in: inner, ellipsis: isASCII ? .ascii : .unicode)
    var rest = inner
    _ = rest.split(top: lines.count + 1)
    drawLastSteps(of: raced, upTo: inspection.row, in: rest, theme: theme)
  }

  /// Draws the latest steps, the last one first, if there is room for some of them.
  private mutating func drawLastSteps(
    of run: Run, upTo row: Int, in area: Rectangle, theme: Theme
  ) {
    guard area.height >= 4, row > 0 else { return }
    let stepWidth = max(6, "\(row)".count)
    let width = min(InspectorLine.numberWidth, (area.width - stepWidth) / 3)
    // Of a recording, the steps that were recorded.
    let known = run.recording?.steps.lastIndex(where: { $0 <= row })
    let all = known.flatMap { run.recording?.steps[...$0] }
    let count = area.height - 1
    let rows = all.map { Array($0.suffix(count + 1)) } ?? Array((0...row).suffix(count + 1))
    let shown = rows.suffix(count).reversed()
    func line(_ step: String, _ cells: [String], _ style: Style, at offset: Int) {
      let text = step.leftPadded(to: stepWidth) + cells.map { $0.leftPadded(to: width) }.joined()
      put(text, column: area.column, row: area.row + offset, style: style, width: area.width)
    }
    /// A column of the table with distinct numbers, each after a blank.
    func column(_ number: (Int) -> Double?) -> [String] {
      let numbers = shown.map(number)
      var texts = numbers.compactMap(\.self).readable(fitting: width - 1)[...]
      return numbers.map { $0 == nil ? "" : texts.removeFirst() }
    }
    line("step", ["loss", "|∇f|", "|Δ|"], theme.muted, at: 0)
    let trajectory = run.trajectory
    let columns = [
      column { trajectory.loss($0) }, column { trajectory.gradientNorm($0) },
      // No step led to the start.
      column { row in
        rows.last { $0 < row }.map { (trajectory.point(row) - trajectory.point($0)).norm }
      },
    ]
    for (place, index) in shown.enumerated() {
      line("\(index)", columns.map { $0[place] }, theme.text, at: place + 1)
    }
  }
}

/// A line of the inspector: a text, numbers under the axes, and a priority.
struct InspectorLine {
  /// The numbers at the right: under x and y, or between them if they belong to both.
  enum Numbers {
    case none
    case axes(String, String)
    case both(String)

    /// The columns at the right end that text leaves free.
    var width: Int {
      switch self {
      case .none: 0
      case .axes: 2 * InspectorLine.numberWidth
      case .both: 3 * InspectorLine.numberWidth / 2
      }
    }
  }

  /// If not all lines fit, those with the lowest priority are left out, the last one of equals
  /// first.
  var priority: Int
  var text: [Span]
  var numbers = Numbers.none
  var style = Style.plain
  /// Whether it is the formula of the quantity in the next line, which then needs no name.
  var isFormula = false
  /// The number of lines with this priority that form a text, which is shown completely or not at
  /// all.
  var blockHeight = 1

  /// The columns of a number and the blank before it.
  static let numberWidth = 11

  /// The lines that fit, in their order.
  static func fitting(_ lines: [InspectorLine], height: Int) -> [InspectorLine] {
    let kept = lines.indices.sorted {
      (lines[$1].priority, $0) < (lines[$0].priority, $1)
    }.prefix(max(0, height))
    return kept.sorted().map { lines[$0] }.filter { line in
      line.blockHeight == 1
        || kept.filter { lines[$0].priority == line.priority }.count == line.blockHeight
    }
  }
}

extension Frame {
  /// Writes lines of the inspector into a rectangle.
  mutating func put(_ lines: [InspectorLine], in area: Rectangle, ellipsis: Ellipsis) {
    var isExplained = false
    for (offset, line) in lines.prefix(area.height).enumerated() {
      let row = area.row + offset
      let end = area.column + area.width
      let width = InspectorLine.numberWidth
      if !isExplained {
        put(
          line.text, column: area.column, row: row, width: area.width - line.numbers.width,
          ellipsis: ellipsis)
      }
      switch line.numbers {
      case .none: break
      case .axes(let x, let y):
        put([Span(x, line.style)], endingAt: end - width, row: row, width: width - 1)
        put([Span(y, line.style)], endingAt: end, row: row, width: width - 1)
      case .both(let value):
        put([Span(value, line.style)], endingAt: end - width / 2, row: row)
      }
      isExplained = line.isFormula
    }
  }
}
