/// The order of the rows in one epoch: a function of (seed, epoch) alone.
///
/// Fisher and Yates's shuffle, whose draws are looked up by a counter: being independent of what
/// else is drawn, it is the same for every run of a race, and in integers, so the same everywhere.
public struct RowShuffle: Sendable {
  private let key: UInt64

  /// - Parameters:
  ///   - seed: picks the shuffles of all epochs.
  ///   - epoch: from 0.
  public init(seed: UInt64, epoch: Int) {
    // Mixed twice, so that neighbouring seeds and epochs do not walk the same sequence.
    let seedKey = SampleNoise.mixed(seed &+ SampleNoise.stride)
    key = SampleNoise.mixed(seedKey ^ SampleNoise.mixed(UInt64(truncatingIfNeeded: epoch)))
  }

  /// The rows at some places of the order.
  /// - Parameters:
  ///   - places: within `0..<count`, a precondition.
  ///   - count: how many rows there are.
  /// - Complexity: O(`count`).
  public func rows(at places: Range<Int>, of count: Int) -> [Int] {
    precondition(0 <= places.lowerBound && places.upperBound <= count)
    var order = Array(0..<count)
    for place in 0..<places.upperBound {
      order.swapAt(place, place + draw(place, below: count - place))
    }
    return Array(order[places])
  }

  /// A number from 0 to below `bound`; its bias, bound/2⁶⁴, is too small to be seen.
  private func draw(_ counter: Int, below bound: Int) -> Int {
    let bits = SampleNoise.mixed(key &+ UInt64(counter) &* SampleNoise.stride)
    return Int(bits.multipliedFullWidth(by: UInt64(bound)).high)
  }
}
