import Canvas

extension Frame {
  /// Writes the values of contour lines, except those that a path or a sign would cut.
  ///
  /// - Parameters:
  ///   - raster: the map with the paths.
  ///   - area: the cells of the map.
  mutating func draw(
    _ labels: [ContourLabel], over raster: Raster, besides signs: [MapSign],
    in area: Rectangle, picture: MapPicture, theme: Theme
  ) {
    for label in labels {
      let columns = label.columns
      let row = area.row + label.row
      let isTaken =
        signs.contains { $0.row == row && columns.contains($0.column - area.column) }
        || raster.hasPath(columns: columns, row: label.row, glyphs: picture.key.glyphs)
      guard !isTaken else { continue }
      put(
        label.text, column: area.column + label.column, row: row,
        style: theme.label(
          on: picture.shades.bands[label.band], line: picture.shades.lines[label.level]))
    }
  }
}

extension Raster {
  /// Whether a path or a former one runs through some cells.
  func hasPath(columns: Range<Int>, row: Int, glyphs: GlyphSet) -> Bool {
    (row * glyphs.rows..<(row + 1) * glyphs.rows).contains { y in
      (columns.lowerBound * glyphs.columns..<columns.upperBound * glyphs.columns).contains { x in
        self[x, y].layer > .line
      }
    }
  }
}

extension Theme {
  /// The luminance of labels: 3:1 on the lightest band, and darker than any present path.
  private static let labelLuminance = 0.3
  private static let gray = Color(0x949494)

  /// A contour line's value: the line's colour, light enough to be read, on the band's.
  func label(on band: Color?, line: Color?) -> Style {
    switch depth {
    case .none: Style(attributes: .dim)
    case .eight, .sixteen: .plain
    case .indexed256: Style(foreground: Color(0xA8A8A8), background: band)
    case .trueColor: Style(foreground: line.map { label(of: $0) }, background: band)
    }
  }

  /// Half as colourful as the line, as a small text in pure red or blue is hard to read.
  private func label(of line: Color) -> Color {
    line.with(luminance: Theme.labelLuminance).mixed(with: Theme.gray, 0.5)
      .with(luminance: Theme.labelLuminance)
  }
}
