import Testing

@testable import Canvas

@Suite("Raster")
struct RasterTests {
  private let red = Color(0xFF0000)
  private let blue = Color(0x0000FF)

  @Test("a higher layer stays on top; within a layer the later pixel wins")
  func layers() {
    var raster = Raster(width: 2, height: 1)
    raster.set(x: 0, y: 0, to: Pixel(red, layer: .stroke, mark: 3))
    raster.set(x: 0, y: 0, to: Pixel(blue, layer: .line))
    #expect(raster[0, 0] == Pixel(red, layer: .stroke, mark: 3))
    raster.set(x: 0, y: 0, to: Pixel(blue, layer: .stroke))
    #expect(raster[0, 0].color == blue)
    #expect(Pixel.Layer.allCases.sorted() == [.empty, .area, .line, .faintStroke, .stroke, .dot])
  }

  @Test("outside, pixels are empty and painting has no effect")
  func outside() {
    var raster = Raster(width: 2, height: 2)
    raster.set(x: 2, y: 0, to: Pixel(red, layer: .stroke))
    raster.set(x: 0, y: -1, to: Pixel(red, layer: .stroke))
    #expect(raster.pixels.allSatisfy { $0 == .empty })
    #expect(raster[-1, 0] == .empty)
    #expect(Raster(width: -3, height: 4).pixels.isEmpty)
  }

  @Test("a function paints row by row from the top left")
  func function() {
    let raster = Raster(width: 3, height: 2) { Pixel(nil, layer: .area, mark: UInt8($0 + 10 * $1)) }
    #expect(raster.pixels.map(\.mark) == [0, 1, 2, 10, 11, 12])
    #expect(raster.pixels.allSatisfy { $0.color == nil })
  }

  @Test("the part of a rectangle inside the raster is copied")
  func copies() {
    let other = Raster(width: 4, height: 3, filledWith: Pixel(red, layer: .area))
    var raster = Raster(width: 4, height: 3)
    raster.copy(x: 3..<9, y: -2..<2, from: other)
    raster.copy(x: 7..<9, y: 0..<3, from: other)
    #expect(raster.pixels.indices.filter { raster.pixels[$0] != .empty } == [3, 7])
  }
}
