import Canvas

/// Where everything stands in the parameters pane: dials under their headings, in columns, and what
/// the one under the cursor means at the bottom.
struct ParametersPane {
  enum Line: Hashable {
    case heading(Dial.Section)
    /// The place of a dial.
    case dial(Int)
    /// What follows from the surface's parameters.
    case fact
    case blank
  }

  /// Inside of the border.
  let inner: Rectangle
  let dials: [Dial]
  /// The place of the dial under the cursor.
  let cursor: Int
  /// The lines that are seen, from the top.
  let lines: [Line]
  /// How many lines lie above them.
  let firstLine: Int
  let lineCount: Int
  /// The lines of the list.
  let list: Rectangle
  /// What is said about the dial under the cursor.
  let meaning: Rectangle
  let labelWidth: Int
  let valueWidth: Int

  /// Nil where there is no room for the pane.
  init?(_ state: ExplorerState) {
    guard let area = Layout(state: state).tool else { return nil }
    self.init(state, in: area)
  }

  init(_ state: ExplorerState, in area: Rectangle) {
    inner = area.inset(columns: 2, rows: 1)
    dials = state.dials
    cursor = state.currentDialPlace
    var list = inner
    meaning = list.split(
      bottom: inner.height >= 18 ? 4 : inner.height >= 12 ? 3 : inner.height >= 7 ? 2 : 0)
    self.list = list
    var all = ParametersPane.lines(of: dials, isParted: true)
    if all.count > list.height { all = ParametersPane.lines(of: dials, isParted: false) }
    lineCount = all.count
    let current = all.firstIndex(of: .dial(cursor)) ?? 0
    // The heading above the first dial comes into sight with it.
    let upper = cursor == 0 ? 0 : current
    let first = min(max(state.board.firstLine, current - list.height + 1), upper)
    firstLine = max(0, min(first, all.count - list.height))
    lines = Array(all.dropFirst(firstLine).prefix(list.height))
    valueWidth = inner.width >= 36 ? 8 : 7
    let longest = dials.map(\.label.count).max() ?? 0
    // A slider keeps six cells at least.
    labelWidth = max(8, min(longest, inner.width - valueWidth - 11))
  }

  private static func lines(of dials: [Dial], isParted: Bool) -> [Line] {
    var lines: [Line] = isParted ? [.blank] : []
    for (place, dial) in dials.enumerated() {
      if place == 0 || dials[place - 1].section != dial.section {
        if isParted, place > 0 { lines.append(.blank) }
        lines.append(.heading(dial.section))
      }
      lines.append(.dial(place))
      let isLast = place + 1 == dials.count || dials[place + 1].section != dial.section
      if isLast, dial.section == .surface { lines.append(.fact) }
    }
    return lines
  }

  func dial(atRow row: Int) -> Dial? {
    guard list.rows.contains(row), lines.indices.contains(row - list.row),
      case .dial(let place) = lines[row - list.row]
    else { return nil }
    return dials[place]
  }

  /// The column after the values.
  var valueEnd: Int { inner.column + 2 + labelWidth + 1 + valueWidth }

  /// The rule above the meaning; nil where it has no room.
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

/// A line of cells that stand for the places of a dial.
struct Slider: Hashable {
  let columns: Range<Int>

  func column(at fraction: Double) -> Int {
    columns.lowerBound + Int((fraction * Double(max(0, columns.count - 1))).rounded())
  }

  func fraction(at column: Int) -> Double {
    guard columns.count > 1 else { return 0 }
    return Double(column - columns.lowerBound) / Double(columns.count - 1)
  }
}

extension ExplorerState {
  /// What follows from the surface's parameters: how curved it is at its minimum, or else at the
  /// start; the longest text that fits.
  func surfaceFact(fitting width: Int) -> String? {
    let minimum = scene.surface.minima.first
    let hessian = scene.function.hessian(at: minimum ?? scene.start)
    let (least, largest) = hessian.eigenvalues
    guard least.isFinite, largest.isFinite else { return nil }
    let curvature = "curvature \(least.readable()) … \(largest.readable())"
    let place = minimum == nil ? " at the start" : " at the minimum"
    let condition = least > 0 ? "condition \((largest / least).readable())" : ""
    // The condition says more than the curvatures.
    let texts =
      condition.isEmpty
      ? [curvature + place, curvature]
      : ["\(curvature)\(place) (\(condition))", "\(curvature) (\(condition))", condition]
    return texts.first { $0.count <= width }
  }
}
