/// Chooses the glyph and the two colours for the pixels of one cell.
struct CellEncoder {
  /// A cell has at most eight pixels (octants, braille).
  static let mostPixels = 8

  let glyphs: GlyphSet
  let table: [Unicode.Scalar]
  let depth: ColorDepth
  /// Whether areas have no colours: then lines are thin dots on the terminal's default background.
  let isOnDefaultBackground: Bool
  /// Whether an image is below the cells, which may cover their backgrounds.
  let isOverImage: Bool

  init(
    glyphs: GlyphSet, depth: ColorDepth, isOnDefaultBackground: Bool, isOverImage: Bool = false
  ) {
    self.glyphs = glyphs
    table = glyphs.glyphs
    self.depth = depth
    self.isOnDefaultBackground = isOnDefaultBackground
    self.isOverImage = isOverImage
  }

  /// A cell of pixels that all look alike.
  func plain(_ pixel: Pixel) -> Cell {
    guard pixel.layer > .area else {
      return pixel.ink == Pixel.defaultInk ? Cell() : Cell(" ", Style(background: pixel.color))
    }
    if pixel.layer == .line, isOnDefaultBackground { return thinLine(allPixels, pixel) }
    return canBeBackground(pixel) && !isOverImage
      ? Cell(" ", Style(background: pixel.color)) : Cell("█", Style(foreground: pixel.color))
  }

  /// A cell of block glyphs.
  ///
  /// Where layers meet, the highest one is the foreground, and the background is the commonest colour
  /// of the areas, so that a dot stands out of its stroke by a gap; within one layer, the two colours and the mask have the least squared error.
  /// Lines on the terminal's default background are thin dots.
  func blocks(_ pixels: UnsafeBufferPointer<Pixel>) -> Cell {
    var top = Pixel.Layer.empty
    for pixel in pixels where pixel.layer > top { top = pixel.layer }
    var mask = 0
    var areas = 0
    for index in pixels.indices {
      if pixels[index].layer == top { mask |= 1 << index }
      if pixels[index].layer <= .area { areas |= 1 << index }
    }
    if top == .line, isOnDefaultBackground { return thinLine(mask, commonest(pixels, mask)) }
    if mask == allPixels || top <= .area { return twoColors(pixels) }
    let foreground = commonest(pixels, mask)
    let background = commonest(pixels, areas == 0 ? ~mask : areas)
    if foreground.ink == background.ink, foreground.ink != Pixel.defaultInk {
      return plain(foreground)
    }
    return Cell(
      table[mask: mask],
      Style(
        foreground: foreground.color,
        background: canBeBackground(background) ? background.color : nil))
  }

  private var allPixels: Int { 1 << (glyphs.columns * glyphs.rows) - 1 }

  /// Whether a pixel's colour may fill a cell. That of an area always may; others may not if they are
  /// the terminal's foreground, if bright backgrounds are unavailable, or for lines that are dots.
  private func canBeBackground(_ pixel: Pixel) -> Bool {
    pixel.layer <= .area
      || pixel.ink != Pixel.defaultInk && depth > .sixteen
        && !(isOnDefaultBackground && pixel.layer == .line)
  }

  /// With eight colours, none is between the background and the strokes: the line is dim.
  private func thinLine(_ mask: Int, _ pixel: Pixel) -> Cell {
    Cell(
      thinGlyph(mask),
      Style(foreground: pixel.color, attributes: depth <= .eight ? .dim : []))
  }

  /// Dots of the highest layer over the commonest area.
  func dots(_ pixels: UnsafeBufferPointer<Pixel>, over neighbour: Color?) -> Cell {
    var top = Pixel.Layer.area
    for pixel in pixels where pixel.layer > top { top = pixel.layer }
    var dots = 0
    var areas = 0
    for index in pixels.indices {
      if pixels[index].layer <= .area {
        areas |= 1 << index
      } else if pixels[index].layer == top || top == .dot && pixels[index].layer == .stroke {
        dots |= 1 << index
      }
    }
    let background = areas == 0 ? neighbour : commonest(pixels, areas).color
    guard dots != 0 else { return Cell(" ", Style(background: background)) }
    return Cell(
      table[mask: dots], Style(foreground: commonest(pixels, dots).color, background: background))
  }

