import Calculus
import Canvas

/// The value of a contour line, written into a gap of the line.
struct ContourLabel: Hashable, Sendable {
  /// The first cell, counted from the corner of the map.
  var column: Int
  var row: Int
  /// Includes a blank on either side, which separates the value from the line.
  var text: String
  var level: Int
  /// The band behind most of the text.
  var band: Int

  var columns: Range<Int> { column..<column + text.count }
}

extension ContourLabel {
  /// The smallest map with labels.
  private static let smallestMap = Size(width: 50, height: 14)
  /// Cells of the map per label, so that labels stay inconspicuous.
  private static let cellsForOne = 400
  /// The minimum distances of two labels, and of two labels of the same level, in rows; two columns
  /// count as one row.
  private static let distance = 6.0
  private static let distanceOfAlike = 18.0

  /// Labels for the lines of a painted map: where lines are nearly horizontal and isolated, the
  /// best places first, well apart.
  ///
  /// - Parameter texts: the labels of the levels.
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
    // Position breaks ties, so that a map always has the same labels.
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
  /// Writes the values of contour lines, except those that a path or a sign would cross.
  ///
  /// - Parameters:
  ///   - raster: the map with the paths.
  ///   - area: the cells of the map.
  ///   - isOverImage: whether the map is an image, in which the lines leave room for the labels.
  mutating func draw(
    _ labels: [ContourLabel], over raster: Raster, besides signs: [MapSign],
    in area: Rectangle, picture: MapPicture, theme: Theme, isOverImage: Bool = false
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
          on: isOverImage ? nil : picture.shades.bands[label.band],
          line: picture.shades.lines[label.level]))
    }
  }
}

extension Raster {
  /// Whether a path or a ghost runs through some cells.
  func hasPath(columns: Range<Int>, row: Int, glyphs: GlyphSet) -> Bool {
    (row * glyphs.rows..<(row + 1) * glyphs.rows).contains { y in
      (columns.lowerBound * glyphs.columns..<columns.upperBound * glyphs.columns).contains { x in
        self[x, y].layer > .line
      }
    }
  }
}

extension Theme {
  /// The luminance of labels: 3:1 on the band that is most like them, and fainter than any current
  /// path.
  private func labelLuminance(on band: Color?) -> Double { isLight(band) ? 0.2 : 0.315 }
  private func isLight(_ band: Color?) -> Bool { band.map { $0.luminance > 0.5 } ?? false }
  private static let gray = Color(0x949494)

  /// The style of a label: the line's colour, lightened for legibility, on the colour of the band.
  func label(on band: Color?, line: Color?) -> Style {
    switch depth {
    case .none: Style(attributes: .dim)
    case .eight, .sixteen: .plain
    case .indexed256:
      Style(foreground: Color(isLight(band) ? 0x767676 : 0xA8A8A8), background: band)
    case .trueColor:
      Style(
        foreground: line.map { label(of: $0, luminance: labelLuminance(on: band)) },
        background: band)
    }
  }

  /// Half as colourful as the line, because small text in pure red or blue is hard to read.
  private func label(of line: Color, luminance: Double) -> Color {
    line.with(luminance: luminance).mixed(with: Theme.gray, 0.5).with(luminance: luminance)
  }
}

/// A possible place for the label of a contour line.
struct LabelPlace {
  var column: Int
  var row: Int
  var width: Int
  var level: Int
  /// The average distance of the line from the middle of the row, in rows.
  var unevenness: Double

  /// How far the line may rise or fall under a label, in rows.
  private static let mostRise = 0.7
  /// Columns of the line that stay visible on either side of a label.
  private static let tail = 2.0

  /// The places on a stretch where the line stays in one row for the width of a label and continues
  /// on both sides.
  static func candidates(
    on stretch: ThinnedContours.Stretch, width: Int, map: Size, projection: Projection
  ) -> [LabelPlace] {
    let pixels = Double(projection.glyphs.columns)
    // A label covers at most a third of its line.
    guard stretch.points.count > 3 * width * projection.glyphs.columns else { return [] }
    let places = stretch.points.map { point in
      let pixel = projection.pixel(ofGrid: point)
      return PixelPoint(x: pixel.x / pixels, y: pixel.y / Double(projection.glyphs.rows))
    }
    let isClosed = stretch.points.first == stretch.points.last
    let path = LabelPath(places: places, isClosed: isClosed)
    var result: [LabelPlace] = []
    for index in stride(from: 0, to: places.count, by: 2) {
      let (x, y) = (places[index].x, places[index].y)
      let column = Int((x - Double(width) / 2).rounded())
      let row = Int(y.rounded(.down))
      guard column >= 2, column + width <= map.width - 2, row >= 1, row < map.height - 1 else {
        continue
      }
      let half = Double(width) / 2 + tail
      guard let before = path.deviation(from: index, by: -1, columns: half, rise: mostRise),
        let after = path.deviation(from: index, by: 1, columns: half, rise: mostRise),
        // The line must pass through, not turn back.
        before.direction != after.direction
      else { continue }
      result.append(
        LabelPlace(
          column: column, row: row, width: width, level: stretch.level,
          unevenness: before.mean + after.mean))
    }
    return result
  }

  /// The band of most pixels; nil if the label would cover anything except the line and the two
  /// bands on its sides.
  func band(in raster: Raster, _ glyphs: GlyphSet) -> Int? {
    var counts: [UInt8: Int] = [:]
    for y in row * glyphs.rows..<(row + 1) * glyphs.rows {
      for x in column * glyphs.columns..<(column + width) * glyphs.columns {
        let pixel = raster[x, y]
        switch pixel.layer {
        case .area where pixel.mark == level || Int(pixel.mark) == level + 1:
          counts[pixel.mark, default: 0] += 1
        case .line where pixel.mark == level: break
        case .empty, .area, .line, .faintStroke, .stroke, .dot: return nil
        }
      }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { Int($0.key) } ?? level
  }
}

/// A line in cells that can be followed in both directions.
private struct LabelPath {
  let places: [PixelPoint]
  let isClosed: Bool

  /// The average distance of the line from the middle of its first row, and its direction, left
  /// (−1) or right (1), followed until it is some columns away; nil if it ends or rises too far
  /// before that.
  func deviation(
    from start: Int, by step: Int, columns: Double, rise: Double
  ) -> (mean: Double, direction: Int)? {
    let (x, y) = (places[start].x, places[start].y)
    let middle = y.rounded(.down) + 0.5
    var sum = 0.0
    var count = 0.0
    var index = start
    while true {
      index += step
      if !places.indices.contains(index) {
        guard isClosed else { return nil }
        // The last place equals the first.
        index = step > 0 ? 1 : places.count - 2
      }
      let place = places[index]
      guard abs(place.y - y) <= rise, count < Double(places.count) else { return nil }
      sum += abs(place.y - middle)
      count += 1
      if abs(place.x - x) >= columns { return (sum / count, place.x < x ? -1 : 1) }
    }
  }
}
