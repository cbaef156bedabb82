/// The steps of a path that are drawn, ascending, the last among them.
///
/// All of the recent ones; of a long past only some, so that a frame costs the same after a million
/// steps. The stride is odd, so that a path jumping from side to side still shows both.
struct TrailSamples: Sequence, IteratorProtocol {
  private static let recent = 4096
  private let last: Int
  private let stride: Int
  private var index = 0

  init(last: Int) {
    self.last = last
    let past = Swift.max(0, last - TrailSamples.recent)
    stride = past / TrailSamples.recent * 2 + 1
  }

  mutating func next() -> Int? {
    guard index < last else { return nil }
    index += index < last - TrailSamples.recent ? stride : 1
    return Swift.min(index, last)
  }
}
