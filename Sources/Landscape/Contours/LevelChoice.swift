#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Chooses the thresholds of a map from a sorted sample of its values.
struct LevelChoice {
  /// The least and the largest value of the whole map.
  let range: ClosedRange<Double>?
  let sample: SortedSample
  let count: Int

  func levels(_ mode: LevelMode) -> ContourLevels {
    guard let range, range.lowerBound < range.upperBound, let median = sample.median else {
      return ContourLevels(mode: mode, thresholds: [])
    }
    if mode == .auto { return automatic(range, median: median) }
    let ideal =
      switch mode {
      case .linear, .auto: linear(range)
      case .log: logarithmic(range, median: median)
      case .asinh: asinhSpaced(range, median: median)
      case .quantile: equalAreas(range)
      }
    let thresholds = mode == .linear ? ideal : ReadableNumbers.rounded(ideal)
    return ContourLevels(mode: mode, thresholds: ascending(thresholds, within: range))
  }

  /// The thresholds that have values of the map on both sides, each above the one before.
  private func ascending(_ thresholds: [Double], within range: ClosedRange<Double>) -> [Double] {
    var result: [Double] = []
    for threshold in thresholds
    where threshold > result.last ?? range.lowerBound && threshold <= range.upperBound {
      result.append(threshold)
    }
    return result
  }

  /// Linear where that shows the map, because its slopes can be trusted; else what shows it best.
  private func automatic(_ range: ClosedRange<Double>, median: Double) -> ContourLevels {
    let linear = levels(.linear)
    let view = BandShares(linear, of: sample)
    if view.evenness(wanted: count) >= 0.85, view.lowest <= 0.2 { return linear }
    let others = [LevelMode.log, .asinh, .quantile].map(levels)
    return others.first {
      let view = BandShares($0, of: sample)
      return view.evenness(wanted: count) >= 0.8 && view.largest <= 0.3
    } ?? others.last { !$0.thresholds.isEmpty } ?? linear
  }

  // MARK: - Spacings

  /// Multiples of a round step.
  private func linear(_ range: ClosedRange<Double>) -> [Double] {
    let (low, high) = (range.lowerBound, range.upperBound)
    let wanted = (high / 2 - low / 2) / Double(count + 1) * 2
    guard let step = ReadableNumbers.step(near: wanted),
      max(low.magnitude, high.magnitude) / step.value < 1e15
    else {
      return (1...count).map { low + (high / 2 - low / 2) * (2 * Double($0) / Double(count + 1)) }
    }
    var multiples: [Double] = []
    var index = (low / step.value).rounded(.down)
    while index * step.value <= high, multiples.count < 4 * count {
      multiples.append(step.multiple(index))
      index += 1
    }
    return multiples
  }

  /// Equal ratios of the height above the floor, from the lowest few per cent of the map up to its
  /// highest.
  private func logarithmic(_ range: ClosedRange<Double>, median: Double) -> [Double] {
    let lowest = range.lowerBound
    // A positive loss that comes near 0 is measured from 0, which gives rounder numbers.
    let isNearZero = lowest >= 0 && lowest <= 0.05 * (median - lowest)
    let floor = isNearZero ? 0 : lowest
    let highest = (sample.quantile(0.985) ?? median) - floor
    guard highest > 0, highest.isFinite else { return equalAreas(range) }
    let smallest = max((sample.quantile(0.03) ?? lowest) - floor, highest * 1e-9)
    let ratio = log(highest / smallest)
    return (0..<count).map { index in
      floor + smallest * exp(ratio * Double(index) / Double(max(count - 1, 1)))
    }
  }

  /// Equal steps of asinh((f − median) / MAD), where MAD is the median absolute deviation.
  private func asinhSpaced(_ range: ClosedRange<Double>, median: Double) -> [Double] {
    let deviations = SortedSample(sample.values.map { ($0 - median).magnitude })
    guard let deviation = deviations.median, deviation > 0, deviation.isFinite,
      let low = sample.quantile(0.005), let high = sample.quantile(0.995)
    else { return equalAreas(range) }
    let first = asinh((low - median) / deviation)
    let last = asinh((high - median) / deviation)
    return (1...count).map { index in
      let fraction = Double(index) / Double(count + 1)
      return median + deviation * sinh(first + (last - first) * fraction)
    }
  }

  /// Thresholds with the same area of the map between any two.
  ///
  /// On a plateau they crowd; those that a millionth of the range cannot tell apart are left out, and
  /// spent where the loss changes most: in a hole of the plateau.
  private func equalAreas(_ range: ClosedRange<Double>) -> [Double] {
    // Halves, because the range of two huge values can overflow.
    let halfRange = range.upperBound / 2 - range.lowerBound / 2
    var ends = [range.lowerBound]
    for index in 1...count {
      guard let value = sample.quantile(Double(index) / Double(count + 1)) else { continue }
      if value / 2 - ends[ends.count - 1] / 2 >= halfRange * 1e-6 { ends.append(value) }
    }
    ends.append(range.upperBound)
    while ends.count < count + 2 {
      let gaps = zip(ends, ends.dropFirst()).map { $1 / 2 - $0 / 2 }
      guard let widest = gaps.indices.max(by: { gaps[$0] < gaps[$1] }), gaps[widest] > halfRange / 8
      else { break }
      ends.insert(ends[widest] / 2 + ends[widest + 1] / 2, at: widest + 1)
    }
    return Array(ends[1..<(ends.count - 1)])
  }
}
