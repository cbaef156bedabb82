import Calculus
import Canvas

extension Raster {
  /// Paints the content of a depth buffer: shades and contour lines.
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

/// Finds the pixels of a relief on contour lines.
struct ReliefLines {
  let buffer: DepthBuffer

  /// Neighbouring pixels that differ by more than this are not on the same slope.
  private static let jump: Float = 0.1
  /// The minimum distance of two lines, in pixels.
  private static let distance: Float = 3
  /// If more levels would have to be left out, the slope is steep and the light shows it.
  private static let widestStride = 2

  /// The level of the line through a pixel; nil if there is none.
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

  /// The height at a neighbouring pixel on the same slope.
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

extension ReliefPicture {
  /// The distance of two wires on level ground, in pixels.
  private static let wireDistance = 12.0

  /// Draws the visible part of a net of lines of equal x and of equal y, which shows the shape of
  /// the surface without shades. Each piece has the colour of the contour line below it.
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

extension ReliefPicture {
  /// The relief in the colours of the basins: the colour shows the minimum; the shade shows the
  /// light instead of the number of steps, because otherwise nothing would look high or low.
  /// Without enough colours only the edges of the block are left, for letters.
  func raster(of chart: BasinAtlas.Chart) -> Raster {
    let depth = map.key.depth
    let ground = map.key.regionGround
    let edge = ReliefShades(map.shades, depth: depth, on: ground).edge
    guard depth >= .indexed256 else {
      var bare = Raster(width: raster.width, height: raster.height)
      drawEdges(into: &bare, color: edge)
      return bare
    }
    var inks: [BasinRegion: [BasinPicture.Ink]] = [:]
    var painted = raster
    painted.withPixels { pixels in
      for index in pixels.indices where buffer.depths[index] > -.infinity {
        let light = buffer.lights[index]
        if ReliefMesh.isSide(light: light) {
          let isLeft = light == ReliefMesh.sideLights.left
          pixels[index] = Pixel(
            Palette.void(isLeft ? 2 : 1, depth: depth, on: ground), layer: .band)
          continue
        }
        let (y, x) = index.quotientAndRemainder(dividingBy: buffer.width)
        guard let point = point(seenAt: x, y), let cell = chart.map.nearest(to: point) else {
          pixels[index] = Pixel(Palette.void(1, depth: depth, on: ground), layer: .band)
          continue
        }
        let region = chart.region(of: cell.outcome)
        let ink =
          inks[region] ?? BasinPicture.Ink.shades(of: region, depth: depth, on: ground)
        inks[region] = ink
        let shade = ink[ReliefPicture.shade(of: light)]
        pixels[index] = raster.pixels[index].layer == .line ? shade.line : shade.area
      }
    }
    drawEdges(into: &painted, color: edge)
    return painted
  }

  /// The shade for a light from −1 to 1; shade 0 is the brightest.
  private static func shade(of light: Float) -> Int {
    let place = (1 - light) / 2 * Float(Palette.regionShades)
    return min(max(Int(place), 0), Palette.regionShades - 1)
  }
}
