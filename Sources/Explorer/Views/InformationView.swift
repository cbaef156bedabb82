import Canvas
import Landscape

extension Frame {
  /// What the surface teaches, and what its shades mean.
  mutating func drawInformation(
    _ state: ExplorerState, picture: MapPicture, withGuidance: Bool, in area: Rectangle,
    theme: Theme, borders: BorderSet
  ) {
    box(
      area, style: theme.border, borders: borders,
      top: [BorderLabel("levels: \(picture.levels.mode.rawValue)", theme.strong)])
    var inner = area.inset(columns: 2, rows: 1)
    if withGuidance, let guidance = state.guidance {
      let lines = guidance.text.wrapped(to: inner.width).count
      // The lesson is worth more room than the finer half of the legend.
      if lines + 4 <= inner.height {
        var area = inner.split(bottom: lines + 1)
        _ = area.split(top: 1)
        drawGuidance(state, in: area, theme: theme)
      }
    }
    drawLegend(picture, withShades: state.tool != .basins, in: inner, theme: theme)
  }

  /// What is to be learned now, in as many lines as there are.
  mutating func drawGuidance(_ state: ExplorerState, in area: Rectangle, theme: Theme) {
    guard let guidance = state.guidance else { return }
    let isFault = state.shownFault != nil
    let style = isFault ? theme.bad : guidance.isWarning ? theme.warning : theme.muted
    let lines = guidance.text.wrapped(to: area.width).prefix(area.height)
    for (offset, line) in lines.enumerated() {
      put(line, column: area.column, row: area.row + offset, style: style, width: area.width)
    }
  }

  /// Shades and the losses where they change, highest first, in columns.
  ///
  /// - Parameter withShades: false where the map shows other shades, and only the lines.
  private mutating func drawLegend(
    _ picture: MapPicture, withShades: Bool, in area: Rectangle, theme: Theme
  ) {
    guard area.height > 0 else { return }
    let columnWidth = 11
    let columns = max(1, area.width / columnWidth)
    let entries = picture.legendEntries(limit: area.height * columns, withShades: withShades)
    let used = (entries.count + area.height - 1) / area.height
    for (index, entry) in entries.enumerated() {
      let column = area.column + index / area.height * (area.width / max(used, 1))
      put(entry, column: column, row: area.row + index % area.height, width: columnWidth)
    }
  }
}

extension MapPicture {
  /// The legend in one line, from low to high.
  func legend(theme: Theme, limit: Int) -> [Span] {
    let entries = Array(legendEntries(limit: max(2, limit - 1)).reversed())
    return [Span(levels.mode.rawValue + "  ", theme.muted)]
      + entries.flatMap { $0 + [Span(" ")] }
  }

  /// A swatch of the shade above each threshold and the threshold, the highest first; of more
  /// thresholds than fit only every second, third, … is listed.
  fileprivate func legendEntries(limit: Int, withShades: Bool = true) -> [[Span]] {
    let count = levels.thresholds.count
    guard count > 0, limit > 0 else { return [] }
    let stride = (count + limit - 1) / limit
    let labels = levels.thresholds.readable()
    return Swift.stride(from: count - 1, through: 0, by: -stride).map { index in
      let swatch = Style(foreground: shades.bands[index + 1] ?? shades.lines[index])
      let value = labels[index]
      return key.depth == .none || !withShades
        ? [Span(value)] : [Span("█ ", swatch), Span(value.padded(to: 7))]
    }
  }
}

extension String {
  /// The text in lines of at most so many characters, broken at blanks.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if line.count + 1 + word.count <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
