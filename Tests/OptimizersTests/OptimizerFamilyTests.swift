import Optimizers
import Testing

@Suite struct OptimizerFamilyTests {
  @Test func theAutomaticRateIsHalfOfTheStableLimit() {
    func rate(_ family: OptimizerFamily) -> Double {
      family.automaticLearningRate(largestCurvature: 4, shorterSide: 10)
    }
    #expect(rate(.gradient) == 0.25)
    #expect(rate(.momentum) == 0.075)
    #expect(rate(.adaptive) == 0.1)
    #expect(rate(.sign) == 0.1)
  }

  /// RAdam's first steps are those of gradient descent, the later ones those of Adam.
  @Test func rectifiedRatesSuitGradientAndMap() {
    func rate(_ curvature: Double?, side: Double) -> Double {
      OptimizerKind.radam.family().automaticLearningRate(
        largestCurvature: curvature, shorterSide: side)
    }
    #expect(rate(4, side: 10) == 0.1)
    #expect(rate(40, side: 10) == 0.025)
    #expect(rate(nil, side: 10) == 0.1)
  }

  @Test(arguments: OptimizerFamily.allCases)
  func itIsPositiveAndFiniteOnAnySurface(family: OptimizerFamily) {
    for curvature in [nil, 0, -1, .nan, .infinity, .leastNonzeroMagnitude, 1e-200, 1, 1e200, 1e308]
      as [Double?]
    {
      for side in [0, .nan, .infinity, .leastNonzeroMagnitude, 1, 1e308] as [Double] {
        let rate = family.automaticLearningRate(largestCurvature: curvature, shorterSide: side)
        #expect(rate > 0 && rate.isFinite, "\(String(describing: curvature)), \(side)")
      }
    }
  }

  @Test func momentumMakesGradientDescentOfTheMomentumFamily() {
    #expect(OptimizerKind.gd.family() == .gradient)
    #expect(OptimizerKind.gd.family(["momentum": 0.9]) == .momentum)
    #expect(OptimizerKind.nesterov.family() == .momentum)
    #expect(OptimizerKind.momentum.family(["momentum": 0]) == .gradient)
    #expect(OptimizerKind.rmsprop.family(["momentum": 0.9]) == .adaptive)
  }
}
