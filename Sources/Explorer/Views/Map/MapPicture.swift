import Calculus
import Canvas
import Landscape

/// The painted surface: bands and contour lines in pixels, without anything that moves. It costs
/// one evaluation of the loss per pixel, so it is kept while its key is unchanged.
struct MapPicture: Sendable {
  /// Everything the picture depends on.
  struct Key: Hashable {
    var loss: Loss
    /// The values of all parameters, those that the surface itself states, too.
    var parameters: [String: Double]
    var domain: Domain
    var cells: Size
    var glyphs: GlyphSet
    var contours: Appearance.Contours
    var ramp: Ramp
    var levels: LevelMode
    var depth: ColorDepth
    var background: Background
    /// The height of a cell divided by its width.
    var cellAspect = 2.0
    /// Grows as the losses of maps become known.
    var knowledge = 0
    /// Whether nothing is known of a loss that takes time.
    var isUnknown = false

    /// The height of a pixel of the glyphs divided by its width.
    var pixelAspect: Double { glyphs.pixelAspect * cellAspect / 2 }

    /// Whether both are maps of the same part of the same surface.
    func hasPlaces(of other: Key) -> Bool {
      domain == other.domain && knowledge == other.knowledge && parameters == other.parameters
        && loss == other.loss
    }

    /// The background of the colours of basins.
    var regionGround: Background { Palette.regionGround(ramp: ramp, depth: depth, on: background) }
  }

  let key: Key
  let levels: ContourLevels
  /// The thresholds as text.
  let numbers: NumberList
  let shades: Shades
  /// Whether the loss is undefined or beyond the doubles in a part of the map.
  let hasUndefined: Bool
  /// The one value of a constant loss.
  let constant: Double?
  let raster: Raster
  /// The labels of some contour lines.
  let labels: [ContourLabel]
  /// The critical points that can be found immediately.
  let criticalPoints: [CriticalPoint]

  /// - Parameter former: an earlier picture, whose critical points are taken over if they are those of
  ///   the same place.
  init(key: Key, function: any LossFunction, after former: MapPicture? = nil) {
    self.key = key
    // Searching for them costs more than all pixels of a small map.
    let known = former.flatMap { $0.key.hasPlaces(of: key) ? $0.criticalPoints : nil }
    criticalPoints = known ?? function.landmarks(in: key.domain)
    let projection = Projection(
      domain: key.domain,
      cells: Rectangle(column: 0, row: 0, width: key.cells.width, height: key.cells.height),
      glyphs: key.glyphs)
    let (width, height) = (projection.pixelWidth, projection.pixelHeight)
    guard width > 0, height > 0 else {
      levels = ContourLevels(mode: .linear, thresholds: [])
      numbers = NumberList([])
      shades = Shades(bands: [nil], lines: [])
      (hasUndefined, constant) = (false, nil)
      raster = Raster(width: 0, height: 0)
      labels = []
      return
    }
    let grid = Grid(affordable: function, domain: key.domain, width: width, height: height)
    let ramp = key.contours == .lines ? .lines : key.ramp
    let bandCount = ramp.bandLimit(depth: key.depth)
    // Without different bands there is nothing but lines.
    let hasLines = key.contours != .bands || bandCount == 1
    levels = ContourLevels(
      for: grid, mode: key.levels,
      count: MapPicture.levelCount(
        bands: bandCount, hasLines: hasLines, pixels: min(width, height)))
    numbers = NumberList(levels.thresholds)
    shades = ramp.shades(count: levels.thresholds.count + 1, depth: key.depth, on: key.background)
    let bands = levels.bandsOfFinite(grid)
    let isOutside = grid.outside(of: function, bands: bands)
    hasUndefined =
      !key.isUnknown
      && zip(bands, isOutside).contains { $0 == ContourLevels.undefinedBand && !$1 }
    let range = grid.finiteRange
    constant = range?.lowerBound == range?.upperBound ? range?.lowerBound : nil
    var raster =
      key.isUnknown
      ? Raster(width: width, height: height)
      : MapPicture.painted(
        bands, isOutside: isOutside, width: width, height: height, shades: shades)
    if hasLines {
      let lines = ThinnedContours(levels: levels, grid: grid, bands: bands)
      let inks = LineInks(shades, key)
      for line in lines.stretches {
        let pixels = line.pixels(in: projection)
        for (index, pixel) in pixels.enumerated() {
          let before = pixels[max(index - 1, 0)]
          let after = pixels[min(index + 1, pixels.count - 1)]
          let isLevel = before.y == pixel.y && after.y == pixel.y
          raster.set(x: pixel.x, y: pixel.y, to: inks.ink(line.level, isLevel: isLevel))
        }
      }
      labels = ContourLabel.placed(
        on: lines.stretches, texts: numbers.texts, raster: raster,
        in: projection)
    } else {
      labels = []
    }
    self.raster = raster
  }

