import TestSupport
import Testing

@testable import Canvas

@Suite("Frames as SVG")
struct FrameSVGTests {
  @Test("backgrounds and blocks are rectangles joined along rows, text is on the grid")
  func small() {
    var frame = Frame(size: Size(width: 4, height: 1))
    frame.put("<&", column: 0, row: 0, style: Style(foreground: Color(0xFFD700)))
    frame[2, 0] = Cell("▄", Style(foreground: Color(0xFF0000), background: Color(0x0000FF)))
    frame[3, 0] = Cell("▄", Style(foreground: Color(0xFF0000), background: Color(0x0000FF)))
    let svg = frame.svg()
    #expect(svg.contains("viewBox=\"0 0 40 20\""))
    #expect(svg.contains("<path fill=\"#0000ff\" d=\"M20 0h20v60h-20z\"/>"))
    #expect(svg.contains("<path fill=\"#ff0000\" d=\"M20 30h20v30h-20z\"/>"))
    #expect(
      svg.contains("<text x=\"0\" y=\"15\" textLength=\"20\" fill=\"#ffd700\">&lt;&amp;</text>"))
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
  }

  @Test("each block, border and dot has a shape")
  func shapes() {
    for glyph in GlyphSet.allCases.filter({ $0 != .ascii }).flatMap(\.glyphs)
      + "─│┌┐└┘╭╮╰╯├┤┬┴┼━┃┏┓┗┛".unicodeScalars
    {
      if case .text = CellShape(glyph) { Issue.record("\(glyph) is drawn as text") }
    }
  }

  @Test(
    "the rectangles of a block have the area of its mask",
    arguments: [
      GlyphSet.quadrant, .sextant, .half,
    ])
  func areas(glyphs: GlyphSet) {
    for (mask, glyph) in glyphs.glyphs.enumerated() where mask != 0 {
      guard case .blocks(let parts) = CellShape(glyph) else {
        Issue.record("\(glyph) is not made of blocks")
        continue
      }
      let area = parts.reduce(0) { $0 + $1.width * $1.height }
      #expect(area == 600 / (glyphs.columns * glyphs.rows) * mask.nonzeroBitCount)
    }
  }

  @Test("reverse swaps the colours; bold and underlined text is so")
  func attributes() {
    var frame = Frame(size: Size(width: 3, height: 1))
    frame[0, 0] = Cell("a", Style(foreground: Color(0xFF0000), attributes: .reverse))
    frame[2, 0] = Cell("b", Style(attributes: [.bold, .underline]))
    let svg = frame.svg(foreground: Color(0xFFFFFF), background: Color(0x000000))
    #expect(svg.contains("fill=\"#ff0000\" d=\"M0 0h10v60h-10z\""))
    #expect(svg.contains("fill=\"#000000\">a</text>"))
    #expect(svg.contains("font-weight=\"bold\" text-decoration=\"underline\">b</text>"))
  }

  @Test("a busy picture of 120×40 cells stays well under 200 kB")
  func size() {
    var generator = SplitMix(seed: 3)
    let shades = (0..<12).map { Color(0x102040).mixed(with: Color(0xA06080), Double($0) / 11) }
    var frame = Frame(size: Size(width: 120, height: 40))
    let raster = Raster(width: 240, height: 120) { x, y in
      let band = (x / 6 + y / 4 + generator.number(below: 2)) % 12
      return Pixel(shades[band], layer: .area)
    }
    frame.draw(raster, in: frame.bounds, glyphs: .sextant, depth: .trueColor)
    #expect(frame.svg().utf8.count < 200_000)
  }
}
