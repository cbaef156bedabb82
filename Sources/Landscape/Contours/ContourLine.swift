import Calculus

/// A line along which a loss, interpolated on a grid, has one value.
public struct ContourLine: Hashable, Sendable {
  /// In grid coordinates: x is the column and y the row; whole numbers are sample points.
  /// `Grid.points(of:)` gives the points of the plane.
  ///
  /// Higher values lie to the left of the direction of travel, seen with the rows going up. A
  /// closed line does not repeat its first point.
  public let points: [Point]
  /// Whether the line returns to its first point; an open line ends at the grid's edge or at an
  /// undefined value.
  public let isClosed: Bool
}

extension ContourLevels {
  /// The lines of every threshold, found by marching squares.
  ///
  /// Squares with a corner that is not finite have no lines. In a square with its two high corners
  /// opposite each other, the mean of the four corners decides which pair is joined.
  public func lines(of grid: Grid) -> [[ContourLine]] {
    var tracer = ContourTracer(grid: grid)
    let segments = tracer.segments(levels: self)
    return segments.indices.map { tracer.lines(segments[$0], level: thresholds[$0]) }
  }
}

extension Grid {
  /// The lines of a single value; see `ContourLevels.lines(of:)`.
  /// - Parameter level: the value; there are no lines where it is not finite.
  public func contourLines(at level: Double) -> [ContourLine] {
    guard level.isFinite else { return [] }
    return ContourLevels(mode: .linear, thresholds: [level]).lines(of: self)[0]
  }

  /// The points of a contour line in the plane of the two parameters.
  /// - Parameter line: a line of this grid.
  public func points(of line: ContourLine) -> [Point] {
    line.points.map { point(column: $0.x, row: $0.y) }
  }
}

/// Marching squares: segments per square by a table of sixteen cases, then chained into lines.
///
/// A line crosses the edge between two neighbouring samples at most once, so an edge names a point
/// of the line. Edge 2i joins sample i with the next in its row, edge 2i + 1 with the one in the
/// next row.
struct ContourTracer {
  typealias Segment = (from: Int32, to: Int32)

  private let grid: Grid
  /// The end of the segment that starts on an edge; −1 for none. All −1 between two levels.
  private var successor: [Int32]
  /// Whether a segment ends on an edge. All false between two levels.
  private var isReached: [Bool]

  init(grid: Grid) {
    self.grid = grid
    successor = Array(repeating: -1, count: 2 * grid.values.count)
    isReached = Array(repeating: false, count: 2 * grid.values.count)
  }

  // MARK: - Squares

  /// The segments of each threshold.
  func segments(levels: ContourLevels) -> [[Segment]] {
    var result = [[Segment]](repeating: [], count: levels.thresholds.count)
    levels.bands(of: grid).withUnsafeBytes { bands in
      for row in 0..<(grid.height - 1) {
        let end = (row + 1) * grid.width - 1
        var index = row * grid.width
        while index < end {
          if index + 8 <= end, areEightSquaresPlain(bands, index) {
            index += 8
          } else {
            appendSegments(ofSquareAt: index, bands, levels.thresholds, to: &result)
            index += 1
          }
        }
      }
    }
    return result
  }

