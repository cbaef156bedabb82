import Testing

@testable import Explorer

struct ScaleTests {
  /// On a slider, nobody aims at 5.01.
  @Test func positionsOfALogarithmicSliderAreRoundNumbers() {
    let scale = Dial.Scale.log(0.0001...100, hasZero: false)
    for place in 0...40 {
      guard case .number(let number)? = scale.value(at: Double(place) / 40) else {
        Issue.record("no number")
        continue
      }
      #expect(number == number.rounded(toDigits: 2))
      // Less than half of the distance to the next one.
      #expect(abs((scale.fraction(of: number) ?? .nan) - Double(place) / 40) < 0.011)
    }
    #expect(scale.value(at: 0) == .number(0.0001))
    #expect(scale.value(at: 1) == .number(100))
    #expect(Dial.Scale.log(1...30, hasZero: true).value(at: 0) == .number(0))
  }

  @Test func aPositionIsOnTheSliderWhateverTheNumbers() {
    let huge = Double.greatestFiniteMagnitude
    let scales: [Dial.Scale] = [
      .linear(over: -huge...huge), .log(5e-324...huge, hasZero: true), .rates(around: [5e-324]),
      .rates(around: [huge]), .rates(around: [0]),
    ]
    for scale in scales {
      for number in [-huge, 0, 5e-324, 1, huge, .infinity, .nan] {
        #expect((0...1).contains(scale.fraction(of: number) ?? 0), "\(number) on \(scale)")
      }
    }
  }
}
