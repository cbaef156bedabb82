extension CellEncoder {
  /// A cell without any colour: a trail as solid blocks, a former trail the same but dim, contour
  /// lines as thin dim dots, bands as nothing.
  func monochrome(_ pixels: UnsafeBufferPointer<Pixel>) -> Cell {
    var top = Pixel.Layer.empty
    for pixel in pixels where pixel.layer > top { top = pixel.layer }
    guard top > .area else { return Cell() }
    var mask = 0
    for index in pixels.indices where pixels[index].layer == top { mask |= 1 << index }
    switch top {
    case .empty, .area: return Cell()
    case .line: return Cell(thinGlyph(mask), Style(attributes: .dim))
    case .faintStroke: return Cell(solidGlyph(mask), Style(attributes: .dim))
    case .stroke: return Cell(solidGlyph(mask))
    }
  }

  /// The braille glyph with a dot at the height of each pixel of a mask; a pixel as wide as the
  /// cell gets both dots.
  func thinGlyph(_ mask: Int) -> Unicode.Scalar {
    var dots = 0
    for y in 0..<glyphs.rows {
      let dotRow = (2 * y + 1) * 2 / glyphs.rows
      for x in 0..<2 where mask >> (y * glyphs.columns + x % glyphs.columns) & 1 == 1 {
        dots |= 1 << (dotRow * 2 + x)
      }
    }
    return GlyphTable.braille[dots]
  }

  /// The glyph for a mask in blocks: of dots, quadrants that hold any, to stand out from lines; of
  /// halves, their left quadrants, as a half looks like the sign of a run.
  private func solidGlyph(_ mask: Int) -> Unicode.Scalar {
    switch glyphs {
    case .braille: GlyphTable.quadrant(of: mask)
    case .half: GlyphTable.quadrants[(mask & 1) | (mask & 2) << 1]
    case .quadrant, .sextant, .octant, .ascii: table[mask]
    }
  }

  /// One pixel as a character, over a band's colour: `*` for a trail, `.` for a former one, and for
  /// a line one that has its slope.
  func letter(_ pixel: Pixel, over band: Color?, slope: (dx: Int, dy: Int)) -> Cell {
    let hasColor = depth != .none
    var style = Style(
      foreground: hasColor ? pixel.color : nil, background: hasColor ? band : nil)
    switch pixel.layer {
    case .empty: return Cell()
    case .area: return Cell(" ", Style(background: hasColor ? pixel.color : nil))
    case .line:
      // A thin stroke needs more light than a pixel; where no band is, it has enough.
      if depth >= .indexed256, let color = pixel.color, band != nil {
        let bright = color.with(luminance: min(0.16, 1.7 * color.luminance + 0.02))
        style.foreground = depth == .trueColor ? bright : XtermColors.gray(like: bright)
      }
      if depth <= .eight { style.attributes = .dim }
      return Cell(Self.stroke(slope), style)
    case .faintStroke: return Cell(".", style)
    case .stroke: return Cell("*", style)
    }
  }

  /// The character most like a short line; a cell is twice as high as wide.
  private static func stroke(_ slope: (dx: Int, dy: Int)) -> Unicode.Scalar {
    let (width, height) = (abs(slope.dx), abs(slope.dy))
    if width >= 2 * height { return "-" }
    if height >= 2 * width { return "|" }
    return (slope.dx > 0) == (slope.dy > 0) ? "\\" : "/"
  }
}
