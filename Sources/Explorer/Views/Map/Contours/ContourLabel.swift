import Calculus
import Canvas

/// The value of a contour line, written into the line in place of a part of it.
struct ContourLabel: Hashable, Sendable {
  /// The first cell, counted from the map's corner.
  var column: Int
  var row: Int
  /// A blank on either side parts the value from the line.
  var text: String
  var level: Int
  /// The band that most of it stands on.
  var band: Int

  var columns: Range<Int> { column..<column + text.count }
}

extension ContourLabel {
  /// The smallest map with labels.
  private static let smallestMap = Size(width: 50, height: 14)
  /// Cells of the map for each label, so that labels stay an aside.
  private static let cellsForOne = 400
  /// The least distances of two labels, and of two of the same level, in rows; a row counts as two
  /// columns.
  private static let distance = 6.0
  private static let distanceOfAlike = 18.0

  /// Labels for the lines of a painted map: where lines run nearly level and alone, the best places
  /// first, well apart.
  ///
  /// - Parameter texts: what the levels are called.
  static func placed(
    on stretches: [ThinnedContours.Stretch], texts: [String], raster: Raster,
    in projection: Projection
  ) -> [ContourLabel] {
    let cells = Size(width: projection.cells.width, height: projection.cells.height)
    guard cells.width >= smallestMap.width, cells.height >= smallestMap.height else { return [] }
    var candidates: [LabelPlace] = []
    for stretch in stretches {
      candidates += LabelPlace.candidates(
        on: stretch, width: texts[stretch.level].count + 2, map: cells, projection: projection)
    }
    // Ties are settled by the place, so that a map always has the same labels.
    candidates.sort {
      ($0.unevenness, $0.row, $0.column) < ($1.unevenness, $1.row, $1.column)
    }
    var labels: [ContourLabel] = []
    for place in candidates {
      guard labels.count < cells.width * cells.height / cellsForOne else { break }
      let isApart = labels.allSatisfy { other in
        let columns = Double(place.column - other.column) / 2
        let rows = Double(place.row - other.row)
        let least = other.level == place.level ? distanceOfAlike : distance
        return columns * columns + rows * rows >= least * least
      }
      guard isApart, let band = place.band(in: raster, projection.glyphs) else { continue }
      labels.append(
        ContourLabel(
          column: place.column, row: place.row, text: " \(texts[place.level]) ",
          level: place.level, band: band))
    }
    return labels
  }
}

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
