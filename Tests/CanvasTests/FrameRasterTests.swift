import Testing

@testable import Canvas

@Suite("Encoding of rasters")
struct FrameRasterTests {
  private let dark = Color(0x203040)
  private let mid = Color(0x405060)
  private let light = Color(0xFFD700)

  private func cell(
    _ pixels: [Pixel], _ glyphs: GlyphSet, depth: ColorDepth = .trueColor
  ) -> Cell {
    let raster = Raster(width: glyphs.columns, height: glyphs.rows) {
      pixels[$1 * glyphs.columns + $0]
    }
    var frame = Frame(size: Size(width: 1, height: 1))
    frame.draw(raster, in: frame.bounds, glyphs: glyphs, depth: depth)
    return frame[0, 0]
  }

  private func band(_ color: Color?) -> Pixel { Pixel(color, layer: .area) }

  /// The colours that a cell shows, pixel by pixel.
  private func colors(of cell: Cell, _ glyphs: GlyphSet) -> [Color?] {
    let mask = glyphs.glyphs.firstIndex(of: cell.glyph) ?? 0
    return (0..<glyphs.columns * glyphs.rows).map {
      mask >> $0 & 1 == 1 ? cell.style.foreground : cell.style.background
    }
  }

  @Test(
    "cells of two colours are reproduced exactly",
    arguments: [
      GlyphSet.quadrant, .sextant, .half,
    ])
  func twoColors(glyphs: GlyphSet) {
    let count = glyphs.columns * glyphs.rows
    for mask in 0..<(1 << count) {
      let wanted = (0..<count).map { mask >> $0 & 1 == 1 ? dark : mid }
      let bands = cell(wanted.map(band), glyphs)
      #expect(colors(of: bands, glyphs) == wanted)
      let layered = cell(
        wanted.map { Pixel($0, layer: $0 == dark ? .stroke : .area) }, glyphs)
      #expect(colors(of: layered, glyphs) == wanted)
    }
  }

  @Test("a cell of one colour is a blank without a foreground")
  func oneColor() {
    for glyphs in GlyphSet.allCases where glyphs != .ascii {
      let count = glyphs.columns * glyphs.rows
      let pixels = Array(repeating: band(mid), count: count)
      #expect(cell(pixels, glyphs) == Cell(" ", Style(background: mid)))
      #expect(cell(Array(repeating: .empty, count: count), glyphs) == Cell())
    }
  }

  @Test("edges between the same two bands share one style, whichever side they face")
  func canonical() {
    let left = cell([band(dark), band(mid), band(dark), band(mid)], .quadrant)
    let right = cell([band(mid), band(dark), band(mid), band(dark)], .quadrant)
    #expect(left.style == right.style)
    #expect(left.glyph == "▐")
    #expect(right.glyph == "▌")
  }

  @Test("of more than two colours the upper layer keeps its shape, over the commonest rest")
  func upperLayer() {
    let pixels = [
      Pixel(light, layer: .stroke), band(dark), band(mid), band(mid), Pixel(light, layer: .stroke),
      Pixel(Color(0x777777), layer: .line),
    ]
    let encoded = cell(pixels, .sextant)
    #expect(encoded.style == Style(foreground: light, background: mid))
    #expect(colors(of: encoded, .sextant) == [light, mid, mid, mid, light, mid])
  }

  @Test("three bands in one cell become the two colours with the least error")
  func leastError() {
    let near = Color(0x213141)
    let encoded = cell([band(dark), band(near), band(mid), band(mid)], .quadrant)
    #expect(encoded.glyph == "▄")
    #expect(encoded.style.foreground == mid)
    #expect(encoded.style.background == dark || encoded.style.background == near)
  }

  @Test("braille shows the upper layer's dots over the band")
  func braille() {
    var pixels = Array(repeating: band(dark), count: 8)
    pixels[0] = Pixel(light, layer: .stroke)
    pixels[7] = Pixel(mid, layer: .line)
    #expect(cell(pixels, .braille) == Cell("⠁", Style(foreground: light, background: dark)))
    #expect(cell(Array(repeating: pixels[0], count: 8), .braille).glyph == "⣿")
  }

