/// Chooses the glyph and the two colours for the pixels of one cell.
struct CellEncoder {
  /// A cell has at most eight pixels (octants, braille).
  static let mostPixels = 8

  let glyphs: GlyphSet
  let table: [Unicode.Scalar]
  let depth: ColorDepth
  /// The map has no bands: its lines run over the terminal's own background.
  let isOnOwnGround: Bool

  init(glyphs: GlyphSet, depth: ColorDepth, isOnOwnGround: Bool) {
    self.glyphs = glyphs
    table = glyphs.glyphs
    self.depth = depth
    self.isOnOwnGround = isOnOwnGround
  }

  /// A cell of pixels that all look alike.
  func plain(_ pixel: Pixel) -> Cell {
    guard pixel.layer > .area else {
      return pixel.ink == Pixel.ownInk ? Cell() : Cell(" ", Style(background: pixel.color))
    }
    if pixel.layer == .line, isOnOwnGround { return thinLine(allPixels, pixel) }
    return canBeBackground(pixel)
      ? Cell(" ", Style(background: pixel.color)) : Cell("█", Style(foreground: pixel.color))
  }

  /// A cell of block glyphs.
  ///
  /// Where layers meet, the upper one is the foreground and the rest shows the commonest colour of
  /// its bands; within one layer, the two colours and the mask with the least squared error.
  /// Contour lines on the terminal's own background are thin dots.
  func blocks(_ pixels: UnsafeBufferPointer<Pixel>) -> Cell {
    var top = Pixel.Layer.empty
    for pixel in pixels where pixel.layer > top { top = pixel.layer }
    var mask = 0
    var bands = 0
    for index in pixels.indices {
      if pixels[index].layer == top { mask |= 1 << index }
      if pixels[index].layer <= .area { bands |= 1 << index }
    }
    if top == .line, isOnOwnGround { return thinLine(mask, commonest(pixels, mask)) }
    if mask == allPixels || top <= .area { return twoColors(pixels) }
    let foreground = commonest(pixels, mask)
    let background = commonest(pixels, bands == 0 ? ~mask : bands)
    if foreground.ink == background.ink, foreground.ink != Pixel.ownInk {
      return plain(foreground)
    }
    return Cell(
      table[mask],
      Style(
        foreground: foreground.color,
        background: canBeBackground(background) ? background.color : nil))
  }

  private var allPixels: Int { 1 << (glyphs.columns * glyphs.rows) - 1 }

  /// Whether a pixel's colour may fill a cell: a band's always; others not where the background
  /// is the terminal's own, and where bright colours are not to be had as backgrounds.
  private func canBeBackground(_ pixel: Pixel) -> Bool {
    pixel.layer <= .area
      || pixel.ink != Pixel.ownInk && depth > .sixteen && !(isOnOwnGround && pixel.layer == .line)
  }

  /// Of the eight colours none is between the background and the trails: the line is dim.
  private func thinLine(_ mask: Int, _ pixel: Pixel) -> Cell {
    Cell(
      thinGlyph(mask),
      Style(foreground: pixel.color, attributes: depth <= .eight ? .dim : []))
  }

  /// Dots of the highest layer over the commonest band.
  func dots(_ pixels: UnsafeBufferPointer<Pixel>, over neighbour: Color?) -> Cell {
    var top = Pixel.Layer.area
    for pixel in pixels where pixel.layer > top { top = pixel.layer }
    var dots = 0
    var bands = 0
    for index in pixels.indices {
      if pixels[index].layer <= .area {
        bands |= 1 << index
      } else if pixels[index].layer == top {
        dots |= 1 << index
      }
    }
    let background = bands == 0 ? neighbour : commonest(pixels, bands).color
    guard dots != 0 else { return Cell(" ", Style(background: background)) }
    return Cell(
      table[dots], Style(foreground: commonest(pixels, dots).color, background: background))
  }

  /// The pixel whose colour is the commonest among those of a mask; of two the one met first.
  private func commonest(_ pixels: UnsafeBufferPointer<Pixel>, _ mask: Int) -> Pixel {
    var best = pixels[0]
    var most = 0
    for index in pixels.indices where mask >> index & 1 == 1 {
      var count = 0
      for other in pixels.indices
      where mask >> other & 1 == 1 && pixels[other].ink == pixels[index].ink {
        count += 1
      }
      if count > most { (best, most) = (pixels[index], count) }
    }
    return best
  }

  /// The lighter colour is always the foreground, so that cells along an edge share one style.
  private func twoColors(_ pixels: UnsafeBufferPointer<Pixel>) -> Cell {
    guard let pair = ColorPair(of: pixels) else { return plain(pixels[0]) }
    return Cell(
      table[pair.mask(of: pixels)],
      Style(
        foreground: pair.lighter.color,
        background: canBeBackground(pair.darker) ? pair.darker.color : nil))
  }
}
