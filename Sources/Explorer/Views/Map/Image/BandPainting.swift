import Calculus
import Canvas
import Landscape

/// The bands of a map in the pixels of its image, interpolated between the samples of a grid, with
/// smooth edges.
struct BandPainting {
  private let inks: MapInks
  private let grid: Grid
  private let size: Size
  /// The index of each pixel's ink, row by row from the top left.
  private(set) var pixels: [UInt8]

  /// - Parameters:
  ///   - isOutside: whether each sample lies outside of the grid on which the loss is known.
  ///   - hatch: the distance of the strokes where the loss is undefined, in pixels.
  init(
    grid: Grid, bands: [UInt8], isOutside: [Bool], levels: ContourLevels, inks: MapInks,
    size: Size, hatch: Int
  ) {
    (self.inks, self.grid, self.size) = (inks, grid, size)
    pixels = Array(repeating: 0, count: size.width * size.height)
    let columns = (0..<size.width).map { GridPlace($0, of: size.width, samples: grid.width) }
    let thresholds = levels.thresholds
    let slopeX = Double(grid.width) / Double(size.width)
    let slopeY = Double(grid.height) / Double(size.height)
    pixels.withUnsafeMutableBufferPointer { pixels in
      grid.values.withUnsafeBufferPointer { values in
        for y in 0..<size.height {
          // Rows of the grid are counted upwards.
          let row = GridPlace(size.height - 1 - y, of: size.height, samples: grid.height)
          for x in 0..<size.width {
            let column = columns[x]
            let corner = row.index * grid.width + column.index
            let (b0, b1) = (bands[corner], bands[corner + 1])
            let (b2, b3) = (bands[corner + grid.width], bands[corner + grid.width + 1])
            let (v0, v1) = (values[corner], values[corner + 1])
            let (v2, v3) = (values[corner + grid.width], values[corner + grid.width + 1])
            if b0 == b1, b1 == b2, b2 == b3, (v0 + v1 + v2 + v3).isFinite {
              pixels[y * size.width + x] = b0
              continue
            }
            let nearest =
              column.share < 0.5 ? (row.share < 0.5 ? v0 : v2) : (row.share < 0.5 ? v1 : v3)
            guard nearest.isFinite else {
              let sample =
                corner + (column.share < 0.5 ? 0 : 1) + (row.share < 0.5 ? 0 : grid.width)
              let isStroke = (x + y) % hatch < max(2, hatch / 4) && !isOutside[sample]
              pixels[y * size.width + x] = isStroke ? inks.hatch.stroke : inks.hatch.ground
              continue
            }
            guard v0.isFinite, v1.isFinite, v2.isFinite, v3.isFinite else {
              pixels[y * size.width + x] = UInt8(levels.band(of: nearest) ?? 0)
              continue
            }
            let low = v0 + (v1 - v0) * column.share
            let high = v2 + (v3 - v2) * column.share
            let value = low + (high - low) * row.share
            // How much the loss changes from one pixel to the next.
            let dx = ((v1 - v0) * (1 - row.share) + (v3 - v2) * row.share) * slopeX
            let dy = (high - low) * slopeY
            let change = (dx * dx + dy * dy).squareRoot()
            let band = levels.band(of: value) ?? 0
            var ink = UInt8(band)
            if change > 0, change.isFinite {
              let toLower = band > 0 ? (value - thresholds[band - 1]) / change : .infinity
              let toUpper =
                band < thresholds.count ? (thresholds[band] - value) / change : .infinity
              if toLower < 0.5, toLower <= toUpper {
                ink = inks.edge(above: band - 1, share: 0.5 + toLower)
              } else if toUpper < 0.5 {
                ink = inks.edge(above: band, share: 0.5 - toUpper)
              }
            }
            pixels[y * size.width + x] = ink
          }
        }
      }
    }
  }

  /// The places in the image of positions in the grid.
  func places(of positions: [Point]) -> [PixelPoint] {
    let scaleX = Double(size.width) / Double(grid.width)
    let scaleY = Double(size.height) / Double(grid.height)
    return positions.map {
      PixelPoint(
        x: ($0.x + 0.5) * scaleX, y: Double(size.height) - ($0.y + 0.5) * scaleY)
    }
  }

  /// Draws lines over the bands.
  mutating func paint(_ lines: LineCoverage) {
    for index in pixels.indices where lines.covers[index] > 0 {
      let (ink, level) = (pixels[index], Int(lines.levels[index]))
      guard ink != inks.hatch.ground, ink != inks.hatch.stroke else { continue }
      let isAbove = inks.isAbove(level, ink: ink)
      if let mixed = inks.line(level, isAbove: isAbove, cover: lines.covers[index]) {
        pixels[index] = mixed
      }
    }
  }
}
