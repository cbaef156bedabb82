import Canvas

/// The layout of the parameters pane: dials under their headings, in columns, with the meaning of
/// the dial under the cursor at the bottom.
struct ParametersPane {
  enum Line: Hashable {
    case heading(Dial.Section)
    /// The index of a dial.
    case dial(Int)
    /// A fact that follows from the surface's parameters.
    case fact
    case blank
  }

  /// The area inside the border.
  let inner: Rectangle
  let dials: [Dial]
  /// The index of the dial under the cursor.
  let cursor: Int
  /// The run of the pane; nil if there are several.
  let onlyRun: Int?
  /// The visible lines, from the top.
  let lines: [Line]
  /// The number of lines above them.
  let firstLine: Int
  let lineCount: Int
  /// The lines of the list.
  let list: Rectangle
  /// The text about the dial under the cursor.
  let meaning: Rectangle
  let labelWidth: Int
  let valueWidth: Int

  init(_ state: ExplorerState, in area: Rectangle) {
    inner = area.inset(columns: 2, rows: 1)
    dials = state.dials
    cursor = state.currentDialPlace
    onlyRun = state.selection ?? (state.race.runs.count == 1 ? 0 : nil)
    var list = inner
    meaning = list.split(
      bottom: inner.height >= 18 ? 4 : inner.height >= 12 ? 3 : inner.height >= 7 ? 2 : 0)
    self.list = list
    var all = ParametersPane.lines(of: dials, isSpaced: true)
    if all.count > list.height { all = ParametersPane.lines(of: dials, isSpaced: false) }
    lineCount = all.count
    let current = all.firstIndex(of: .dial(cursor)) ?? 0
    // The heading above the first dial scrolls into view with it.
    let upper = cursor == 0 ? 0 : current
    let first = min(max(state.sight.board.firstLine, current - list.height + 1), upper)
    firstLine = max(0, min(first, all.count - list.height))
    lines = Array(all.dropFirst(firstLine).prefix(list.height))
    valueWidth = inner.width >= 36 ? 8 : 7
    let longest = dials.map(\.label.count).max() ?? 0
    // A slider keeps at least six cells.
    labelWidth = max(8, min(longest, inner.width - valueWidth - 11))
  }

  private static func lines(of dials: [Dial], isSpaced: Bool) -> [Line] {
    var lines: [Line] = isSpaced ? [.blank] : []
    for (place, dial) in dials.enumerated() {
      if place == 0 || dials[place - 1].section != dial.section {
        if isSpaced, place > 0 { lines.append(.blank) }
        lines.append(.heading(dial.section))
      }
      lines.append(.dial(place))
      let isLast = place + 1 == dials.count || dials[place + 1].section != dial.section
      if isLast, dial.section == .surface { lines.append(.fact) }
    }
    return lines
  }

  /// The column after the values.
  var valueEnd: Int { inner.column + 2 + labelWidth + 1 + valueWidth }

  /// The rule above the meaning; nil if there is no room.
  var rule: Int? { meaning.height >= 3 ? meaning.row : nil }

  /// The cells that can be pressed and dragged.
  func slider(of dial: Dial) -> Slider {
    let start = valueEnd + 2
    let end = max(start, inner.column + inner.width)
    switch dial.scale {
    case .flag: return Slider(columns: start..<min(start + 3, end))
    case .choices: return Slider(columns: valueEnd - valueWidth..<end)
    case .count, .typed: return Slider(columns: start..<start)
    case .linear, .log, .stops: return Slider(columns: start..<end)
    }
  }
}

/// A line of cells for the positions of a dial.
struct Slider: Hashable, Sendable {
  let columns: Range<Int>

  func column(at fraction: Double) -> Int {
    columns.lowerBound + Int((fraction * Double(max(0, columns.count - 1))).rounded())
  }

  func fraction(at column: Int) -> Double {
    guard columns.count > 1 else { return 0 }
    return Double(column - columns.lowerBound) / Double(columns.count - 1)
  }
}
