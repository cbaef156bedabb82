import RealModule

/// A point of the plane of the two parameters, or a step or gradient in it.
///
/// `point.x` and `point.y` are the two parameters; arithmetic is per coordinate.
public typealias Point = SIMD2<Double>

extension SIMD2<Double> {
  /// The Euclidean length, without overflow or underflow on the way: `hypot(x, y)`.
  ///
  ///     Point(3, -4).norm  // 5.0
  @inlinable public var norm: Double { .hypot(x, y) }

  /// The Euclidean length from multiplication, addition and square root alone.
  ///
  /// It may differ from `norm` in the last bit. IEEE 754 fixes these three operations but not a C
  /// library's `hypot`, so a run that measures its gradients and steps by this length takes the
  /// same path on every platform. It is also faster.
  @inlinable @inline(__always) public var portableNorm: Double {
    let square = (self * self).sum()
    return square > 0x1p-900 && square < 0x1p900 ? square.squareRoot() : scaledNorm
  }

  /// The same where the square of the length may leave the range of `Double`.
  @usableFromInline var scaledNorm: Double {
    let largest = Swift.max(abs(x), abs(y))
    guard largest > 0 && largest.isFinite else { return abs(x) + abs(y) }
    let scale = largest.binade
    let scaled = self / scale
    return (scaled * scaled).sum().squareRoot() * scale
  }

  /// The square of the distance to another point; infinite where it overflows.
  @inlinable package func squaredDistance(to other: Self) -> Double {
    ((self - other) * (self - other)).sum()
  }

  /// The inner product with another vector.
  @inlinable public func dot(_ other: Self) -> Double { (self * other).sum() }

  /// Whether neither coordinate is infinite or NaN.
  @inlinable public var isFinite: Bool { x.isFinite && y.isFinite }
}
