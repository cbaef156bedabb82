import Testing

@testable import Canvas

@Suite("Braille canvas")
struct BrailleCanvasTests {
  private func text(_ canvas: BrailleCanvas, _ glyphs: GlyphSet = .braille) -> String {
    var frame = Frame(size: canvas.size)
    canvas.draw(into: &frame, column: 0, row: 0, glyphs: glyphs)
    return frame.plainText
  }

  @Test("each dot has a place in its cell")
  func dots() {
    let expected = ["⠁", "⠈", "⠂", "⠐", "⠄", "⠠", "⡀", "⢀"]
    for (index, glyph) in expected.enumerated() {
      var canvas = BrailleCanvas(size: Size(width: 1, height: 1))
      canvas.set(x: index % 2, y: index / 2, BrailleCanvas.Ink(nil))
      #expect(text(canvas) == glyph + "\n")
    }
  }

  @Test("lines cross cells; dots outside are ignored")
  func lines() {
    var canvas = BrailleCanvas(size: Size(width: 2, height: 1))
    canvas.line(
      from: PixelPoint(x: -9, y: 0.5), to: PixelPoint(x: 99, y: 0.5), BrailleCanvas.Ink(nil))
    canvas.set(x: -1, y: 0, BrailleCanvas.Ink(nil))
    canvas.set(x: 0, y: 4, BrailleCanvas.Ink(nil))
    #expect(text(canvas) == "⠉⠉\n")
  }

  @Test("series in the same cells take turns, three cells each")
  func turns() {
    let (red, blue) = (Color(0xFF0000), Color(0x0000FF))
    var canvas = BrailleCanvas(size: Size(width: 9, height: 1))
    for color in [red, blue] {
      canvas.line(
        from: PixelPoint(x: 0.5, y: 0.5), to: PixelPoint(x: 17.5, y: 0.5),
        BrailleCanvas.Ink(color, priority: 1))
    }
    var frame = Frame(size: canvas.size)
    canvas.draw(into: &frame, column: 0, row: 0)
    let expected = [red, red, red, blue, blue, blue, red, red, red]
    #expect(frame.cells.map(\.style.foreground) == expected)
  }

  @Test("a series with several turns stands out without hiding others")
  func severalTurns() {
    let (red, blue) = (Color(0xFF0000), Color(0x0000FF))
    var canvas = BrailleCanvas(size: Size(width: 12, height: 1))
    for (color, turns) in [(red, 1), (blue, 3)] {
      canvas.line(
        from: PixelPoint(x: 0.5, y: 0.5), to: PixelPoint(x: 23.5, y: 0.5),
        BrailleCanvas.Ink(color, turns: turns))
    }
    var frame = Frame(size: canvas.size)
    canvas.draw(into: &frame, column: 0, row: 0)
    let expected = Array(repeating: red, count: 3) + Array(repeating: blue, count: 9)
    #expect(frame.cells.map(\.style.foreground) == expected)
  }

  @Test("a shared cell has the colour of the highest priority, equals take turns")
  func priority() {
    let (red, blue) = (Color(0xFF0000), Color(0x0000FF))
    var canvas = BrailleCanvas(size: Size(width: 2, height: 1))
    canvas.set(x: 0, y: 0, BrailleCanvas.Ink(red, priority: 2))
    canvas.set(x: 1, y: 1, BrailleCanvas.Ink(blue, priority: 1))
    canvas.set(x: 2, y: 0, BrailleCanvas.Ink(red, priority: 1))
    canvas.set(x: 3, y: 0, BrailleCanvas.Ink(blue, priority: 1))
    var frame = Frame(size: canvas.size)
    canvas.draw(into: &frame, column: 0, row: 0)
    #expect(frame.cells.map(\.style.foreground) == [red, blue])
    #expect(frame[0, 0].glyph == "⠑")
  }

  @Test("in ASCII a cell shows which of its halves has dots; empty cells are unchanged")
  func ascii() {
    var canvas = BrailleCanvas(size: Size(width: 4, height: 1))
    canvas.set(x: 0, y: 1, BrailleCanvas.Ink(nil))
    canvas.set(x: 2, y: 2, BrailleCanvas.Ink(nil))
    canvas.set(x: 4, y: 0, BrailleCanvas.Ink(nil))
    canvas.set(x: 5, y: 3, BrailleCanvas.Ink(nil))
    var frame = Frame(size: canvas.size, filledWith: Cell("-"))
    canvas.draw(into: &frame, column: 0, row: 0, glyphs: .ascii)
    #expect(frame.plainText == "'.:-\n")
    canvas.set(x: 0, y: 1, BrailleCanvas.Ink(nil, priority: 1, letter: "g"))
    canvas.draw(into: &frame, column: 0, row: 0, glyphs: .ascii)
    #expect(frame.plainText == "g.:-\n")
  }

  @Test("for fonts without braille, a quadrant stands for any of its dots")
  func quadrants() {
    var canvas = BrailleCanvas(size: Size(width: 2, height: 1))
    canvas.set(x: 0, y: 1, BrailleCanvas.Ink(nil))
    canvas.set(x: 1, y: 3, BrailleCanvas.Ink(nil))
    canvas.set(x: 3, y: 0, BrailleCanvas.Ink(nil))
    var frame = Frame(size: Size(width: 2, height: 1))
    canvas.draw(into: &frame, column: 0, row: 0, glyphs: .quadrant)
    #expect(frame[0, 0].glyph == "▚" && frame[1, 0].glyph == "▝")
  }

  @Test("with more series than a cell can tell apart, the last ones share a colour")
  func manySeries() {
    let colors = (0..<40).map { Color(UInt32($0 + 1)) }
    var canvas = BrailleCanvas(size: Size(width: 40, height: 1))
    for (column, color) in colors.enumerated() {
      canvas.set(x: 2 * column, y: 0, BrailleCanvas.Ink(color))
    }
    var frame = Frame(size: canvas.size)
    canvas.draw(into: &frame, column: 0, row: 0)
    let expected = colors[..<32] + Array(repeating: colors[31], count: 8)
    #expect(frame.cells.map(\.style.foreground) == Array(expected))
  }
}
