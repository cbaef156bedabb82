import Calculus
import Canvas

/// A place on a contour line where its value might be written.
struct LabelPlace {
  var column: Int
  var row: Int
  var width: Int
  var level: Int
  /// How far the line strays from the middle of the row, on average, in rows.
  var unevenness: Double

  /// How far a line may leave its place up or down under a label, in rows.
  private static let mostRise = 0.7
  /// Columns of the line that remain on either side of a label.
  private static let tail = 2.0

  /// The places on a stretch where it stays in one row for the width of a label and continues on
  /// both sides.
  static func candidates(
    on stretch: ThinnedContours.Stretch, width: Int, map: Size, projection: Projection
  ) -> [LabelPlace] {
    let pixels = Double(projection.glyphs.columns)
    // A label takes at most a third of its line.
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
      guard let before = path.strayed(from: index, by: -1, columns: half, rise: mostRise),
        let after = path.strayed(from: index, by: 1, columns: half, rise: mostRise),
        // Out on one side and in on the other, not a turn.
        before.direction != after.direction
      else { continue }
      result.append(
        LabelPlace(
          column: column, row: row, width: width, level: stretch.level,
          unevenness: before.mean + after.mean))
    }
    return result
  }

  /// The band that most of the place shows; nil where anything but the line and the two bands that
  /// it parts would be covered.
  func band(in raster: Raster, _ glyphs: GlyphSet) -> Int? {
    var counts: [UInt8: Int] = [:]
    for y in row * glyphs.rows..<(row + 1) * glyphs.rows {
      for x in column * glyphs.columns..<(column + width) * glyphs.columns {
        let pixel = raster[x, y]
        switch pixel.layer {
        case .area where pixel.mark == level || Int(pixel.mark) == level + 1:
          counts[pixel.mark, default: 0] += 1
        case .line where pixel.mark == level: break
        case .empty, .area, .line, .faintStroke, .stroke: return nil
        }
      }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { Int($0.key) } ?? level
  }
}

/// A line in cells, to be followed from a place in either direction.
private struct LabelPath {
  let places: [PixelPoint]
  let isClosed: Bool

  /// How far the line strays on average from the middle of the row it starts in, and whether it
  /// goes left (−1) or right (1), until it is some columns away; nil where it ends or rises too
  /// much before.
  func strayed(
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
        // The last place is the first one again.
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