  /// The pixel with the commonest colour among those of a mask; the first of several.
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

  /// The two best colours; the lighter one is the foreground, so that cells along an edge share one
  /// style.
  private func twoColors(_ pixels: UnsafeBufferPointer<Pixel>) -> Cell {
    guard let pair = ColorPair(of: pixels) else { return plain(pixels[0]) }
    return Cell(
      table[mask: pair.mask(of: pixels)],
      Style(
        foreground: pair.lighter.color,
        background: canBeBackground(pair.darker) ? pair.darker.color : nil))
  }
}

extension CellEncoder {
  /// A cell without colours: strokes and their dots are solid blocks, faint strokes dim blocks, lines thin dim dots,
  /// areas blank.
  func monochrome(_ pixels: UnsafeBufferPointer<Pixel>) -> Cell {
    var top = Pixel.Layer.empty
    for pixel in pixels where pixel.layer > top { top = pixel.layer }
    guard top > .area else { return Cell() }
    // A stroke is as solid as its dots.
    let lowest = min(top, .stroke)
    var mask = 0
    for index in pixels.indices where pixels[index].layer >= lowest { mask |= 1 << index }
    switch top {
    case .empty, .area: return Cell()
    case .line: return Cell(thinGlyph(mask), Style(attributes: .dim))
    case .faintStroke: return Cell(solidGlyph(mask), Style(attributes: .dim))
    case .stroke, .dot: return Cell(solidGlyph(mask))
    }
  }

  /// The braille glyph with a dot at the height of each pixel of a mask; a pixel as wide as the cell
  /// has two dots.
  func thinGlyph(_ mask: Int) -> Unicode.Scalar {
    var dots = 0
    for y in 0..<glyphs.rows {
      let dotRow = (2 * y + 1) * 2 / glyphs.rows
      for x in 0..<2 where mask >> (y * glyphs.columns + x % glyphs.columns) & 1 == 1 {
        dots |= 1 << (dotRow * 2 + x)
      }
    }
    return GlyphTable.braille[mask: dots]
  }

  /// The block glyph for a mask. Instead of dots it has the quadrants that hold any, to stand out from
  /// lines; instead of halves their left quadrants, because a half block looks like a marker.
  private func solidGlyph(_ mask: Int) -> Unicode.Scalar {
    switch glyphs {
    case .braille: GlyphTable.quadrant(of: mask)
    case .half: GlyphTable.quadrants[mask: (mask & 1) | (mask & 2) << 1]
    case .quadrant, .sextant, .octant, .ascii: table[mask: mask]
    }
  }

  /// One pixel as a character over the colour of an area: `*` for a stroke, `.` for a faint one, and
  /// for a line a character of its slope.
  func letter(_ pixel: Pixel, over area: Color?, slope: (dx: Int, dy: Int)) -> Cell {
    let hasColor = depth != .none
    var style = Style(
      foreground: hasColor ? pixel.color : nil, background: hasColor ? area : nil)
    switch pixel.layer {
    case .empty: return Cell()
    case .area: return Cell(" ", Style(background: hasColor ? pixel.color : nil))
    case .line:
      // A thin character needs more light than a filled pixel, except on the default background.
      if depth >= .indexed256, let color = pixel.color, area != nil {
        let bright = color.with(luminance: min(0.16, 1.7 * color.luminance + 0.02))
        style.foreground = depth == .trueColor ? bright : XtermColors.gray(like: bright)
      }
      if depth <= .eight { style.attributes = .dim }
      return Cell(Self.stroke(slope), style)
    case .faintStroke: return Cell(".", style)
    case .stroke: return Cell("*", style)
    case .dot: return Cell("#", style)
    }
  }

  /// The character most similar to a short line; a cell is twice as high as it is wide.
  private static func stroke(_ slope: (dx: Int, dy: Int)) -> Unicode.Scalar {
    let (width, height) = (abs(slope.dx), abs(slope.dy))
    if width >= 2 * height { return "-" }
    if height >= 2 * width { return "|" }
    return (slope.dx > 0) == (slope.dy > 0) ? "\\" : "/"
  }
}
