import Canvas
import Landscape

extension Frame {
  /// Draws the meanings of the map's signs and, if there is room, of its shades.
  mutating func drawInformation(
    _ state: ExplorerState, picture: MapPicture, layout: Layout, in area: Rectangle, theme: Theme
  ) {
    var inner = area
    if state.tool != .basins {
      let signs = picture.signLegend(
        known: state.scene.knownMinima, isApproximate: state.source != nil,
        isASCII: state.appearance.isASCII)
      let lines = signs.lines(wrappedTo: inner.width)
      let area = inner.split(bottom: lines.count)
      for (offset, line) in lines.prefix(area.height).enumerated() {
        put(
          line, column: area.column, row: area.row + offset, style: theme.muted, width: area.width)
      }
    }
    guard layout.hasLevels, inner.height >= 3 else { return }
    _ = inner.split(bottom: 1)
    put(
      "levels: \(picture.levels.mode.rawValue)", column: inner.column, row: inner.row,
      style: theme.muted, width: inner.width)
    _ = inner.split(top: 1)
    drawLegend(picture, withShades: state.tool != .basins, in: inner, theme: theme)
  }

  /// Draws the shades with the losses at which they change, highest first, in columns of equal
  /// height, below the part that all share. An entry is drawn completely or not at all.
  ///
  /// - Parameter withShades: false if the map shows other shades, and only the lines of the levels.
  private mutating func drawLegend(
    _ picture: MapPicture, withShades: Bool, in area: Rectangle, theme: Theme
  ) {
    var area = area
    if let heading = picture.numbers.heading {
      guard heading.count <= area.width else { return }
      put(heading, column: area.column, row: area.row, style: theme.muted)
      _ = area.split(top: 1)
    }
    guard area.height > 0 else { return }
    let widest = picture.legendEntries(withShades: withShades).map(\.width).max() ?? 0
    guard widest <= area.width else { return }
    let columnWidth = max(12, widest + 1)
    let columns = max(1, area.width / columnWidth)
    let entries = picture.legendEntries(limit: area.height * columns, withShades: withShades)
    guard !entries.isEmpty else { return }
    let used = (entries.count + area.height - 1) / area.height
    let rows = (entries.count + used - 1) / used
    let distance = min(area.width / used, columnWidth + 4)
    for (index, entry) in entries.enumerated() {
      let column = area.column + index / rows * distance
      put(entry, column: column, row: area.row + index % rows, width: columnWidth)
    }
  }
}

extension MapPicture {
  /// What to say about a map without levels.
  private var uniformity: String? {
    guard levels.thresholds.isEmpty, !raster.pixels.isEmpty else { return nil }
    if key.isUnknown { return "not known yet" }
    return constant.map { "constant: \($0.readable()) everywhere" } ?? "undefined everywhere"
  }

  /// The legend in one line, from low to high: as many whole values as fit, including the lowest
  /// and the highest.
  func levelLegend(theme: Theme, width: Int) -> [Span] {
    if let uniformity { return [Span(uniformity, theme.muted)] }
    let heading = numbers.heading.map { $0 + "  " } ?? ""
    let name = Span(levels.mode.rawValue + "  " + heading, theme.muted)
    for limit in stride(from: levels.thresholds.count, to: 0, by: -1) {
      let entries = legendEntries(limit: limit).reversed()
      let spans = [name] + entries.flatMap { $0 + [Span("  ")] }.dropLast()
      if spans.width <= width { return spans }
    }
    return [Span(levels.mode.rawValue, theme.muted)]
  }

  /// The line of each threshold on the shade above it, with the threshold, highest first. If not
  /// all fit: the ends, those labelled on the map, and others between.
  fileprivate func legendEntries(limit: Int = .max, withShades: Bool = true) -> [[Span]] {
    if let uniformity { return [[Span(uniformity)]] }
    guard !levels.thresholds.isEmpty, limit > 0 else { return [] }
    let labels = numbers.texts
    // Without shades the lines all look the same.
    let hasSwatches = withShades && key.depth != .none && Set(shades.lines).count > 1
    return legendLevels(limit: limit).reversed().map { index in
      let line = Style(foreground: shades.lines[index], background: shades.bands[index + 1])
      let swatch = Span(key.glyphs == .ascii ? "--" : "──", line)
      return hasSwatches ? [swatch, Span(" " + labels[index])] : [Span(labels[index])]
    }
  }
}

extension MapPicture {
  /// The levels of a legend with at most `limit` entries, ascending.
  func legendLevels(limit: Int) -> [Int] {
    let all = Array(levels.thresholds.indices)
    guard all.count > limit, let last = all.last else { return all }
    let wanted = Set(labels.map(\.level) + [0, last])
    guard wanted.count <= limit else { return Ramp.spread(all, limit) }
    let others = all.filter { !wanted.contains($0) }
    let count = limit - wanted.count
    // From the middles of equal parts, because the ends are already included.
    let between = (0..<count).map { others[(2 * $0 + 1) * others.count / (2 * count)] }
    return (wanted + between).sorted()
  }
}

extension [String] {
  /// The entries side by side, two blanks apart, wrapped to lines; no entry is broken.
  fileprivate func lines(wrappedTo width: Int) -> [String] {
    reduce(into: []) { lines, entry in
      if let last = lines.last, last.count + 2 + entry.count <= width {
        lines[lines.count - 1] = last + "  " + entry
      } else {
        lines.append(entry)
      }
    }
  }
}
