import CZlib
import Testing

@testable import PNG

@Suite struct PNGTests {
  private typealias Entry = (red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8)

  private struct Chunk {
    var name: String
    var data: [UInt8]
    var isWhole: Bool
  }

  private func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  private func chunks(_ file: [UInt8]) -> [Chunk] {
    var result: [Chunk] = []
    var start = 8
    while start + 12 <= file.count {
      let end = start + 8 + number(file[start..<start + 4])
      let content = Array(file[(start + 4)..<end])
      result.append(
        Chunk(
          name: String(decoding: content.prefix(4), as: UTF8.self),
          data: Array(content.dropFirst(4)),
          isWhole: number(file[end..<end + 4]) == Int(crc32(0, content, uInt(content.count)))))
      start = end + 4
    }
    return result
  }

  private func inflated(_ bytes: [UInt8], count: Int) -> [UInt8] {
    var length = uLongf(count)
    var result = [UInt8](repeating: 0, count: count)
    #expect(uncompress(&result, &length, bytes, uLong(bytes.count)) == Z_OK)
    #expect(Int(length) == count)
    return result
  }

  @Test func hasThePartsOfTheFormatWithTheirChecks() {
    let file = PNG.file(
      width: 3, height: 2, pixels: [0, 1, 0, 1, 1, 0], palette: [(1, 2, 3, 255), (250, 0, 9, 255)])
    #expect(Array(file.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10])
    let chunks = chunks(file)
    #expect(chunks.map(\.name) == ["IHDR", "PLTE", "IDAT", "IEND"])
    #expect(chunks.map(\.isWhole) == [true, true, true, true])
    #expect(chunks[0].data == [0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0])
    #expect(chunks[1].data == [1, 2, 3, 250, 0, 9])
    #expect(inflated(chunks[2].data, count: 8) == [0, 0, 1, 0, 0, 1, 1, 0])
  }

  @Test func statesHowMuchOfEachColourCovers() {
    let file = PNG.file(width: 1, height: 1, pixels: [1], palette: [(0, 0, 0, 0), (9, 9, 9, 128)])
    #expect(chunks(file).first { $0.name == "tRNS" }?.data == [0, 128])
  }

  @Test(arguments: [1, 3, 9]) func keepsEveryPixelOfALargePicture(effort: Int) {
    let (width, height) = (640, 300)
    let pixels = (0..<width * height).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }
    let palette = (0..<256).map { Entry(UInt8($0), 0, 0, 255) }
    let file = PNG.file(
      width: width, height: height, pixels: pixels, palette: palette, effort: effort)
    let rows = inflated(
      chunks(file).first { $0.name == "IDAT" }?.data ?? [], count: (width + 1) * height)
    for row in 0..<height {
      let start = row * (width + 1)
      #expect(rows[start] == 0)
      #expect(rows[(start + 1)...].prefix(width) == pixels[(row * width)...].prefix(width))
    }
  }

  @Test func ofBandsIsMuchSmallerThanThePixels() {
    let pixels = (0..<800 * 400).map { UInt8($0 % 800 / 60) }
    let file = PNG.file(
      width: 800, height: 400, pixels: pixels,
      palette: (0..<14).map { Entry(UInt8($0), 0, 0, 255) })
    #expect(file.count < 8000)
  }
}
