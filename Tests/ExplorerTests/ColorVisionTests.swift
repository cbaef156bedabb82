import Canvas
import Testing

@Suite("Colour vision")
struct ColorVisionTests {
  @Test("grays look the same to everyone, normal vision changes nothing")
  func grays() {
    for vision in ColorVision.allCases {
      for level in [0, 60, 128, 255] as [UInt8] {
        let seen = vision.seen(Color(red: level, green: level, blue: level))
        #expect(abs(Int(seen.red) - Int(level)) <= 1)
        #expect(abs(Int(seen.green) - Int(level)) <= 1)
        #expect(abs(Int(seen.blue) - Int(level)) <= 1)
      }
    }
    #expect(ColorVision.normal.seen(Color(0x12AB9F)) == Color(0x12AB9F))
  }

  @Test("red and green of one lightness are confused without their cones, not otherwise")
  func confusion() {
    let (red, green) = (Color(0xC86400), Color(0x7D8C00))
    let normal = red.difference(from: green)
    for vision in [ColorVision.protanopia, .deuteranopia] {
      #expect(vision.seen(red).difference(from: vision.seen(green)) < normal / 2)
    }
    let tritan = ColorVision.tritanopia
    #expect(tritan.seen(red).difference(from: tritan.seen(green)) > normal / 2)
  }
}
