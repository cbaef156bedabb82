#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much of a map each band of its levels covers, to judge whether the levels show the map.
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

  /// The share of the lowest band: the blot in which runs end.
  var lowest: Double { shares.first ?? 1 }
  var largest: Double { shares.max() ?? 1 }

  /// The entropy of the shares against that of as many equal ones: 1 for equal areas.
  ///
  /// A few bands cannot be even enough: at least 0.7 of those wanted are counted.
  func evenness(wanted: Int) -> Double {
    let entropy = shares.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
    return entropy / log(max(Double(shares.count), 0.7 * Double(wanted + 1)))
  }
}
