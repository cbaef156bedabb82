import Canvas

extension ReliefPicture {
  /// The relief in the colours of the basins: the minimum by its colour and, instead of the number of
  /// steps, the light by its shade, without which nothing would look high or low.
  ///
  /// Where there are no colours for it only the block's edges are left, for letters.
  func raster(of chart: BasinAtlas.Chart) -> Raster {
    let depth = map.key.depth
    let edge = ReliefShades(map.shades, depth: depth).edge
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
          pixels[index] = Pixel(Palette.void(isLeft ? 2 : 1, depth: depth), layer: .band)
          continue
        }
        let (y, x) = index.quotientAndRemainder(dividingBy: buffer.width)
        guard let point = point(seenAt: x, y), let cell = chart.map.nearest(to: point) else {
          pixels[index] = Pixel(Palette.void(1, depth: depth), layer: .band)
          continue
        }
        let region = chart.region(of: cell.outcome)
        let ink = inks[region] ?? BasinPicture.Ink.shades(of: region, depth: depth)
        inks[region] = ink
        let shade = ink[ReliefPicture.shade(of: light)]
        pixels[index] = raster.pixels[index].layer == .line ? shade.line : shade.area
      }
    }
    drawEdges(into: &painted, color: edge)
    return painted
  }

  /// The shade for a light from −1 to 1: 0, the brightest, towards the light.
  private static func shade(of light: Float) -> Int {
    let place = (1 - light) / 2 * Float(Palette.regionShades)
    return min(max(Int(place), 0), Palette.regionShades - 1)
  }
}
