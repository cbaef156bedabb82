import Testing

@testable import Canvas

@Suite("The colours of xterm")
struct XtermColorsTests {
  @Test("each fixed colour is nearest to itself, the cube and the grays have their values")
  func table() {
    #expect(XtermColors.all.count == 256)
    for index in 16..<256 {
      let nearest = Int(XtermColors.nearest256(to: XtermColors.all[index]))
      #expect(XtermColors.all[nearest] == XtermColors.all[index])
    }
    #expect(XtermColors.all[208] == Color(0xFF8700))
    #expect(XtermColors.all[255] == Color(0xEEEEEE))
    #expect(XtermColors.nearest256(to: Color(0x000001)) == 16)
    #expect(XtermColors.nearest256(to: Color(0xFFFFFF)) == 231)
  }

  @Test("named colours are nearest to themselves, eight colours keep the hue")
  func named() {
    for index in 0..<16 {
      #expect(Int(XtermColors.nearest16(to: XtermColors.all[index])) == index)
    }
    #expect(XtermColors.nearest8(to: Color(0xFF2020)) == 1)
    #expect(XtermColors.nearest8(to: Color(0x808088)) == 7)
    #expect(XtermColors.nearest8(to: Color(0x808088), asBackground: true) == 0)
    #expect(Color(0x5FAFFF).shown(at: .none) == nil)
    #expect(Color(0x123456).shown(at: .trueColor) == Color(0x123456))
  }
}
