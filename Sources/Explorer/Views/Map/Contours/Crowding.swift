import Calculus
import Landscape

/// How many levels a map crosses within a few pixels.
///
/// It is measured everywhere but kept for tiles only, the most crowded place of each: a pattern as
/// fine as a tile is thinned alike all over, instead of being cut into dashes.
struct Crowding {
  private let bands: [UInt8]
  private let width: Int
  private let height: Int
  private var strides: [UInt8] = []

  /// Pixels on either side that are looked at.
  private static let reach = 3
  /// The least distance of two lines, in pixels.
  private static let distance = 3
  /// The side of a tile, in pixels.
  private static let tile = 8

  init(bands: [UInt8], width: Int, height: Int) {
    self.bands = bands
    self.width = width
    self.height = height
    let columns = (width + Crowding.tile - 1) / Crowding.tile
    strides = Array(
      repeating: 1, count: columns * ((height + Crowding.tile - 1) / Crowding.tile))
    for row in 0..<height {
      for column in 0..<width {
        let tile = row / Crowding.tile * columns + column / Crowding.tile
        strides[tile] = max(strides[tile], measuredStride(column, row))
      }
    }
  }

  /// Every how many-th level has room at a place: a power of two.
  func stride(at place: Point) -> Int {
    let column = min(max(Int(place.x.rounded()), 0), width - 1)
    let row = min(max(Int(place.y.rounded()), 0), height - 1)
    let columns = (width + Crowding.tile - 1) / Crowding.tile
    return Int(strides[row / Crowding.tile * columns + column / Crowding.tile])
  }

  private func measuredStride(_ column: Int, _ row: Int) -> UInt8 {
    let crossed = max(
      difference(
        (max(column - Crowding.reach, 0), row), (min(column + Crowding.reach, width - 1), row),
        middle: (column, row)),
      difference(
        (column, max(row - Crowding.reach, 0)), (column, min(row + Crowding.reach, height - 1)),
        middle: (column, row)))
    var stride = 1
    while crossed * Crowding.distance > 2 * Crowding.reach * stride { stride *= 2 }
    // There are at most 128 levels.
    return UInt8(min(stride, 128))
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
