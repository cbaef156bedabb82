import Testing

@testable import Canvas

@Suite("Luminance and contrast")
struct LuminanceTests {
  @Test("values published with WCAG: black on white is 21:1, mid gray on white 4.48:1")
  func contrast() {
    #expect(abs(Color(0x000000).contrast(with: Color(0xFFFFFF)) - 21) < 1e-9)
    #expect(abs(Color(0x777777).contrast(with: Color(0xFFFFFF)) - 4.48) < 0.005)
    #expect(Color(0x123456).contrast(with: Color(0x123456)) == 1)
    #expect(abs(Color(0xFF0000).luminance - 0.2126) < 1e-12)
  }

  @Test("changing the luminance reaches it to within rounding, and keeps the hue")
  func withLuminance() {
    let darker = Color(0x5FAFFF).with(luminance: 0.1)
    #expect(abs(darker.luminance - 0.1) < 0.003)
    #expect(darker.blue > darker.green && darker.green > darker.red)
    #expect(Color(0x000000).with(luminance: 0.5).red == Color(0x000000).with(luminance: 0.5).blue)
  }

  @Test("each eight-bit colour survives linear light and OKLab")
  func roundTrip() {
    for hex in stride(from: UInt32(0), through: 0xFFFFFF, by: 40_503) {
      #expect(Color(Color(hex).linear) == Color(hex))
      #expect(Color(OKLab(Color(hex))) == Color(hex))
    }
  }

  @Test("a background is light if black has more contrast with it than white")
  func backgrounds() {
    for hex in [0xFFFFFF, 0xFDF6E3, 0x00FFFF, 0x808080] as [UInt32] {
      #expect(Background(of: Color(hex)) == .light)
    }
    for hex in [0x000000, 0x002B36, 0x282A36, 0x0000FF, 0x606060] as [UInt32] {
      #expect(Background(of: Color(hex)) == .dark)
    }
  }
}
