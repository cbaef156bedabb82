#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Learning rates in equal ratios, ascending.
public struct RateRange: Hashable, Sendable {
  /// The lowest rate.
  public let lower: Double
  /// The highest rate.
  public let upper: Double
  /// The number of rates, both ends included.
  public let points: Int

  /// Makes a range; nil unless 0 < lower < upper, both are finite, and there are at least two points.
  public init?(from lower: Double, to upper: Double, points: Int) {
    guard 0 < lower, lower < upper, upper.isFinite, points >= 2 else { return nil }
    self.lower = lower
    self.upper = upper
    self.points = points
  }

  /// The same range with another number of rates, at least 2.
  public func with(points: Int) -> RateRange {
    RateRange(lower: lower, upper: upper, points: max(points, 2))
  }

  /// The default range of a sweep: 1e-4 to 1, ten rates to a decade.
  public static let standard = RateRange(lower: 1e-4, upper: 1, points: 41)

  private init(lower: Double, upper: Double, points: Int) {
    self.lower = lower
    self.upper = upper
    self.points = points
  }

  /// The rates; the ends exactly as given.
  public var rates: [Double] {
    let (low, high) = (log10(lower), log10(upper))
    return (0..<points).map { index in
      if index == 0 { return lower }
      if index == points - 1 { return upper }
      return pow(10, low + (high - low) * Double(index) / Double(points - 1))
    }
  }
}