  /// The number of levels: as many as there are different bands, or more where there is room for lines
  /// that show the shape of a bowl, and no more than the eye can follow.
  /// - Parameter pixels: those on the shorter side of the map.
  private static func levelCount(bands: Int, hasLines: Bool, pixels: Int) -> Int {
    // On a very small map lines crowd each other out, and without bands nothing would be left.
    guard bands > 1 else { return min(10, max(pixels < 24 ? 4 : 8, pixels / 4)) }
    let lines = hasLines ? min(10, pixels / 5) : 1
    return min(max(bands - 1, lines), 14, max(8, pixels / 4))
  }

  /// Paints each pixel in the shade of its band, and a hatch where the loss is undefined or beyond the
  /// doubles. Outside of a grid of losses there is nothing.
  private static func painted(
    _ bands: [UInt8], isOutside: [Bool], width: Int, height: Int, shades: Shades
  ) -> Raster {
    let inks = shades.bands.enumerated().map {
      Pixel($0.element, layer: .band, mark: UInt8($0.offset))
    }
    var raster = Raster(width: width, height: height)
    raster.withPixels { pixels in
      for row in 0..<height {
        let source = (height - 1 - row) * width
        for column in 0..<width {
          let band = Int(bands[source + column])
          if band < inks.count {
            pixels[row * width + column] = inks[band]
          } else if !isOutside[source + column],
            (row + column).isMultiple(of: MapPicture.hatchDistance)
          {
            pixels[row * width + column] = shades.hatch
          }
        }
      }
    }
    return raster
  }

  /// The distance of two lines of the hatch, in pixels.
  private static let hatchDistance = 4
}

extension ContourLevels {
  /// The band of every sample of a grid; losses beyond the doubles count as undefined.
  func bandsOfFinite(_ grid: Grid) -> [UInt8] {
    bands(of: grid.values.map { $0.isFinite ? $0 : .nan })
  }
}

extension Grid {
  /// Whether each sample lies outside of the grid on which a loss is known.
  func outside(of function: any LossFunction, bands: [UInt8]) -> [Bool] {
    var isOutside = Array(repeating: false, count: bands.count)
    for (index, band) in bands.enumerated() where band == ContourLevels.undefinedBand {
      let point = point(column: Double(index % width), row: Double(index / width))
      if case .outside? = function.offGrid(at: point) { isOutside[index] = true }
    }
    return isOutside
  }
}

extension MapPicture.Key {
  init(_ state: ExplorerState, cells: Size) {
    let (surface, appearance) = (state.scene.surface, state.appearance)
    self.init(
      loss: surface.loss, parameters: surface.values(state.scene.parameters),
      domain: state.domain(on: cells), cells: cells, glyphs: appearance.glyphs,
      contours: appearance.contours, ramp: state.mapRamp,
      levels: appearance.levels ?? surface.levels, depth: appearance.depth,
      background: appearance.background, cellAspect: appearance.cellAspect,
      knowledge: state.source?.mapChanges ?? 0, isUnknown: state.source?.answerCount == 0)
  }
}

/// The inks of contour lines, chosen to look equally strong in all directions: pixels are taller
/// than wide, so horizontal lines are thicker and are drawn fainter.
private struct LineInks {
  private let full: [Pixel]
  private let level: [Pixel]

  init(_ shades: Shades, _ key: MapPicture.Key) {
    // Mixed with the colour of the band, in proportion to the excess height of a pixel.
    let excess = key.glyphs == .ascii ? 0 : max(0, key.pixelAspect - 1)
    let share = key.depth == .trueColor ? min(excess, 1) * 0.4 : 0
    full = shades.lines.enumerated().map {
      Pixel($0.element, layer: .line, mark: UInt8($0.offset))
    }
    level = shades.lines.enumerated().map { index, line in
      let band = index + 1 < shades.bands.count ? shades.bands[index + 1] : nil
      guard share > 0, let line, let band else {
        return Pixel(line, layer: .line, mark: UInt8(index))
      }
      return Pixel(line.mixed(with: band, share), layer: .line, mark: UInt8(index))
    }
  }

  func ink(_ number: Int, isLevel: Bool) -> Pixel { isLevel ? level[number] : full[number] }
}

/// The layers of the map, from bottom to top; contour lines are in the layer `line`.
extension Pixel.Layer {
  /// A band between two contour lines, or a basin.
  static var band: Self { .area }
  /// A replaced trail.
  static var ghost: Self { .faintStroke }
  /// The trail of a run.
  static var trail: Self { .stroke }
  /// A step of a run.
  static var step: Self { .dot }
}
