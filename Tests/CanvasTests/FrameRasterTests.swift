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

  private func area(_ color: Color?) -> Pixel { Pixel(color, layer: .area) }

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
      let areas = cell(wanted.map(area), glyphs)
      #expect(colors(of: areas, glyphs) == wanted)
      let layered = cell(
        wanted.map { Pixel($0, layer: $0 == dark ? .stroke : .area) }, glyphs)
      #expect(colors(of: layered, glyphs) == wanted)
    }
  }

  @Test("a cell of one colour is a blank without a foreground")
  func oneColor() {
    for glyphs in GlyphSet.allCases where glyphs != .ascii {
      let count = glyphs.columns * glyphs.rows
      let pixels = Array(repeating: area(mid), count: count)
      #expect(cell(pixels, glyphs) == Cell(" ", Style(background: mid)))
      #expect(cell(Array(repeating: .empty, count: count), glyphs) == Cell())
    }
  }

  @Test("edges between the same two areas share one style in both directions")
  func canonical() {
    let left = cell([area(dark), area(mid), area(dark), area(mid)], .quadrant)
    let right = cell([area(mid), area(dark), area(mid), area(dark)], .quadrant)
    #expect(left.style == right.style)
    #expect(left.glyph == "▐")
    #expect(right.glyph == "▌")
  }

  @Test("with more than two colours, the highest layer keeps its shape over the commonest area")
  func upperLayer() {
    let pixels = [
      Pixel(light, layer: .stroke), area(dark), area(mid), area(mid), Pixel(light, layer: .stroke),
      Pixel(Color(0x777777), layer: .line),
    ]
    let encoded = cell(pixels, .sextant)
    #expect(encoded.style == Style(foreground: light, background: mid))
    #expect(colors(of: encoded, .sextant) == [light, mid, mid, mid, light, mid])
  }

  @Test("three areas in one cell become the two colours with the least error")
  func leastError() {
    let near = Color(0x213141)
    let encoded = cell([area(dark), area(near), area(mid), area(mid)], .quadrant)
    #expect(encoded.glyph == "▄")
    #expect(encoded.style.foreground == mid)
    #expect(encoded.style.background == dark || encoded.style.background == near)
  }

  @Test("braille shows the dots of the highest layer over the area")
  func braille() {
    var pixels = Array(repeating: area(dark), count: 8)
    pixels[0] = Pixel(light, layer: .stroke)
    pixels[7] = Pixel(mid, layer: .line)
    #expect(cell(pixels, .braille) == Cell("⠁", Style(foreground: light, background: dark)))
    #expect(cell(Array(repeating: pixels[0], count: 8), .braille).glyph == "⣿")
  }

  @Test("in ASCII strokes are stars, lines have their slope, both over the area beside them")
  func ascii() {
    let raster = Raster(width: 5, height: 1) { x, _ in
      switch x {
      case 0: area(dark)
      case 1: Pixel(light, layer: .stroke, mark: 1)
      case 2: Pixel(mid, layer: .line)
      case 3: Pixel(mid, layer: .faintStroke)
      default: area(mid)
      }
    }
    var frame = Frame(size: Size(width: 5, height: 1))
    frame.draw(raster, in: frame.bounds, glyphs: .ascii, depth: .trueColor)
    #expect(frame.plainText == " *-.\n")
    #expect(frame[0, 0].style == Style(background: dark))
    #expect(frame[1, 0].style == Style(foreground: light, background: dark))
    #expect(frame[4, 0].style == Style(background: mid))
  }

  @Test("in ASCII a line has the character of its slope")
  func strokes() {
    let diagonal = Raster(width: 3, height: 3) { x, y in
      x == y ? Pixel(mid, layer: .line) : area(dark)
    }
    let upright = Raster(width: 3, height: 3) { x, _ in
      x == 1 ? Pixel(mid, layer: .line) : area(dark)
    }
    for (raster, text) in [(diagonal, "\\\n \\\n  \\\n"), (upright, " |\n |\n |\n")] {
      var frame = Frame(size: Size(width: 3, height: 3))
      frame.draw(raster, in: frame.bounds, glyphs: .ascii, depth: .trueColor)
      #expect(frame.plainText == text)
    }
  }

  @Test("paths through the same pixels take turns along the way; dots leave gaps")
  func sharedPaths() {
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
    // A path that does not share lies on top.
    #expect(Set(row([Stroke(first), Stroke(second)])) == [mid])
    let dots = row([Stroke(first, spacing: 3)])
    #expect((4...6).contains(dots.count { $0 == light }))
  }

  @Test("dots of one path never fill the gaps of another whose spacing divides its own")
  func nestedDots() {
    for end in 0..<64 {
      // All around a square, for every direction.
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
      // Some of its about thirty pixels, but far from all.
      for (spacing, counts) in [(2, 10...22), (4, 4...14)] {
        let count = dots([spacing]).count { $0.layer == .stroke }
        #expect(counts.contains(count), "\(count) dots, spacing \(spacing), to \(to)")
      }
    }
  }

  @Test("without colours only glyphs and attributes remain, and strokes are blocks")
  func withoutColors() {
    let stroke = Pixel(light, layer: .stroke)
    let line = Pixel(mid, layer: .line)
    let fill = area(dark)
    #expect(cell([stroke, fill, fill, line], .quadrant, depth: .none) == Cell("▘"))
    #expect(
      cell([line, fill, fill, line], .quadrant, depth: .none)
        == Cell("⢂", Style(attributes: .dim)))
    #expect(cell([fill, fill, fill, fill], .quadrant, depth: .none) == Cell())
    #expect(
      cell([Pixel(mid, layer: .faintStroke), fill], .half, depth: .none)
        == Cell("▘", Style(attributes: .dim)), "a full half looks like a marker")
    let corners = [stroke, fill, fill, fill, fill, fill, fill, stroke]
    #expect(cell(corners, .braille, depth: .none) == Cell("▚"))
    #expect(cell([line], .ascii, depth: .none) == Cell("-", Style(attributes: .dim)))
    #expect(cell([stroke], .ascii, depth: .none) == Cell("*"))
  }

  @Test("with 16 colours strokes are never backgrounds, and lines are thin")
  func sixteenColors() {
    let stroke = Pixel(light, layer: .stroke)
    let own = area(nil)
    let full = cell([stroke, stroke, stroke, stroke], .quadrant, depth: .sixteen)
    #expect(full == Cell("█", Style(foreground: light)))
    let line = Pixel(mid, layer: .line)
    #expect(
      cell([line, own, own, own], .quadrant, depth: .sixteen)
        == Cell("⠂", Style(foreground: mid)))
  }

  @Test(
    "lines on the terminal's default background are thin at any depth, and never behind a stroke")
  func defaultBackground() {
    let stroke = Pixel(light, layer: .stroke)
    let line = Pixel(mid, layer: .line)
    let own = area(nil)
    #expect(cell([line, own, line, own], .quadrant) == Cell("⡂", Style(foreground: mid)))
    let raster = Raster(width: 4, height: 2) { x, y in x < 2 ? own : y == 0 ? stroke : line }
    var frame = Frame(size: Size(width: 2, height: 1))
    frame.draw(raster, in: frame.bounds, glyphs: .quadrant, depth: .trueColor)
    #expect(frame[1, 0] == Cell("▀", Style(foreground: light)))
  }

  @Test("the raster is clipped to the rectangle; cells that it does not cover are unchanged")
  func placement() {
    let raster = Raster(width: 5, height: 4) { _, _ in area(dark) }
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

  @Test("a marker is on a darkened cell, or bold without colours")
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

  @Test("a marker on a bright cell stands out as well as on a dark one")
  func brightMarker() {
    var frame = Frame(size: Size(width: 1, height: 1))
    frame[0, 0] = Cell(" ", Style(background: Color(0xFFFFFF)))
    frame.stamp("●", column: 0, row: 0, color: light, depth: .trueColor)
    #expect((frame[0, 0].style.background?.luminance ?? 1) < 0.01)
  }

  @Test("in ASCII a line over an area is lighter than its pixels, but not by default")
  func letterLight() {
    for (background, factor) in [(Color?.some(dark), 1.6), (nil, 1)] {
      let raster = Raster(width: 2, height: 1) { x, _ in
        x == 0 ? area(background) : Pixel(mid, layer: .line)
      }
      var frame = Frame(size: Size(width: 2, height: 1))
      frame.draw(raster, in: frame.bounds, glyphs: .ascii, depth: .trueColor)
      let luminance = frame[1, 0].style.foreground?.luminance ?? 0
      #expect(factor == 1 ? luminance == mid.luminance : luminance > factor * mid.luminance)
    }
  }

  @Test("a dotted stroke has no dot for a point, and a phase shifts its dots")
  func dottedStrokes() {
    func dots(_ stroke: Stroke, to end: Double) -> [Int] {
      var raster = Raster(width: 16, height: 1)
      raster.line(from: PixelPoint(x: 0.5, y: 0.5), to: PixelPoint(x: end, y: 0.5), stroke)
      return raster.pixels.indices.filter { raster.pixels[$0].layer == .stroke }
    }
    let pixel = Pixel(light, layer: .stroke)
    #expect(dots(Stroke(pixel, spacing: 4), to: 0.9) == [])
    #expect(dots(Stroke(pixel), to: 0.9) == [0])
    let dotted = dots(Stroke(pixel, spacing: 4), to: 15.5)
    #expect(dots(Stroke(pixel, spacing: 4, phase: 3), to: 15.5) == dotted.map { $0 + 1 })
  }
}
