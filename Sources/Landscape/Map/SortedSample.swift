/// Finite numbers in ascending order, to read quantiles from.
struct SortedSample {
  let values: [Double]

  /// Keeps the finite values; of more than `limit`, evenly strided ones.
  ///
  /// The stride is odd, so that it does not fall in step with the rows of a grid of even width.
  init(_ all: [Double], limit: Int = .max) {
    guard all.count > limit else {
      values = all.filter(\.isFinite).sorted()
      return
    }
    let step = (all.count / limit) | 1
    values = stride(from: 0, to: all.count, by: step).map { all[$0] }.filter(\.isFinite).sorted()
  }

  /// Linear interpolation between the two neighbours; nil for an empty sample.
  func quantile(_ fraction: Double) -> Double? {
    guard let last = values.indices.last else { return nil }
    let position = min(max(fraction, 0), 1) * Double(last)
    let index = min(Int(position), last)
    let weight = position - Double(index)
    guard weight > 0 else { return values[index] }
    return values[index] * (1 - weight) + values[index + 1] * weight
  }

  var median: Double? { quantile(0.5) }

  /// The part of the values that lies in a closed range, from 0 to 1.
  func share(from low: Double, to high: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    func count(below isBelow: (Double) -> Bool) -> Int {
      var (first, last) = (0, values.count)
      while first < last {
        let middle = (first + last) / 2
        if isBelow(values[middle]) { first = middle + 1 } else { last = middle }
      }
      return first
    }
    return Double(count { $0 <= high } - count { $0 < low }) / Double(values.count)
  }
}
