import Canvas

extension Raster {
  /// Paints what a depth buffer shows: shades and contour lines.
  init(painting buffer: DepthBuffer, shades: ReliefShades, withLines: Bool) {
    self.init(width: buffer.width, height: buffer.height)
    guard buffer.width > 0, buffer.height > 0 else { return }
    let lines = ReliefLines(buffer: buffer)
    let levels = shades.lines.count
    withPixels { pixels in
      for y in 0..<buffer.height {
        for x in 0..<buffer.width {
          let index = y * buffer.width + x
          guard buffer.depths[index] > -.infinity else { continue }
          let band = min(max(Int(buffer.heights[index]), 0), levels)
          if withLines, let level = lines.level(x, y), level < levels {
            pixels[index] = Pixel(shades.lines[level], layer: .line, mark: UInt8(level))
          } else {
            let color = shades.color(band: band, light: buffer.lights[index])
            pixels[index] = Pixel(color, layer: .band, mark: UInt8(band))
          }
        }
      }
    }
  }
}

/// Finds the pixels of a relief through which contour lines run.
struct ReliefLines {
  let buffer: DepthBuffer

  /// Neighbouring pixels this much further apart do not lie on the same slope.
  private static let jump: Float = 0.1
  /// The least distance of two lines, in pixels.
  private static let distance: Float = 3
  /// Where more levels would have to be left out, the slope is steep, and the light tells it.
  private static let widestStride = 2

  /// The level whose line runs through a pixel; nil for none.
  func level(_ x: Int, _ y: Int) -> Int? {
    let index = y * buffer.width + x
    guard !ReliefMesh.isSide(light: buffer.lights[index]) else { return nil }
    let right = x + 1 < buffer.width ? neighbour(of: index, at: index + 1) : nil
    let below = y + 1 < buffer.height ? neighbour(of: index, at: index + buffer.width) : nil
    let own = buffer.heights[index]
    let steepest = max(((right ?? own) - own).magnitude, ((below ?? own) - own).magnitude)
    var stride = 1
    while steepest * ReliefLines.distance > Float(stride) { stride *= 2 }
    guard stride <= ReliefLines.widestStride else { return nil }
    return [right, below].lazy.compactMap { other in
      other.flatMap { crossed(own, $0, stride: stride) }
    }.first
  }

  /// The height next to a pixel on the same slope.
  private func neighbour(of index: Int, at other: Int) -> Float? {
    let isNear = (buffer.depths[index] - buffer.depths[other]).magnitude < ReliefLines.jump
    return isNear && !ReliefMesh.isSide(light: buffer.lights[other]) ? buffer.heights[other] : nil
  }

  /// The level between two heights that is a multiple of the stride.
  private func crossed(_ one: Float, _ other: Float, stride: Int) -> Int? {
    let high = Int(max(one, other)) / stride * stride
    return high > 0 && Float(high) > min(one, other) ? high - 1 : nil
  }
}
