import Calculus

/// Standard normal noise that is a function of (seed, step, coordinate) alone.
///
/// It is looked up rather than drawn, so it is the same for every run of a race, regardless of the
/// other runs and the order in which they advance. It uses only integer arithmetic, `+ - * /` and
/// square roots, so it is the same on every platform.
public enum SampleNoise {
  /// The noise of both coordinates at a step; its magnitude is at most 8.3.
  public static func normal(seed: UInt64, step: Int) -> Point {
    // The seed is mixed first: otherwise neighbouring seeds would give the same sequence.
    let key = mixed(seed &+ stride)
    let counter = 2 &* UInt64(truncatingIfNeeded: step)
    return normalQuantile(
      Point(uniform(key &+ counter &* stride), uniform(key &+ (counter &+ 1) &* stride)))
  }

  /// The middle of one of 2⁵² equal parts of the unit interval: never 0, never 1.
  private static func uniform(_ counter: UInt64) -> Double {
    (Double(mixed(counter) >> 12) + 0.5) * 0x1p-52
  }

  /// SplitMix64's finalizer (Steele, Lea and Flood 2014, with Stafford's thirteenth constants).
  static func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }

  /// 2⁶⁴ divided by the golden ratio, the stride of SplitMix64's counter.
  static let stride: UInt64 = 0x9e37_79b9_7f4a_7c15
}

extension SampleNoise {
  /// A full gradient with the noise of a step's batch of B samples: σ/√B in each coordinate, where σ is
  /// the standard deviation of one sample's.
  @inline(__always)
  static func added(
    to gradient: Point, deviation: Double, batch: Batch, step: Int, seed: UInt64
  ) -> Point {
    guard case .samples(let count) = batch, deviation != 0 else { return gradient }
    let deviation = deviation / Double(max(count, 1)).squareRoot()
    return gradient + deviation * normal(seed: seed, step: step)
  }

  /// The covariance of that noise, σ²/B in both coordinates; nil if there is none.
  static func covariance(deviation: Double, batch: Batch) -> Covariance? {
    guard case .samples(let count) = batch, deviation != 0 else { return nil }
    let variance = deviation * deviation / Double(max(count, 1))
    return Covariance(xx: variance, xy: 0, yy: variance)
  }
}

/// The order of the rows in one epoch: a function of (seed, epoch) alone.
///
/// Fisher and Yates's shuffle, with draws that are looked up by a counter: it is independent of
/// other draws, so it is the same for every run of a race, and it uses only integers, so it is the
/// same on every platform.
public struct RowShuffle: Sendable {
  private let key: UInt64

  /// Makes the shuffle of an epoch.
  /// - Parameters:
  ///   - seed: the seed of the shuffles of all epochs.
  ///   - epoch: the number of the epoch, from 0.
  public init(seed: UInt64, epoch: Int) {
    // Mixed twice, so that neighbouring seeds and epochs do not give the same sequence.
    let seedKey = SampleNoise.mixed(seed &+ SampleNoise.stride)
    key = SampleNoise.mixed(seedKey ^ SampleNoise.mixed(UInt64(truncatingIfNeeded: epoch)))
  }

  /// The rows at some places of the order.
  /// - Parameters:
  ///   - places: within `0..<count`, a precondition.
  ///   - count: the number of rows.
  /// - Complexity: O(`count`).
  public func rows(at places: Range<Int>, of count: Int) -> [Int] {
    precondition(0 <= places.lowerBound && places.upperBound <= count)
    var order = Array(0..<count)
    for place in 0..<places.upperBound {
      order.swapAt(place, place + draw(place, below: count - place))
    }
    return Array(order[places])
  }

  /// A number in 0..<bound; its bias, bound/2⁶⁴, is negligible.
  private func draw(_ counter: Int, below bound: Int) -> Int {
    let bits = SampleNoise.mixed(key &+ UInt64(counter) &* SampleNoise.stride)
    return Int(bits.multipliedFullWidth(by: UInt64(bound)).high)
  }
}