  @Test("in ASCII trails are stars, lines strokes, over the band beside them")
  func ascii() {
    let raster = Raster(width: 5, height: 1) { x, _ in
      switch x {
      case 0: band(dark)
      case 1: Pixel(light, layer: .stroke, mark: 1)
      case 2: Pixel(mid, layer: .line)
      case 3: Pixel(mid, layer: .faintStroke)
      default: band(mid)
      }
    }
    var frame = Frame(size: Size(width: 5, height: 1))
    frame.draw(raster, in: frame.bounds, glyphs: .ascii, depth: .trueColor)
    #expect(frame.plainText == " *-.\n")
    #expect(frame[0, 0].style == Style(background: dark))
    #expect(frame[1, 0].style == Style(foreground: light, background: dark))
    #expect(frame[4, 0].style == Style(background: mid))
  }

  @Test("in ASCII a line is drawn with the stroke that has its slope")
  func strokes() {
    let diagonal = Raster(width: 3, height: 3) { x, y in
      x == y ? Pixel(mid, layer: .line) : band(dark)
    }
    let upright = Raster(width: 3, height: 3) { x, _ in
      x == 1 ? Pixel(mid, layer: .line) : band(dark)
    }
    for (raster, text) in [(diagonal, "\\\n \\\n  \\\n"), (upright, " |\n |\n |\n")] {
      var frame = Frame(size: Size(width: 3, height: 3))
      frame.draw(raster, in: frame.bounds, glyphs: .ascii, depth: .trueColor)
      #expect(frame.plainText == text)
    }
  }

  @Test("paths that share their way take turns along it; dots leave gaps")
  func sharedTrails() {
    let (first, second) = (
      Pixel(light, layer: .stroke, mark: 0), Pixel(mid, layer: .stroke, mark: 1)
    )
    func row(_ strokes: [Stroke]) -> [Color?] {
      var raster = Raster(width: 16, height: 1)
      for stroke in strokes {
        raster.line(from: PixelPoint(x: 0.5, y: 0.5), to: PixelPoint(x: 15.5, y: 0.5), stroke)
      }
      return raster.pixels.map(\.color)
    }
    let shared = row([
      Stroke(first, takesTurns: true), Stroke(second, takesTurns: true),
    ])
    #expect(shared.count { $0 == light } == 8 && shared.count { $0 == mid } == 8)
    // Four pixels each.
    #expect(Set(shared[0..<4]).count == 1 && Set(shared[4..<8]).count == 1)
    #expect(shared[0] != shared[4])
    // What does not share lies on top.
    #expect(Set(row([Stroke(first), Stroke(second)])) == [mid])
    let dots = row([Stroke(first, spacing: 3)])
    #expect((4...6).contains(dots.count { $0 == light }))
  }

  @Test("dots of one path never fill the gaps of another whose spacing divides its own")
  func nestedDots() {
    for end in 0..<64 {
      // All round a square: every direction.
      let (from, edge) = (PixelPoint(x: 32.5, y: 32.5), Double(end % 16) * 4 + 0.5)
      let to =
        switch end / 16 {
        case 0: PixelPoint(x: edge, y: 0.5)
        case 1: PixelPoint(x: edge, y: 63.5)
        case 2: PixelPoint(x: 0.5, y: edge)
        default: PixelPoint(x: 63.5, y: edge)
        }
      func dots(_ spacings: [Int], reversed: Bool = false) -> [Pixel] {
        var raster = Raster(width: 64, height: 64)
        for spacing in spacings {
          let stroke = Stroke(Pixel(light, layer: .stroke), spacing: spacing)
          raster.line(from: reversed ? to : from, to: reversed ? from : to, stroke)
        }
        return raster.pixels
      }
      #expect(dots([4, 2]) == dots([2]))
      // Some of its thirty-odd pixels, and far from all.
      for (spacing, counts) in [(2, 10...22), (4, 4...14)] {
        let count = dots([spacing]).count { $0.layer == .stroke }
        #expect(counts.contains(count), "\(count) dots, spacing \(spacing), to \(to)")
      }
    }
  }

