import Canvas
import Testing

@Suite struct PixelImageTests {
  private let inks = (0..<4).map { PixelImage.Ink(Color($0)) }

  private func image(_ pixels: [UInt8], width: Int = 3, inks: [PixelImage.Ink]? = nil) -> PixelImage
  {
    PixelImage(
      width: width, height: pixels.count / width, pixels: pixels, inks: inks ?? self.inks)
  }

  @Test func imagesDifferByEveryPixelAndInk() {
    let pixels = [UInt8](repeating: 1, count: 3 * 7)
    let plain = image(pixels)
    #expect(image(pixels) == plain)
    var others: Set<PixelImage> = [plain, image(pixels, width: 7)]
    for index in pixels.indices {
      var changed = pixels
      changed[index] = 2
      others.insert(image(changed))
    }
    for index in inks.indices {
      var changed = inks
      changed[index].opacity = 9
      others.insert(image(pixels, inks: changed))
      changed = inks
      changed[index].color.red = 9
      others.insert(image(pixels, inks: changed))
    }
    #expect(others.count == 2 + pixels.count + 2 * inks.count)
  }

  @Test func cellsHavePlausibleSizes() {
    #expect(CellSize(width: 8, height: 17) != nil)
    #expect(CellSize(width: 0, height: 0) == nil)
    #expect(CellSize(width: 8, height: 4000) == nil)
  }

  @Test func onlyCellsOverAnImageLetItThrough() {
    var frame = Frame(size: Size(width: 6, height: 3))
    frame.put("text", column: 0, row: 0)
    let red = Style(background: Color(0xFF0000))
    frame.put("sign", column: 1, row: 1, style: red)
    frame.underlays = [
      Underlay(image([0, 1, 2]), in: Rectangle(column: 2, row: 1, width: 3, height: 1))
    ]
    let ground = Color(0x101010)
    frame.fillBackgrounds(besideImagesWith: ground)
    for row in 0..<3 {
      for column in 0..<6 {
        let background = frame[column, row].style.background
        switch (column, row) {
        case (1...4, 1): #expect(background == Color(0xFF0000))
        default: #expect(background == ground)
        }
      }
    }
    frame = Frame(size: Size(width: 6, height: 3))
    frame.underlays = [
      Underlay(image([0, 1, 2]), in: Rectangle(column: 2, row: 1, width: 3, height: 1))
    ]
    frame.fillBackgrounds(besideImagesWith: ground)
    #expect(frame[3, 1].style.background == nil)
    #expect(frame[5, 1].style.background == ground)
  }

  @Test func aStrokeOverAnImageIsAGlyphEvenWhereItFillsACell() {
    let stroke = Pixel(Color(0xFFD700), layer: .stroke)
    let raster = Raster(width: 4, height: 2) { x, _ in x < 2 ? stroke : .empty }
    var frame = Frame(size: Size(width: 2, height: 1))
    frame.draw(
      raster, in: frame.bounds, glyphs: .quadrant, depth: .trueColor, isOverImage: true)
    #expect(frame[0, 0] == Cell("█", Style(foreground: Color(0xFFD700))))
    #expect(frame[1, 0] == Cell())
    frame.draw(raster, in: frame.bounds, glyphs: .quadrant, depth: .trueColor)
    #expect(frame[0, 0] == Cell(" ", Style(background: Color(0xFFD700))))
  }
}
