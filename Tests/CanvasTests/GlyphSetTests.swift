import TestSupport
import Testing

@testable import Canvas

@Suite("Glyph sets")
struct GlyphSetTests {
  /// The mask that the Unicode name of a glyph describes.
  private func mask(named name: String) -> Int? {
    switch name {
    case "SPACE", "BRAILLE PATTERN BLANK": return 0
    case "FULL BLOCK": return -1
    default: break
    }
    if let numbers = name.split(separator: "BLOCK SEXTANT-").first, name.hasPrefix("BLOCK") {
      return numbers.reduce(0) { $0 | 1 << (($1.wholeNumberValue ?? 9) - 1) }
    }
    if name.hasPrefix("BRAILLE PATTERN DOTS-") {
      // Dots 1, 2, 3, 7 down the left column and 4, 5, 6, 8 down the right one.
      let places = [1: 0, 2: 2, 3: 4, 7: 6, 4: 1, 5: 3, 6: 5, 8: 7]
      return name.dropFirst(21).reduce(0) { $0 | 1 << (places[$1.wholeNumberValue ?? 0] ?? 0) }
    }
    if name.hasPrefix("QUADRANT ") {
      let places = ["UPPER LEFT": 0, "UPPER RIGHT": 1, "LOWER LEFT": 2, "LOWER RIGHT": 3]
      return name.dropFirst(9).split(separator: " AND ").reduce(0) {
        $0 | 1 << (places[String($1)] ?? 9)
      }
    }
    return nil
  }

  @Test(
    "each glyph shows the pixels of its mask, according to its Unicode name",
    arguments: [
      GlyphSet.quadrant, .sextant, .braille,
    ])
  func names(set: GlyphSet) {
    let glyphs = set.glyphs
    let count = set.columns * set.rows
    #expect(glyphs.count == 1 << count)
    #expect(Set(glyphs).count == glyphs.count)
    let halves: [Unicode.Scalar: Int] =
      set == .quadrant
      ? ["▀": 0b0011, "▄": 0b1100, "▌": 0b0101, "▐": 0b1010] : ["▌": 0b010101, "▐": 0b101010]
    for (expected, glyph) in glyphs.enumerated() {
      let named = halves[glyph] ?? mask(named: glyph.properties.name ?? "") ?? -2
      #expect(named == (expected == (1 << count) - 1 && set != .braille ? -1 : expected))
    }
  }

  @Test("halves and ASCII")
  func small() {
    #expect(GlyphSet.half.glyphs == [" ", "▀", "▄", "█"])
    #expect(GlyphSet.ascii.glyphs.allSatisfy { $0.isASCII })
  }

  /// The file has the masks of all octants by their names in Unicode 16, which Swift's tables may lack,
  /// and those of the quarters, which have other names.
  @Test("octants show the pixels of their masks")
  func octants() throws {
    let glyphs = GlyphSet.octant.glyphs
    #expect(glyphs.count == 256)
    #expect(Set(glyphs).count == 256)
    let lines = try Golden.lines("octants.txt")
    #expect(lines.count == 256)
    for line in lines {
      let parts = line.split(separator: " ", maxSplits: 2)
      let mask = try #require(Int(parts[0]))
      #expect(String(glyphs[mask].value, radix: 16, uppercase: true) == parts[1], "\(parts[2])")
    }
  }

  @Test("glyphs take one column")
  func widths() {
    for glyph in GlyphSet.allCases.flatMap(\.glyphs) {
      #expect(columnCount(of: glyph) == 1)
    }
  }

  @Test("pixels of half blocks, octants and braille are square")
  func aspect() {
    #expect(GlyphSet.half.pixelAspect == 1)
    #expect(GlyphSet.braille.pixelAspect == 1)
    #expect(GlyphSet.octant.pixelAspect == 1)
    #expect(GlyphSet.quadrant.pixelAspect == 2)
  }
}
