/// Random numbers that are the same in every run and on every platform: SplitMix64 (Steele, Lea and
/// Flood 2014).
public struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  /// Any seed is a good one.
  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A number from 0 to below 1.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from 0 to below `bound`.
  public mutating func number(below bound: Int) -> Int { .random(in: 0..<bound, using: &self) }
}
