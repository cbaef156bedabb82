import Calculus
import Landscape

/// Contour lines cut into short pieces, without those that stand closer than the eye can part.
///
/// Where levels crowd closer than about three pixels, only every second of them is kept, closer
/// still every fourth, eighth and so on, so that steep slopes do not clot and the lines that remain
/// go on into them without a break.
struct ThinnedContours {
  /// A straight piece of the line of a level, in grid coordinates.
  struct Segment {
    var start: Point
    var end: Point
    var level: Int
  }

  private(set) var segments: [Segment] = []

  /// - Parameter bands: `levels.bands(of: grid)`.
  init(levels: ContourLevels, grid: Grid, bands: [UInt8]) {
    let crowding = Crowding(bands: bands, width: grid.width, height: grid.height)
    for (level, lines) in levels.lines(of: grid).enumerated() {
      for line in lines {
        for index in line.points.indices.dropFirst() {
          keep(line.points[index - 1], line.points[index], level, crowding)
        }
        if line.isClosed, let first = line.points.first, let last = line.points.last {
          keep(last, first, level, crowding)
        }
      }
    }
  }

  private mutating func keep(_ start: Point, _ end: Point, _ level: Int, _ crowding: Crowding) {
    let stride = crowding.stride(at: (start + end) / 2)
    // Counted from 1, so that the first line to go is the lowest one, round the minimum.
    guard (level + 1).isMultiple(of: stride) else { return }
    segments.append(Segment(start: start, end: end, level: level))
  }
}

/// How many levels a map crosses within a few pixels.
private struct Crowding {
  let bands: [UInt8]
  let width: Int
  let height: Int

  /// Pixels on either side that are looked at.
  private static let reach = 3
  /// The least distance of two lines, in pixels.
  private static let distance = 3

  /// Every how many-th level has room at a place: a power of two.
  func stride(at place: Point) -> Int {
    let column = min(max(Int(place.x.rounded()), 0), width - 1)
    let row = min(max(Int(place.y.rounded()), 0), height - 1)
    let crossed = max(
      difference(
        (max(column - Crowding.reach, 0), row), (min(column + Crowding.reach, width - 1), row),
        middle: (column, row)),
      difference(
        (column, max(row - Crowding.reach, 0)), (column, min(row + Crowding.reach, height - 1)),
        middle: (column, row)))
    var stride = 1
    while crossed * Crowding.distance > 2 * Crowding.reach * stride { stride *= 2 }
    return stride
  }

  /// Levels between two places, counted through the one in the middle: a valley floor crosses
  /// levels twice.
  private func difference(
    _ first: (column: Int, row: Int), _ last: (column: Int, row: Int),
    middle: (column: Int, row: Int)
  ) -> Int {
    let (a, b, c) = (band(first), band(middle), band(last))
    guard let a, let b, let c else { return 0 }
    return abs(a - b) + abs(b - c)
  }

  private func band(_ place: (column: Int, row: Int)) -> Int? {
    let band = bands[place.row * width + place.column]
    return band == ContourLevels.undefinedBand ? nil : Int(band)
  }
}
