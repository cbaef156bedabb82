import Calculus
import Canvas

extension ReliefPicture {
  /// Pixels between two wires where the surface is level.
  private static let wireDistance = 12.0

  /// A net of lines of equal x and of equal y, as far as it is seen: the shape of the surface where
  /// there are no shades. Each piece is in the colour of the contour line below it.
  func drawWires(into raster: inout Raster) {
    let side = projection.pixelsPerSide
    let count = min(max(Int(side / ReliefPicture.wireDistance), 6), 30)
    let pieces = min(max(Int(side), 32), 400)
    for wire in 0...count {
      let fixed = Double(wire) / Double(count)
      for isAlongX in [true, false] {
        var previous: PixelPoint?
        for piece in 0...pieces {
          let share = Double(piece) / Double(pieces)
          let point = map.key.domain.point(isAlongX ? share : fixed, isAlongX ? fixed : share)
          guard let place = ground(at: point), isVisible(place, tolerance: 0.035) else {
            previous = nil
            continue
          }
          raster.line(from: previous ?? place.pixel, to: place.pixel, wirePixel(at: point))
          previous = place.pixel
        }
      }
    }
  }

  private func wirePixel(at point: Point) -> Pixel {
    let lines = map.shades.lines
    let level = min(max(Int(terrain.height(at: point)) - 1, 0), max(lines.count - 1, 0))
    return Pixel(lines.isEmpty ? nil : lines[level], layer: .line, mark: UInt8(level))
  }
}
