import Calculus
import Canvas

/// How much of each pixel is covered by which contour line.
struct LineCoverage {
  let size: Size
  /// 0 for none to 255 for all of it.
  private(set) var covers: [UInt8]
  /// The level of the line that covers most of a pixel.
  private(set) var levels: [UInt8]
  private let radius: Double

  /// - Parameter width: of the lines, in pixels.
  init(size: Size, width: Double) {
    self.size = size
    radius = width / 2
    covers = Array(repeating: 0, count: size.width * size.height)
    levels = covers
  }

  /// Adds a line through some places, in pixels from the top left corner.
  mutating func add(_ places: [PixelPoint], level: Int) {
    let (size, radius) = (size, radius)
    covers.withUnsafeMutableBufferPointer { covers in
      levels.withUnsafeMutableBufferPointer { levels in
        for index in places.indices.dropFirst() {
          LineCoverage.add(
            from: places[index - 1], to: places[index], level: UInt8(level), size: size,
            radius: radius, covers, levels)
        }
      }
    }
  }

  /// A pixel is covered by as much as its centre is nearer to the line than half a pixel beyond its edge.
  private static func add(
    from start: PixelPoint, to end: PixelPoint, level: UInt8, size: Size, radius: Double,
    _ covers: UnsafeMutableBufferPointer<UInt8>, _ levels: UnsafeMutableBufferPointer<UInt8>
  ) {
    let reach = radius + 0.5
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let lengthSquared = dx * dx + dy * dy
    let left = max(0, Int((min(start.x, end.x) - reach).rounded(.down)))
    let right = min(size.width - 1, Int(max(start.x, end.x) + reach))
    let top = max(0, Int((min(start.y, end.y) - reach).rounded(.down)))
    let bottom = min(size.height - 1, Int(max(start.y, end.y) + reach))
    guard left <= right, top <= bottom else { return }
    for y in top...bottom {
      let py = Double(y) + 0.5 - start.y
      for x in left...right {
        let px = Double(x) + 0.5 - start.x
        let share =
          lengthSquared > 0 ? min(max((px * dx + py * dy) / lengthSquared, 0), 1) : 0
        let (ex, ey) = (px - share * dx, py - share * dy)
        let distanceSquared = ex * ex + ey * ey
        guard distanceSquared < reach * reach else { continue }
        let cover = UInt8(min(1, reach - distanceSquared.squareRoot()) * 255)
        let index = y * size.width + x
        if cover > covers[index] { (covers[index], levels[index]) = (cover, level) }
      }
    }
  }

  /// Interrupts the lines where a label stands, because its cells may not cover the image.
  mutating func clear(_ label: ContourLabel, cell: CellSize) {
    let columns = (label.columns.lowerBound * cell.width)..<(label.columns.upperBound * cell.width)
    for y in label.row * cell.height..<(label.row + 1) * cell.height where y < size.height {
      for x in columns where x < size.width { covers[y * size.width + x] = 0 }
    }
  }
}
