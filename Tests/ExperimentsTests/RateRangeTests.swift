import Experiments
import Testing

@Suite struct RateRangeTests {
  @Test func theRatiosAreEqualAndTheEndsExact() throws {
    let rates = try #require(RateRange(from: 3e-5, to: 0.7, points: 23)).rates
    #expect(rates.count == 23)
    #expect(rates.first == 3e-5)
    #expect(rates.last == 0.7)
    let ratio = rates[1] / rates[0]
    for (low, high) in zip(rates, rates.dropFirst()) {
      #expect(abs(high / low - ratio) < 1e-12)
    }
  }

  @Test func theStandardRangeMeetsThePowersOfTen() {
    let rates = RateRange.standard.rates
    #expect([rates[0], rates[10], rates[20], rates[30], rates[40]] == [1e-4, 1e-3, 1e-2, 0.1, 1])
  }

  @Test func anEmptyRangeIsRefused() {
    #expect(RateRange(from: 0, to: 1, points: 5) == nil)
    #expect(RateRange(from: 1, to: 1, points: 5) == nil)
    #expect(RateRange(from: 1, to: 0.1, points: 5) == nil)
    #expect(RateRange(from: 1, to: .infinity, points: 5) == nil)
    #expect(RateRange(from: .nan, to: 1, points: 5) == nil)
    #expect(RateRange(from: 0.1, to: 1, points: 1) == nil)
  }
}
