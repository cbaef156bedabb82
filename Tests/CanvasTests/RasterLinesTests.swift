import TestSupport
import Testing

@testable import Canvas

@Suite("Lines in a raster")
struct LineTests {
  private let ink = Pixel(Color(0xFFFFFF), layer: .stroke)

  private func lit(_ raster: Raster) -> Set<[Int]> {
    var places: Set<[Int]> = []
    for y in 0..<raster.height {
      for x in 0..<raster.width where raster[x, y].layer == .stroke { places.insert([x, y]) }
    }
    return places
  }

  private func line(
    _ a: (Double, Double), _ b: (Double, Double), width: Int = 12, height: Int = 9
  ) -> Set<[Int]> {
    var raster = Raster(width: width, height: height)
    raster.line(
      from: PixelPoint(x: a.0, y: a.1), to: PixelPoint(x: b.0, y: b.1), ink)
    return lit(raster)
  }

  @Test("horizontal, vertical, diagonal lines and points include both ends")
  func simple() {
    #expect(line((1.5, 2.5), (4.5, 2.5)) == [[1, 2], [2, 2], [3, 2], [4, 2]])
    #expect(line((3.1, 4.9), (3.9, 2.0)) == [[3, 2], [3, 3], [3, 4]])
    #expect(line((0.5, 0.5), (2.5, 2.5)) == [[0, 0], [1, 1], [2, 2]])
    #expect(line((5.5, 5.5), (5.7, 5.9)) == [[5, 5]])
  }

  @Test("a line and its reverse are the same pixels, one for each step of the longer direction")
  func symmetry() {
    var generator = SplitMix(seed: 1)
    for _ in 0..<200 {
      let a = (Double(generator.number(below: 12)) + 0.5, Double(generator.number(below: 9)) + 0.5)
      let b = (Double(generator.number(below: 12)) + 0.5, Double(generator.number(below: 9)) + 0.5)
      let pixels = line(a, b)
      #expect(pixels == line(b, a))
      #expect(pixels.count == Int(max(abs(a.0 - b.0), abs(a.1 - b.1))) + 1)
      // No pixel is more than half a pixel from the true line, across its longer direction.
      for pixel in pixels {
        let (x, y) = (Double(pixel[0]) + 0.5, Double(pixel[1]) + 0.5)
        let (dx, dy) = (b.0 - a.0, b.1 - a.1)
        let away = abs((x - a.0) * dy - (y - a.1) * dx)
        #expect(away <= max(abs(dx), abs(dy)) / 2 + 1e-9)
      }
    }
  }

  @Test("clipping changes no pixel")
  func clipping() {
    var generator = SplitMix(seed: 2)
    for _ in 0..<200 {
      func random() -> (Double, Double) {
        (Double(generator.number(below: 60)) - 24.5, Double(generator.number(below: 50)) - 20.5)
      }
      let (a, b) = (random(), random())
      // The same line in a raster that holds all of it.
      let whole = line((a.0 + 30, a.1 + 30), (b.0 + 30, b.1 + 30), width: 100, height: 100)
      let expected = Set(
        whole.map { [$0[0] - 30, $0[1] - 30] }.filter {
          (0..<12).contains($0[0]) && (0..<9).contains($0[1])
        })
      #expect(line(a, b) == expected)
    }
  }

  @Test("ends may lie anywhere; a line with a non-finite end is not drawn")
  func farEnds() {
    let row = Set((0..<12).map { [$0, 4] })
    #expect(line((-1e300, 4.5), (1e300, 4.5)) == row)
    #expect(line((-.greatestFiniteMagnitude, 4.5), (.greatestFiniteMagnitude, 4.5)) == row)
    #expect(line((1e300, 1e300), (1e300, -1e300)).isEmpty)
    // Moving such far ends inward may shift the line by one pixel.
    let diagonal = line((-1e12, -1e12), (1e12, 1e12))
    #expect(diagonal.count == 9 && diagonal.allSatisfy { abs($0[0] - $0[1]) <= 1 })
    #expect(line((.nan, 1), (2, 2)).isEmpty)
    #expect(line((1, 1), (.infinity, 2)).isEmpty)
    #expect(line((0, 0), (3, 3), width: 0, height: 0).isEmpty)
  }
}
