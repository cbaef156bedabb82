import Calculus
import TestSupport
import Testing

@testable import Optimizers

@Suite struct SampleNoiseTests {
  /// Values of one seed, both coordinates in turn.
  private func sample(_ count: Int, seed: UInt64 = 1) -> [Double] {
    (1...(count / 2)).flatMap { step in
      let noise = SampleNoise.normal(seed: seed, step: step)
      return [noise.x, noise.y]
    }
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  /// Within four standard errors of the moments of a standard normal distribution.
  @Test(arguments: [0, 1, 2, 12345])
  func theMomentsAreThoseOfANormalDistribution(seed: UInt64) {
    let values = sample(20_000, seed: seed)
    let root = Double(values.count).squareRoot()
    #expect(abs(mean(values)) < 4 / root)
    #expect(abs(mean(values.map { $0 * $0 }) - 1) < 4 * 2.0.squareRoot() / root)
    #expect(abs(mean(values.map { $0 * $0 * $0 })) < 4 * 15.0.squareRoot() / root)
    #expect(abs(mean(values.map { $0 * $0 * $0 * $0 }) - 3) < 4 * 96.0.squareRoot() / root)
  }

  @Test func theDistributionIsNormal() {
    let values = sample(20_000, seed: 4).sorted()
    // Kolmogorov and Smirnov's statistic, with a 0.1 % point of 1.95/√n.
    let bound = 1.95 / 20_000.0.squareRoot()
    for index in stride(from: 500, to: 19_500, by: 100) {
      let p = Double(index) / 20_000
      let limits = normalQuantile(Point(p - bound, p + bound))
      #expect(limits.x < values[index] && values[index] < limits.y)
    }
  }

  @Test(.slow) func neighboursAreIndependent() {
    let count = 20_000
    let pairs: [(String, [(Point, Point)])] = [
      ("seeds", (1...count).map { (noise(7, $0), noise(8, $0)) }),
      ("steps", (1...count).map { (noise(7, $0), noise(7, $0 + 1)) }),
      ("seed and step", (1...count).map { (noise(UInt64($0), 3), noise(UInt64($0) + 1, 3)) }),
      ("diagonal", (1...count).map { (noise(UInt64($0), $0), noise(UInt64($0) + 1, $0 + 1)) }),
      ("coordinates", (1...count).map { (noise(7, $0).swapped, noise(7, $0)) }),
    ]
    let bound = 4 / Double(count).squareRoot()
    for (name, values) in pairs {
      #expect(abs(mean(values.map { $0.x * $1.x })) < bound, "\(name)")
      #expect(abs(mean(values.map { $0.y * $1.y })) < bound, "\(name)")
      // Sizes too: a common scale would not show in the products.
      #expect(
        abs(mean(values.map { ($0.x * $0.x - 1) * ($1.x * $1.x - 1) })) < 2 * bound, "\(name)")
    }
  }

  private func noise(_ seed: UInt64, _ step: Int) -> Point {
    SampleNoise.normal(seed: seed, step: step)
  }

  /// From scipy.stats.norm.ppf.
  @Test(arguments: [
    (0.5, 0.0), (0.6, 0.2533471031357997), (0.925, 1.4395314709384563),
    (0.93, 1.475791028179171), (0.01, -2.3263478740408408), (0.999, 3.090232306167813),
    (1e-9, -5.9978070150076865), (1e-12, -7.034483825301131), (0x1p-54, -8.292361075813597),
  ])
  func theQuantileFunctionIsExact(p: Double, expected: Double) {
    let both = normalQuantile(Point(p, 0.5))
    #expect(abs(both.x - expected) <= 4e-15 * max(1, abs(expected)))
    #expect(both.y == 0 && normalQuantile(Point(0.5, p)).y == both.x)
  }

  /// Pinned to the bit: a run must be the same on every platform. Checked with scipy to 1e-15.
  @Test func theNoiseOfASeedAndStepNeverChanges() {
    #expect(noise(0, 1) == Point(0.5278898628993066, -0.28682243730897145))
    #expect(abs(noise(.max, 1_000_000).y - 0.6265585837073293) < 1e-15)
  }
}

extension SIMD2<Double> {
  fileprivate var swapped: Self { Self(y, x) }
}
