import Testing

@testable import Explorer

struct NumbersTests {
  @Test(arguments: [
    (0, "0"), (0.0012, "0.0012"), (3.5612, "3.56"), (35.6, "35.6"), (356.4, "356"), (3564, "3560"),
    (123456, "123000"), (1_234_567, "1.23e6"), (1e-9, "1e-9"), (0.1, "0.1"), (0.99999, "1"),
    (-2.5, "-2.5"), (.leastNonzeroMagnitude, "4.94e-324"), (1.7976931348623157e308, "1.8e308"),
    (.infinity, "infinite"), (-.infinity, "-infinite"), (.nan, "undefined"), (9.996, "10"),
    (0.00012345, "0.000123"),
  ])
  func areReadable(_ number: Double, text: String) {
    #expect(number.readable() == text)
  }

  @Test func neighboursAreToldApart() {
    #expect([0.5, 0.9991, 0.9999].readable() == ["0.5", "0.9991", "0.9999"])
    #expect([1.0, 1.0].readable().count == 2)
  }

  @Test func tenTenthsMakeAFactorOfTen() {
    for start in [0.1, 0.005, 3.0, 1e-12] {
      var up = start
      for _ in 0..<10 { up = up.movedOnScale(tenths: 1) }
      #expect(abs(up / (10 * start) - 1) < 0.02)
      var back = up
      for _ in 0..<10 { back = back.movedOnScale(tenths: -1) }
      #expect(abs(back / start - 1) < 0.02)
    }
    #expect(0.1.movedOnScale(tenths: 1) == 0.126)
    #expect(0.126.movedOnScale(tenths: -1) == 0.1)
    #expect(0.1.movedOnScale(tenths: 10) == 1)
    #expect(0.03.movedOnScale(tenths: -10) == 0.003)
  }

  @Test func aRateOfZeroCanBeRaised() {
    #expect(0.0.movedOnScale(tenths: 1) > 0)
    #expect(0.0.movedOnScale(tenths: -1) == 0)
  }
}
