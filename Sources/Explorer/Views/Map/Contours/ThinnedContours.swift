import Calculus
import Landscape

/// Contour lines without those that are too close together to be seen apart. Where levels are
/// closer than about three pixels, only every second one is kept, or every fourth, eighth and so
/// on, so that steep slopes do not clot. If possible, this is decided for whole lines: a line that
/// begins and ends in the middle of nowhere would look significant.
struct ThinnedContours {
  /// A part of a contour line, in grid coordinates; a closed one repeats its first point.
  struct Stretch {
    var points: [Point]
    var level: Int

    var isClosed: Bool { points.count > 2 && points.first == points.last }
    /// The number of pieces, each about as long as a pixel.
    var length: Int { points.count - 1 }
  }

  private(set) var stretches: [Stretch] = []

  /// A line stays whole if at least this share of it has room, and disappears if at most the second
  /// share has.
  private static let wholeLine = 0.55
  private static let noLine = 0.3
  /// Gaps with fewer pieces are closed, and stretches with fewer are left out; on a small map fewer.
  private static let shortest = 48
  /// Closed lines shorter than this are dimples: a few are informative, many are noise.
  private static let dimple = 20
  private static let mostDimples = 16
  /// The share of a map that lines may cover; less if they consist of many pieces.
  private static let mostCovered = 0.3
  private static let mostCoveredByPieces = 0.15
  private static let manyPieces = 30

  /// - Parameter bands: `levels.bands(of: grid)`.
  init(levels: ContourLevels, grid: Grid, bands: [UInt8]) {
    let crowding = Crowding(bands: bands, width: grid.width, height: grid.height)
    let shortest = min(Self.shortest, (grid.width + grid.height) / 4)
    for (level, lines) in levels.lines(of: grid).enumerated() {
      for line in lines { append(line, level, crowding, shortest: shortest) }
    }
    reduceNoise(pixels: grid.width * grid.height)
  }

  private mutating func append(
    _ line: ContourLine, _ level: Int, _ crowding: Crowding, shortest: Int
  ) {
    var points = line.points
    if line.isClosed, let first = points.first { points.append(first) }
    guard points.count > 1 else { return }
    // Levels are counted from 1, so that the lowest line, around the minimum, is dropped first.
    let isKept = points.indices.dropLast().map { index in
      let middle = (points[index] + points[index + 1]) / 2
      return (level + 1).isMultiple(of: crowding.stride(at: middle))
    }
    for range in ThinnedContours.evened(isKept, shortest: shortest) {
      let part = points[range.lowerBound...range.upperBound]
      stretches.append(Stretch(points: Array(part), level: level))
    }
  }

  /// The runs of kept pieces: the whole line if most of it is kept, nothing if little is; otherwise
  /// short gaps are closed and short runs left out.
  /// - Parameter shortest: the least number of pieces in a gap or a run.
  static func evened(_ isKept: [Bool], shortest: Int = shortest) -> [Range<Int>] {
    let share = Double(isKept.count { $0 }) / Double(max(isKept.count, 1))
    if share >= wholeLine { return [0..<isKept.count] }
    if share <= noLine { return [] }
    var runs: [Range<Int>] = []
    for index in isKept.indices where isKept[index] {
      if let last = runs.last, index - last.upperBound < shortest {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs.filter { $0.count >= shortest }
  }

  /// Reduces the noise of a map with many wells: leaves out dimples, and every second level as long
  /// as lines cover too much of the map.
  private mutating func reduceNoise(pixels: Int) {
    let dimples = stretches.count { $0.isClosed && $0.length < Self.dimple }
    if dimples > Self.mostDimples {
      stretches.removeAll { $0.isClosed && $0.length < Self.dimple }
    }
    func isTooMuch(_ stretches: [Stretch]) -> Bool {
      let limit =
        stretches.count > Self.manyPieces ? Self.mostCoveredByPieces : Self.mostCovered
      return Double(stretches.reduce(0) { $0 + $1.length }) > limit * Double(pixels)
    }
    var stride = 2
    while isTooMuch(stretches), stride <= 128 {
      stretches.removeAll { !($0.level + 1).isMultiple(of: stride) }
      stride *= 2
    }
  }
}

extension ThinnedContours.Stretch {
  /// The pixels along the stretch, one pixel wide everywhere: at corners it steps diagonally.
  func pixels(in projection: Projection) -> [(x: Int, y: Int)] {
    var chain: [(x: Int, y: Int)] = []
    for point in points {
      let place = projection.pixel(ofGrid: point)
      let pixel = (x: Int(place.x.rounded(.down)), y: Int(place.y.rounded(.down)))
      if let last = chain.last, last == pixel { continue }
      if chain.count > 1 {
        let before = chain[chain.count - 2]
        if abs(before.x - pixel.x) == 1, abs(before.y - pixel.y) == 1 { chain.removeLast() }
      }
      chain.append(pixel)
    }
    return chain
  }
}

/// The number of levels that a map crosses within a few pixels. It is measured everywhere, but only
/// the most crowded place of each tile is kept: a pattern as fine as a tile is thinned evenly
/// instead of being cut into dashes.
struct Crowding {
  private let bands: [UInt8]
  private let width: Int
  private let height: Int
  private var strides: [UInt8] = []

  /// The number of pixels examined on either side.
  private static let reach = 3
  /// The minimum distance of two lines, in pixels.
  private static let distance = 2
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

  /// The distance of the levels that have room at a place: a power of two.
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

  /// The number of levels between two places, counted through the one in the middle: across a
  /// valley floor each level is crossed twice.
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
