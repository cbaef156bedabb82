import Testing

@testable import Calculus

struct ReadableNumberTests {
  @Test(arguments: [
    (0, "0"), (0.0012, "0.0012"), (3.5612, "3.56"), (35.6, "35.6"), (356.4, "356"),
    (3564.2, "3564"), (123456, "123456"), (999_999.7, "1e6"), (1_234_567, "1.23e6"),
    (1e-9, "1e-9"), (0.1, "0.1"), (0.99999, "1"), (-2.5, "-2.5"),
    (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.79e308"),
    (.infinity, "infinite"), (-.infinity, "-infinite"), (.nan, "undefined"), (9.996, "10"),
    (0.00012345, "0.000123"), (-0.0, "0"), (1e9, "1e9"), (1e5, "100000"),
  ])
  func numbersAreShort(_ number: Double, text: String) {
    #expect(number.readable() == text)
  }

  @Test(arguments: [
    (1e9, "1e9"), (1_234_567, "1234567"), (0.00001, "1e-5"), (1e16, "1e16"), (0.1, "0.1"),
    (-1_234_567_890_123, "-1234567890123"), (100000, "100000"), (0.1 + 0.2, "0.30000000000000004"),
    (1.5e-7, "1.5e-7"), (-0.0, "0"),
  ])
  func plainNumbersReadBack(_ number: Double, text: String) {
    #expect(number.plain == text)
  }

  @Test func toleranceAddsFigures() {
    #expect(1.0001.readable(within: 1e-6) == "1.0001")
    #expect(1.0001.readable(within: 1e-3) == "1")
    #expect((1.0 / 3).readable(within: 1e-8) == "0.33333333")
  }

  @Test func figuresAreRoundedDown() {
    #expect(DecimalFigures(959.6412).roundedDown(toPower: -2).text == "959.64")
    #expect(DecimalFigures(-959.6412).roundedDown(toPower: -2).text == "-959.65")
    #expect(DecimalFigures(-0.2).roundedDown(toPower: 0).text == "-1")
    #expect(DecimalFigures(0.2).roundedDown(toPower: 0).text == "0")
    #expect(DecimalFigures(-99.5).roundedDown(toPower: 0).text == "-100")
  }
}
