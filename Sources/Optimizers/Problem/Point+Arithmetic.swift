import Calculus

extension SIMD2<Double> {
  /// The Euclidean length from multiplication, addition and square root alone: as fast as these,
  /// and the same on every platform, which a C library's `hypot` is not.
  var length: Double {
    let square = (self * self).sum()
    if square > 0x1p-900 && square < 0x1p900 { return square.squareRoot() }
    let largest = Swift.max(abs(x), abs(y))
    guard largest > 0 && largest.isFinite else { return abs(x) + abs(y) }
    let scale = largest.binade
    let scaled = self / scale
    return (scaled * scaled).sum().squareRoot() * scale
  }

  /// Per coordinate.
  var magnitudes: Self { Self(abs(x), abs(y)) }

  /// −1, 0 or 1 per coordinate.
  var signs: Self {
    Self(repeating: 0).replacing(with: 1, where: self .> 0).replacing(with: -1, where: self .< 0)
  }

  /// The larger one per coordinate.
  func maximum(_ other: Self) -> Self { replacing(with: other, where: other .> self) }

  /// Kept between two numbers per coordinate.
  func clipped(to range: ClosedRange<Double>) -> Self {
    clamped(
      lowerBound: Self(repeating: range.lowerBound), upperBound: Self(repeating: range.upperBound))
  }
}
