import Calculus
import Landscape

/// Contour lines without those that stand closer than the eye can part.
///
/// Where levels crowd closer than about three pixels, only every second of them is kept, closer
/// still every fourth, eighth and so on, so that steep slopes do not clot. It is decided for whole
/// lines as far as that can be: one that begins and ends in the middle of nothing looks like
/// something to be read.
struct ThinnedContours {
  /// A part of the line of a level, in grid coordinates; a closed one repeats its first point.
  struct Stretch {
    var points: [Point]
    var level: Int

    var isClosed: Bool { points.count > 2 && points.first == points.last }
    /// In pieces, each about as long as a pixel.
    var length: Int { points.count - 1 }
  }

  private(set) var stretches: [Stretch] = []

  /// The share of a line that must have room for all of it to stay, or for none.
  private static let wholeLine = 0.55
  private static let noLine = 0.3
  /// A gap of fewer pieces does not interrupt a line.
  private static let shortestGap = 48
  /// Fewer pieces are not left standing alone.
  private static let shortestStretch = 48
  /// Closed lines shorter than this are dimples, of which a few are to be seen and many are a din.
  private static let dimple = 20
  private static let mostDimples = 16
  /// The share of a map that lines may cover; less where they are many pieces.
  private static let mostCovered = 0.3
  private static let mostCoveredByPieces = 0.15
  private static let manyPieces = 30

  /// - Parameter bands: `levels.bands(of: grid)`.
  init(levels: ContourLevels, grid: Grid, bands: [UInt8]) {
    let crowding = Crowding(bands: bands, width: grid.width, height: grid.height)
    for (level, lines) in levels.lines(of: grid).enumerated() {
      for line in lines { append(line, level, crowding) }
    }
    calm(pixels: grid.width * grid.height)
  }

  private mutating func append(_ line: ContourLine, _ level: Int, _ crowding: Crowding) {
    var points = line.points
    if line.isClosed, let first = points.first { points.append(first) }
    guard points.count > 1 else { return }
    // Levels count from 1, so that the first line to go is the lowest one, round the minimum.
    let isKept = points.indices.dropLast().map { index in
      let middle = (points[index] + points[index + 1]) / 2
      return (level + 1).isMultiple(of: crowding.stride(at: middle))
    }
    for range in ThinnedContours.evened(isKept) {
      let part = points[range.lowerBound...range.upperBound]
      stretches.append(Stretch(points: Array(part), level: level))
    }
  }

  /// The runs of kept pieces: the whole line where most of it is kept, nothing where little is; in
  /// between with short gaps closed and then short runs left out.
  static func evened(_ isKept: [Bool]) -> [Range<Int>] {
    let share = Double(isKept.count { $0 }) / Double(max(isKept.count, 1))
    if share >= wholeLine { return [0..<isKept.count] }
    if share <= noLine { return [] }
    var runs: [Range<Int>] = []
    for index in isKept.indices where isKept[index] {
      if let last = runs.last, index - last.upperBound < shortestGap {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs.filter { $0.count >= shortestStretch }
  }

  /// Leaves out what makes a map of many wells restless: dimples, and every second level as long
  /// as lines cover too much of it.
  private mutating func calm(pixels: Int) {
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
  /// The pixels that it runs through, one wide everywhere: where it goes round the corner of a
  /// pixel, it steps across.
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