  /// Whether each of the eight squares to the right of a sample has one band at its four corners.
  private func areEightSquaresPlain(_ bands: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    func eight(from offset: Int) -> UInt64 {
      bands.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    let lower = eight(from: index)
    let lowerNext = eight(from: index + 1)
    let upper = eight(from: index + grid.width)
    let upperNext = eight(from: index + grid.width + 1)
    return (lower ^ lowerNext) | (lower ^ upper) | (lowerNext ^ upperNext) == 0
  }

  private func appendSegments(
    ofSquareAt index: Int, _ bands: UnsafeRawBufferPointer, _ thresholds: [Double],
    to result: inout [[Segment]]
  ) {
    let above = index + grid.width
    let (b0, b1, b2, b3) = (bands[index], bands[index + 1], bands[above + 1], bands[above])
    let lowest = min(b0, b1, b2, b3)
    let highest = max(b0, b1, b2, b3)
    guard lowest < highest, highest != ContourLevels.undefinedBand else { return }
    let values = (
      grid.values[index], grid.values[index + 1], grid.values[above + 1], grid.values[above]
    )
    guard values.0.isFinite, values.1.isFinite, values.2.isFinite, values.3.isFinite else { return }
    let middle = (values.0 / 4 + values.1 / 4) + (values.2 / 4 + values.3 / 4)

    // In the order of the sides of `SquareCuts`.
    let edges = SIMD4(
      Int32(2 * index), Int32(2 * index + 3), Int32(2 * above), Int32(2 * index + 1))
    for level in Int(lowest)..<Int(highest) {
      let band = UInt8(level)
      let pattern =
        (b0 > band ? 1 : 0) | (b1 > band ? 2 : 0) | (b2 > band ? 4 : 0) | (b3 > band ? 8 : 0)
      let table = middle >= thresholds[level] ? SquareCuts.highMiddle : SquareCuts.lowMiddle
      let cuts = table[pattern]
      result[level].append((edges[cuts.first.from], edges[cuts.first.to]))
      if let second = cuts.second { result[level].append((edges[second.from], edges[second.to])) }
    }
  }

  // MARK: - Chains

  /// The lines that the segments of a level form.
  mutating func lines(_ segments: [Segment], level: Double) -> [ContourLine] {
    for segment in segments {
      successor[Int(segment.from)] = segment.to
      isReached[Int(segment.to)] = true
    }
    defer {
      for segment in segments { isReached[Int(segment.to)] = false }
    }
    var lines: [ContourLine] = []
    // Open lines first: the rest are rings.
    for segment in segments where !isReached[Int(segment.from)] {
      lines.append(follow(from: segment.from, level: level))
    }
    for segment in segments where successor[Int(segment.from)] >= 0 {
      lines.append(follow(from: segment.from, level: level))
    }
    return lines
  }

  /// Follows the segments from an edge, and removes them.
  private mutating func follow(from first: Int32, level: Double) -> ContourLine {
    var points: [Point] = []
    var edge = first
    repeat {
      points.append(crossing(Int(edge), level: level))
      let next = successor[Int(edge)]
      successor[Int(edge)] = -1
      edge = next
    } while edge >= 0 && edge != first
    return ContourLine(points: points, isClosed: edge == first)
  }

  /// The point of an edge where the interpolated loss equals the level.
  private func crossing(_ edge: Int, level: Double) -> Point {
    let index = edge / 2
    let isVertical = edge & 1 == 1
    let start = grid.values[index]
    let end = grid.values[index + (isVertical ? grid.width : 1)]
    // Halves, because the difference of two huge values can overflow.
    let span = end / 2 - start / 2
    // Two subnormal numbers may have the same half.
    let fraction = span == 0 ? 0.5 : (level / 2 - start / 2) / span
    let (row, column) = index.quotientAndRemainder(dividingBy: grid.width)
    return Point(Double(column), Double(row))
      + (isVertical ? Point(0, fraction) : Point(fraction, 0))
  }
}

/// How a contour line cuts a square of four samples: the sixteen cases of marching squares.
///
/// Sides are numbered 0 bottom, 1 right, 2 top, 3 left, with the rows going up.
struct SquareCuts: Sendable {
  typealias Cut = (from: Int, to: Int)

  let first: Cut
  let second: Cut?

  private init(_ first: Cut, _ second: Cut? = nil) {
    self.first = first
    self.second = second
  }

  /// The cuts where the middle is low, with the high side to the left of the line. The index is the
  /// sum of 1, 2, 4, 8 for a high lower left, lower right, upper right, upper left corner.
  ///
  /// The first and the last entry, squares without a line, are never used.
  static let lowMiddle: [SquareCuts] = [
    .init((0, 0)), .init((0, 3)), .init((1, 0)), .init((1, 3)),
    .init((2, 1)), .init((0, 3), (2, 1)), .init((2, 0)), .init((2, 3)),
    .init((3, 2)), .init((0, 2)), .init((1, 0), (3, 2)), .init((1, 2)),
    .init((3, 1)), .init((0, 1)), .init((3, 0)), .init((0, 0)),
  ]

  /// The cuts where the middle is high: the two saddles join their high corners.
  static let highMiddle: [SquareCuts] = {
    var cases = lowMiddle
    cases[5] = .init((2, 3), (0, 1))
    cases[10] = .init((3, 0), (1, 2))
    return cases
  }()
}
