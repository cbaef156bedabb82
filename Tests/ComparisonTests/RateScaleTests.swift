import Comparison
import Testing

/// Learning rates on the scale of the keys.
struct RateScaleTests {
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
