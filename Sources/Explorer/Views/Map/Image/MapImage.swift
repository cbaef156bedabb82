import Calculus
import Canvas
import Landscape

/// The painted surface in the real pixels of the screen: bands and smooth contour lines, and a hatch
/// where the loss is undefined. It has the levels and the labels of a picture in glyphs.
struct MapImage: Sendable {
  /// Everything it depends on.
  struct Key: Hashable {
    var map: MapPicture.Key
    /// The size of a cell in pixels.
    var cell: CellSize
  }

  let key: Key
  let pixels: PixelImage

  /// - Precondition: the picture has pixels.
  init(key: Key, picture: MapPicture, function: any LossFunction) {
    self.key = key
    let cells = key.map.cells
    let size = Size(width: cells.width * key.cell.width, height: cells.height * key.cell.height)
    let samples = MapImage.samples(of: size, rows: function.rowCount ?? 1)
    let grid = Grid(
      function, domain: key.map.domain, width: samples.width, height: samples.height)
    let levels = picture.levels
    let bands = levels.bandsOfFinite(grid)
    let inks = MapInks(picture.shades, background: key.map.ramp.ground ?? key.map.background)
    var painting = BandPainting(
      grid: grid, bands: bands, isOutside: grid.outside(of: function, bands: bands),
      levels: levels, inks: inks, size: size, hatch: max(4, key.cell.height / 2))
    if key.map.contours != .bands {
      let lines = ThinnedContours(levels: levels, grid: grid, bands: bands)
      var coverage = LineCoverage(size: size, width: MapImage.lineWidth(key.cell))
      for stretch in lines.stretches {
        coverage.add(painting.places(of: stretch.points), level: stretch.level)
      }
      for label in picture.labels { coverage.clear(label, cell: key.cell) }
      painting.paint(coverage)
    }
    pixels = PixelImage(
      width: size.width, height: size.height, pixels: painting.pixels, inks: inks.all)
  }

  /// A contour line is as thick as the strokes of small print.
  private static func lineWidth(_ cell: CellSize) -> Double { max(1.1, Double(cell.height) / 15) }

  /// The number of places at which the loss is computed: every second pixel, or fewer where that
  /// would take longer than a slider may stand still. In between it is interpolated.
  private static func samples(of size: Size, rows: Int) -> Size {
    let most = max(8_000, min(300_000, 1e7 / Double(rows)))
    let pixels = Double(size.width * size.height)
    let distance = max(2, (pixels / most).squareRoot())
    return Size(
      width: max(2, Int(Double(size.width) / distance)),
      height: max(2, Int(Double(size.height) / distance)))
  }
}

extension MapPicture {
  /// What the cells of the map show below paths and signs; over an image nothing.
  func raster(above image: PixelImage?) -> Raster {
    image == nil ? raster : Raster(width: raster.width, height: raster.height)
  }
}

extension Appearance {
  /// The colour of the terminal's background as one of our own. It differs by a trace, because kitty takes
  /// exactly its own colour for no background.
  var ground: Color {
    var color = backgroundColor ?? (background == .dark ? Color(0x000000) : Color(0xFFFFFF))
    color.blue = color.blue == 255 ? 254 : color.blue + 1
    return color
  }
}
