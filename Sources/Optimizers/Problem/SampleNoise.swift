import Calculus

/// Standard normal noise that is a function of (seed, step, coordinate) alone.
///
/// Being looked up rather than drawn, it is the same for every run of a race, whatever other runs
/// there are and in whichever order they advance. It uses integer arithmetic, `+ - * /` and square
/// roots only, so that it is the same on every platform.
public enum SampleNoise {
  /// The noise of both coordinates at a step; of magnitude 8.3 at most.
  public static func normal(seed: UInt64, step: Int) -> Point {
    // The seed is mixed first: neighbouring seeds would otherwise walk the same sequence.
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
