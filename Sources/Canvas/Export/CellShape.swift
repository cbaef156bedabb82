/// The shape of a glyph in a picture of cells 10 wide and 20 high.
enum CellShape {
  case blank
  case continuation
  /// Rectangles, with vertical positions and sizes in thirds of a unit.
  case blocks([Rectangle])
  /// Centres of round dots.
  case dots([Place])
  /// Path data of lines that starts in the middle of the cell.
  case strokes(String)
  case text

  struct Rectangle: Hashable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
  }

  struct Place: Hashable {
    var x: Int
    var y: Int
  }

  init(_ glyph: Unicode.Scalar) {
    switch glyph {
    case " ": self = .blank
    case Cell.continuation: self = .continuation
    case "\u{2800}"..."\u{28FF}":
      self = .dots(Self.dots(of: glyph))
    default:
      if let path = Self.borders[glyph] {
        self = .strokes(path)
      } else if let parts = Self.blockParts[glyph] {
        self = .blocks(parts)
      } else {
        self = .text
      }
    }
  }

  private static func dots(of glyph: Unicode.Scalar) -> [Place] {
    guard let mask = GlyphTable.braille.firstIndex(of: glyph) else { return [] }
    return (0..<8).filter { mask >> $0 & 1 == 1 }.map {
      Place(x: $0 % 2 == 0 ? 3 : 8, y: $0 / 2 * 5 + 3)
    }
  }

  /// The rectangles of each block glyph: neighbouring pixels of a row are one.
  private static let blockParts: [Unicode.Scalar: [Rectangle]] = {
    var parts: [Unicode.Scalar: [Rectangle]] = [:]
    for glyphs in [GlyphSet.octant, .sextant, .quadrant, .half] {
      let (width, height) = (10 / glyphs.columns, 60 / glyphs.rows)
      for (mask, glyph) in glyphs.glyphs.enumerated() where mask != 0 {
        var rectangles: [Rectangle] = []
        for pixel in 0..<(glyphs.columns * glyphs.rows) where mask >> pixel & 1 == 1 {
          let (x, y) = (pixel % glyphs.columns * width, pixel / glyphs.columns * height)
          if let last = rectangles.last, last.y == y {
            rectangles[rectangles.count - 1].width += width
          } else if let last = rectangles.last, last.x == x, last.width == width,
            last.y + last.height == y, glyphs.columns == 1
          {
            rectangles[rectangles.count - 1].height += height
          } else {
            rectangles.append(Rectangle(x: x, y: y, width: width, height: height))
          }
        }
        parts[glyph] = rectangles
      }
    }
    parts["█"] = [Rectangle(x: 0, y: 0, width: 10, height: 60)]
    parts["▌"] = [Rectangle(x: 0, y: 0, width: 5, height: 60)]
    parts["▐"] = [Rectangle(x: 5, y: 0, width: 5, height: 60)]
    return parts
  }()

  /// The lines of each border character, from the middle of the cell.
  private static let borders: [Unicode.Scalar: String] = [
    "─": "m-5 0h10", "│": "m0-10v20", "┌": "v10v-10h5", "┐": "v10v-10h-5", "└": "v-10v10h5",
    "┘": "v-10v10h-5", "├": "v-10v20v-10h5", "┤": "v-10v20v-10h-5", "┬": "v10v-10h5h-10",
    "┴": "v-10v10h5h-10", "┼": "v-10v20v-10h5h-10", "━": "m-5 0h10m-10-1h10m0 2h-10",
    "┃": "m0-10v20m-1 0v-20m2 0v20", "┏": "m0 10v-10h5m0 1h-4v9", "┓": "m0 10v-10h-5m0 1h4v9",
    "┗": "m0-10v10h5m0-1h-4v-9", "┛": "m0-10v10h-5m0-1h4v-9", "╭": "m0 10v-5q0-5 5-5",
    "╮": "m0 10v-5q0-5-5-5", "╰": "m0-10v5q0 5 5 5", "╯": "m0-10v5q0 5-5 5",
  ]
}
