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
  /// The lowest value at the edges of the map.
  let rim: Double?
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
      case .root: rooted(range)
      case .log: logarithmic(range, median: median)
      case .asinh: asinhSpaced(range, median: median)
      case .quantile: equalAreas(range)
      }
    var thresholds = mode == .linear ? ideal : RoundNumbers.rounded(ideal)
    // Rounding may have moved one back onto a plateau.
    if mode == .quantile { thresholds.removeAll(where: isPlateau) }
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

  /// Around the minimum of a bowl, levels whose lines close; else linear where that shows the map
  /// well, because its slopes can be trusted; else the mode that shows it best.
  private func automatic(_ range: ClosedRange<Double>, median: Double) -> ContourLevels {
    let linear = levels(.linear)
    // The shape around a minimum says most about the runs that end there.
    if let rim,
      rim / 2 - range.lowerBound / 2 > 0.002 * (range.upperBound / 2 - range.lowerBound / 2)
    {
      let bowl = [LevelMode.root, .log].map(levels).first {
        closedLines($0) >= wantedClosedLines
          && BandShares($0, of: sample).evenness(wanted: count) >= 0.7
      }
      if let bowl { return bowl }
    }
    let view = BandShares(linear, of: sample)
    if view.evenness(wanted: count) >= 0.85, view.lowest <= 0.2 { return linear }
    let others = [LevelMode.log, .asinh, .quantile].map(levels)
    let views = others.map { BandShares($0, of: sample) }
    let good = views.firstIndex { $0.evenness(wanted: count) >= 0.8 && $0.largest <= 0.3 }
    // On a plateau no mode is even: equal areas at least show the inside of its holes, where asinh
    // would show only the tails.
    let (log, areas) = (views[0].evenness(wanted: count), views[2].evenness(wanted: count))
    return others[good ?? (areas > 0.9 * log ? 2 : 0)]
  }

  /// The number of lines that should close around the minimum of a bowl: half of a few levels.
  private var wantedClosedLines: Int { min(5, count / 2) }

  /// The number of levels whose lines do not reach the edges.
  private func closedLines(_ levels: ContourLevels) -> Int {
    levels.thresholds.prefix { $0 < rim ?? -.infinity }.count
  }

  // MARK: - Spacings

  /// Multiples of a round step.
  private func linear(_ range: ClosedRange<Double>) -> [Double] {
    let (low, high) = (range.lowerBound, range.upperBound)
    let wanted = (high / 2 - low / 2) / Double(count + 1) * 2
    guard let step = RoundNumbers.step(near: wanted),
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

  /// Equal steps of the square root of the height above the lowest value.
  private func rooted(_ range: ClosedRange<Double>) -> [Double] {
    let (low, high) = (range.lowerBound, range.upperBound)
    return (1...count).map { index in
      let share = Double(index) / Double(count + 1)
      return low + (high / 2 - low / 2) * (2 * share * share)
    }
  }

  /// Equal ratios of the height above the floor, from the lowest few per cent of the map, or from as
  /// low as lines close around the minimum of a bowl, up to the highest values.
  private func logarithmic(_ range: ClosedRange<Double>, median: Double) -> [Double] {
    let lowest = range.lowerBound
    // A positive loss with a lowest value near 0 is measured from 0, which gives rounder numbers.
    let isNearZero = lowest >= 0 && lowest <= 0.05 * (median - lowest)
    let floor = isNearZero ? 0 : lowest
    let highest = (sample.quantile(0.985) ?? median) - floor
    guard highest > 0, highest.isFinite else { return equalAreas(range) }
    let low = (sample.quantile(0.03) ?? lowest) - floor
    // More than nine decades down there is only rounding error, except in a positive loss with most
    // of its values there.
    let isDeep = floor == 0 && low > 0 && median < highest * 1e-9
    let smallest =
      isDeep ? low : max(min(low, lowestOfBowl(to: highest, above: floor)), highest * 1e-9)
    // The quotient could overflow.
    let ratio = isDeep ? log(highest) - log(smallest) : log(highest / smallest)
    return (0..<count).map { index in
      let part = ratio * Double(index) / Double(max(count - 1, 1))
      return isDeep ? exp(log(smallest) + part) : floor + smallest * exp(part)
    }
  }

  /// Where equal ratios must begin for enough lines to close around the minimum of a bowl; infinity if
  /// there is no bowl, or if it is too shallow for them.
  private func lowestOfBowl(to highest: Double, above floor: Double) -> Double {
    let wanted = Double(wantedClosedLines)
    guard let rim, rim - floor > highest * 5e-4, wanted > 1 else {
      return .infinity
    }
    // The last of the wanted lines lies a little below the rim:
    // smallest · (highest / smallest)^share = rim.
    let share = (wanted - 0.5) / Double(count - 1)
    return exp((log(rim - floor) - share * log(highest)) / (1 - share))
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
  /// On a plateau they would crowd. Thresholds closer than a ten-thousandth of the usual range to
  /// each other, or to the value of most of the map, are left out, and used where the loss changes
  /// most: in a hole of the plateau.
  private func equalAreas(_ range: ClosedRange<Double>) -> [Double] {
    let (low, high) = (sample.quantile(0.005), sample.quantile(0.995))
    guard let low, let high, low < high else { return [] }
    let closeness = closeness
    var ends = [low]
    for index in 1...count {
      guard let value = sample.quantile(Double(index) / Double(count + 1)) else { continue }
      if !isPlateau(value), value / 2 - ends[ends.count - 1] / 2 >= closeness { ends.append(value) }
    }
    if high > ends[ends.count - 1] { ends.append(high) }
    // Halves, because the range of two huge values can overflow.
    let least = (high / 2 - low / 2) / 8
    while ends.count < count + 2 {
      let gaps = zip(ends, ends.dropFirst()).map { first, last in
        isPlateau(first / 2 + last / 2) ? 0 : last / 2 - first / 2
      }
      guard let widest = gaps.indices.max(by: { gaps[$0] < gaps[$1] }), gaps[widest] > least
      else { break }
      ends.insert(ends[widest] / 2 + ends[widest + 1] / 2, at: widest + 1)
    }
    // The first end is where the counting began, and the last is the top of the map.
    return Array(ends.dropFirst().dropLast())
  }

  /// Whether much of the map is so close to a value that levels could not separate them.
  private func isPlateau(_ value: Double) -> Bool {
    sample.share(from: value - closeness, to: value + closeness) > 0.3
  }

  /// The distance below which levels look the same: a ten-thousandth of half the range of most
  /// values, because a peak in a corner says nothing about the rest; on a map of a plateau and a
  /// peak alone, of half the whole range.
  private var closeness: Double {
    guard let range else { return 0 }
    let whole = range.upperBound / 2 - range.lowerBound / 2
    let usual = (sample.quantile(0.95) ?? 0) / 2 - (sample.quantile(0.05) ?? 0) / 2
    return 1e-4 * (usual > 1e-6 * whole ? usual : whole)
  }
}

/// How much of a map each band of its levels covers, which shows whether the levels suit the map.
struct BandShares {
  /// Fractions of the area, the lowest band first.
  private let shares: [Double]

  init(_ levels: ContourLevels, of sample: SortedSample) {
    var counts = [Int](repeating: 0, count: levels.thresholds.count + 1)
    for value in sample.values {
      if let band = levels.band(of: value) { counts[band] += 1 }
    }
    shares = counts.map { Double($0) / Double(max(sample.values.count, 1)) }
  }

  /// The share of the lowest band, where runs end.
  var lowest: Double { shares.first ?? 1 }
  var largest: Double { shares.max() ?? 1 }

  /// The entropy of the shares divided by that of as many equal shares: 1 for equal areas.
  ///
  /// Too few bands count as uneven: the divisor is that of at least 0.7 of the bands wanted.
  func evenness(wanted: Int) -> Double {
    let entropy = shares.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
    return entropy / log(max(Double(shares.count), 0.7 * Double(wanted + 1)))
  }
}
