import Calculus

extension SIMD2<Double> {
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
