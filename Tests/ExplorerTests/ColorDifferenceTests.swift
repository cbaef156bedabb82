import Testing

@testable import Canvas

@Suite("Colour difference")
struct ColorDifferenceTests {
  /// From table 1 of Sharma, Wu and Dalal (2005).
  @Test(arguments: [
    (50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425),
    (50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615),
    (50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000), (50, 0, 0, 50, -1, 2, 2.3669),
    (50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792), (50, 2.5, 0, 73, 25, -18, 27.1492),
    (50, 2.5, 0, 61, -5, 29, 22.8977), (50, 2.5, 0, 56, -27, -3, 31.9030),
    (50, 2.5, 0, 58, 24, 15, 19.4535),
    (60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644),
    (63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630),
    (90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381),
    (6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377),
    (2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082),
  ])
  func published(
    l1: Double, a1: Double, b1: Double, l2: Double, a2: Double, b2: Double, expected: Double
  ) {
    let one = CIELab(lightness: l1, a: a1, b: b1)
    let other = CIELab(lightness: l2, a: a2, b: b2)
    #expect(abs(one.difference(from: other) - expected) < 5e-5)
    #expect(abs(other.difference(from: one) - expected) < 5e-5)
  }

  @Test("CIELAB of the primaries, as published for sRGB under D65")
  func primaries() {
    let red = CIELab(Color(0xFF0000))
    #expect(abs(red.lightness - 53.24) < 0.01)
    #expect(abs(red.a - 80.09) < 0.02)
    #expect(abs(red.b - 67.20) < 0.02)
    #expect(abs(CIELab(Color(0xFFFFFF)).lightness - 100) < 0.001)
    #expect(Color(0x336699).difference(from: Color(0x336699)) == 0)
  }
}
