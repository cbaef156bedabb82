import Calculus
import Landscape

/// Contour lines without the parts that stand closer than the eye can part.
///
/// Where levels crowd closer than about three pixels, only every second of them is kept, closer
/// still every fourth, eighth and so on, so that steep slopes do not clot and the lines that remain
/// go on into them without a break.
struct ThinnedContours {
  /// A part of the line of a level, in grid coordinates; a closed one repeats its first point.
  struct Stretch {
    var points: [Point]
    var level: Int
  }

  private(set) var stretches: [Stretch] = []

  /// A line is not interrupted for so few pieces, each about as long as a pixel: dashes would look
  /// like something to be read.
  private static let shortestGap = 24
  /// Nor are so few left standing alone.
  private static let shortestStretch = 16

  /// - Parameter bands: `levels.bands(of: grid)`.
  init(levels: ContourLevels, grid: Grid, bands: [UInt8]) {
    let crowding = Crowding(bands: bands, width: grid.width, height: grid.height)
    for (level, lines) in levels.lines(of: grid).enumerated() {
      for line in lines { append(line, level, crowding) }
    }
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

  /// The runs of kept pieces, with short gaps closed and then short runs left out; a line that was
  /// never interrupted stays, however short.
  static func evened(_ isKept: [Bool]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in isKept.indices where isKept[index] {
      if let last = runs.last, index - last.upperBound < shortestGap {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs.filter { $0.count >= shortestStretch || $0.count == isKept.count }
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
