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

  @Test("a mixture stays between its two colours, whatever the share")
  func mixtures() {
    let (first, second) = (Color(0x203040), Color(0xFFD700))
    for share in [-1, 0, -Double.infinity, .nan] {
      #expect(first.mixed(with: second, share) == first)
    }
    for share in [1, 2, Double.infinity] { #expect(first.mixed(with: second, share) == second) }
  }

  @Test("even luminances have both ends and rise evenly in the cube root")
  func evenLuminances() {
    let luminances = Color.evenLuminances(from: 0.001, to: 0.125, count: 5)
    for (luminance, root) in zip(luminances, [0.1, 0.2, 0.3, 0.4, 0.5]) {
      #expect(abs(luminance - root * root * root) < 1e-12)
    }
  }

  @Test("the fixed gray of a colour is the nearest one to its green channel")
  func grays() {
    for green in 0..<256 {
      let gray = XtermColors.gray(like: Color(red: 0, green: UInt8(green), blue: 255))
      let nearest = (0..<24).map { abs(8 + 10 * $0 - green) }.min()
      #expect(abs(Int(gray.green) - green) == nearest)
    }
  }
}
