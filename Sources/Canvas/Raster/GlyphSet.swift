/// The ways to show several pixels in one character cell.
public enum GlyphSet: String, Hashable, Sendable, CaseIterable {
  /// 2×2 pixels a cell, in every font.
  case quadrant
  /// 2×3 pixels a cell (Unicode 13, "Symbols for Legacy Computing").
  case sextant
  /// 2×4 pixels a cell (Unicode 16, "Symbols for Legacy Computing Supplement").
  case octant
  /// 1×2 pixels a cell: square pixels.
  case half
  /// 2×4 dots a cell, in one colour over one background.
  case braille
  /// One pixel a cell, letters instead of blocks.
  case ascii

  /// Pixels across a cell.
  public var columns: Int {
    switch self {
    case .quadrant, .sextant, .octant, .braille: 2
    case .half, .ascii: 1
    }
  }

  /// Pixels from the top to the bottom of a cell.
  public var rows: Int {
    switch self {
    case .ascii: 1
    case .quadrant, .half: 2
    case .sextant: 3
    case .octant, .braille: 4
    }
  }

  /// Height of a pixel divided by its width, with cells twice as high as wide.
  public var pixelAspect: Double { 2 * Double(columns) / Double(rows) }

  /// The glyph for each mask of foreground pixels: bit 0 is the pixel at the top left, bit 1 the next
  /// one in its row.
  var glyphs: [Unicode.Scalar] {
    switch self {
    case .quadrant: GlyphTable.quadrants
    case .sextant: GlyphTable.sextants
    case .octant: GlyphTable.octants
    case .half: GlyphTable.halves
    case .braille: GlyphTable.braille
    case .ascii: GlyphTable.ascii
    }
  }
}

extension [Unicode.Scalar] {
  /// The glyph of a mask; a replacement character if the mask has more pixels than the table.
  subscript(mask mask: Int) -> Unicode.Scalar { mask < count ? self[mask] : "\u{FFFD}" }
}

enum GlyphTable {
  static let ascii: [Unicode.Scalar] = [" ", "#"]
  static let halves: [Unicode.Scalar] = [" ", "▀", "▄", "█"]
  static let quadrants: [Unicode.Scalar] = Array(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█".unicodeScalars)

  /// The glyph with each quadrant that holds any of 2×4 dots.
  ///
  /// - Parameter dots: A mask of eight bits.
  static func quadrant(of dots: Int) -> Unicode.Scalar {
    var mask = 0
    for dot in 0..<8 where dots >> dot & 1 == 1 { mask |= 1 << (dot / 4 * 2 + dot % 2) }
    return quadrants[mask: mask]
  }

  /// U+1FB00…U+1FB3B follow the masks, without the four that other blocks have: blank, left half, right
  /// half and full block.
  static let sextants: [Unicode.Scalar] = (UInt32(0)..<64).map { mask in
    switch mask {
    case 0: " "
    case 0b010101: "▌"
    case 0b101010: "▐"
    case 0b111111: "█"
    default:
      Unicode.Scalar(0x1FB00 + mask - 1 - (mask > 0b010101 ? 1 : 0) - (mask > 0b101010 ? 1 : 0))
        ?? "?"
    }
  }

  /// U+1CD00…U+1CDE5 follow the masks, without those that other blocks have: the quadrants, and
  /// quarters of the cell's height.
  static let octants: [Unicode.Scalar] = {
    var others: [Int: Unicode.Scalar] = [
      0b0000_0001: "\u{1CEA8}", 0b0000_0010: "\u{1CEAB}", 0b0100_0000: "\u{1CEA3}",
      0b1000_0000: "\u{1CEA0}", 0b0001_0100: "\u{1FBE6}", 0b0010_1000: "\u{1FBE7}",
      0b0000_0011: "\u{1FB82}", 0b0011_1111: "\u{1FB85}", 0b1100_0000: "▂", 0b1111_1100: "▆",
    ]
    for (mask, glyph) in quadrants.enumerated() {
      // A pixel of a quadrant is two of an octant, one above the other.
      let (upper, lower) = (mask & 0b11, mask >> 2)
      others[upper | upper << 2 | lower << 4 | lower << 6] = glyph
    }
    var next: UInt32 = 0x1CD00
    return (0..<256).map { mask in
      if let other = others[mask] { return other }
      defer { next += 1 }
      return Unicode.Scalar(next) ?? "?"
    }
  }()

  /// U+2800 plus bits in the order of braille: dots 1, 2, 3 down the left column, 4, 5, 6 down the right
  /// one, then 7 and 8 below them.
  static let braille: [Unicode.Scalar] = (0..<256).map { mask in
    let dots: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
    let bits = dots.indices.reduce(UInt32(0)) { mask >> $1 & 1 == 1 ? $0 | dots[$1] : $0 }
    return Unicode.Scalar(0x2800 + bits) ?? "?"
  }
}