  @Test("without colours nothing but glyphs and attributes remains, and trails are blocks")
  func withoutColors() {
    let trail = Pixel(light, layer: .stroke)
    let line = Pixel(mid, layer: .line)
    let ground = band(dark)
    #expect(cell([trail, ground, ground, line], .quadrant, depth: .none) == Cell("▘"))
    #expect(
      cell([line, ground, ground, line], .quadrant, depth: .none)
        == Cell("⢂", Style(attributes: .dim)))
    #expect(cell([ground, ground, ground, ground], .quadrant, depth: .none) == Cell())
    #expect(
      cell([Pixel(mid, layer: .faintStroke), ground], .half, depth: .none)
        == Cell("▘", Style(attributes: .dim)), "a whole half looks like the sign of a run")
    let trails = [trail, ground, ground, ground, ground, ground, ground, trail]
    #expect(cell(trails, .braille, depth: .none) == Cell("▚"))
    #expect(cell([line], .ascii, depth: .none) == Cell("-", Style(attributes: .dim)))
    #expect(cell([trail], .ascii, depth: .none) == Cell("*"))
  }

  @Test("with 16 colours trails are never backgrounds, and lines are thin")
  func sixteenColors() {
    let trail = Pixel(light, layer: .stroke)
    let own = band(nil)
    let full = cell([trail, trail, trail, trail], .quadrant, depth: .sixteen)
    #expect(full == Cell("█", Style(foreground: light)))
    let line = Pixel(mid, layer: .line)
    #expect(
      cell([line, own, own, own], .quadrant, depth: .sixteen)
        == Cell("⠂", Style(foreground: mid)))
  }

  @Test("lines on the terminal's own background are thin at any depth, and never behind a trail")
  func ownGround() {
    let trail = Pixel(light, layer: .stroke)
    let line = Pixel(mid, layer: .line)
    let own = band(nil)
    #expect(cell([line, own, line, own], .quadrant) == Cell("⡂", Style(foreground: mid)))
    let raster = Raster(width: 4, height: 2) { x, y in x < 2 ? own : y == 0 ? trail : line }
    var frame = Frame(size: Size(width: 2, height: 1))
    frame.draw(raster, in: frame.bounds, glyphs: .quadrant, depth: .trueColor)
    #expect(frame[1, 0] == Cell("▀", Style(foreground: light)))
  }

  @Test("what does not fit is cut off, what the raster does not cover stays")
  func placement() {
    let raster = Raster(width: 5, height: 4) { _, _ in band(dark) }
    var frame = Frame(size: Size(width: 4, height: 3), filledWith: Cell("."))
    frame.draw(
      raster, in: Rectangle(column: 3, row: -1, width: 9, height: 9), glyphs: .quadrant,
      depth: .trueColor)
    #expect(frame.plainText == "...\n....\n....\n")
    frame.draw(
      raster, in: Rectangle(column: 1, row: 1, width: 1, height: 9), glyphs: .quadrant,
      depth: .trueColor)
    #expect(frame.plainText == "...\n. ..\n. ..\n")
    frame.draw(
      raster, in: Rectangle(column: 40, row: 0, width: 9, height: 9), glyphs: .quadrant,
      depth: .trueColor)
    #expect(frame.plainText == "...\n. ..\n. ..\n")
  }

  @Test("a marker stands on a darkened cell, or bold without colours")
  func marker() {
    var frame = Frame(size: Size(width: 2, height: 1))
    frame[0, 0] = Cell(" ", Style(background: mid))
    frame.stamp("●", column: 0, row: 0, color: light, depth: .trueColor)
    #expect(frame[0, 0].glyph == "●")
    #expect((frame[0, 0].style.background?.luminance ?? 1) < mid.luminance / 4)
    frame.stamp("●", column: 1, row: 0, color: light, depth: .none)
    #expect(frame[1, 0] == Cell("●", Style(attributes: .bold)))
    frame.stamp("●", column: 9, row: 9, color: light, depth: .none)
  }
}
