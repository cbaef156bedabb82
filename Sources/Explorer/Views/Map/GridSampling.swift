import Calculus
import Landscape

extension Grid {
  /// A loss at the centre of each pixel of a map. A loss with many rows of data is computed at fewer
  /// places and interpolated between them, so that a map can be moved without waiting.
  init(affordable function: any LossFunction, domain: Domain, width: Int, height: Int) {
    let most = max(Grid.leastSamples, Grid.mostRows / (function.rowCount ?? 1))
    let share = (Double(most) / Double(width * height)).squareRoot()
    guard share < 0.8, width > 8, height > 8 else {
      self.init(function, domain: domain, width: width, height: height)
      return
    }
    self = Grid(
      function, domain: domain, width: max(4, Int(Double(width) * share)),
      height: max(4, Int(Double(height) * share))
    ).interpolated(width: width, height: height)
  }

  /// The rows of data that may be read for one map.
  private static let mostRows = 4_000_000
  private static let leastSamples = 4000

  /// The same domain with more samples, bilinear between the present ones; near a place without a
  /// loss the nearest one.
  func interpolated(width: Int, height: Int) -> Grid {
    let columns = (0..<width).map { GridPlace($0, of: width, samples: self.width) }
    let rows = (0..<height).map { GridPlace($0, of: height, samples: self.height) }
    let values = rows.flatMap { row in
      columns.map { column -> Double in
        let corner = row.index * self.width + column.index
        let (v0, v1) = (self.values[corner], self.values[corner + 1])
        let (v2, v3) = (self.values[corner + self.width], self.values[corner + self.width + 1])
        let low = v0 + (v1 - v0) * column.share
        let value = low + (v2 + (v3 - v2) * column.share - low) * row.share
        if value.isFinite { return value }
        return column.share < 0.5 ? (row.share < 0.5 ? v0 : v2) : (row.share < 0.5 ? v1 : v3)
      }
    }
    return Grid(domain: domain, width: width, height: height, values: values)
  }
}

/// Where the centre of a pixel is among the samples of a row or a column.
struct GridPlace {
  /// The first of the two samples beside it.
  let index: Int
  /// How far it is on the way from that one to the next; beyond them at the edges of the map.
  let share: Double

  init(_ pixel: Int, of pixels: Int, samples: Int) {
    let position = (Double(pixel) + 0.5) * Double(samples) / Double(pixels) - 0.5
    index = min(max(Int(position.rounded(.down)), 0), samples - 2)
    share = position - Double(index)
  }
}
