import RealModule

/// A point of the plane of the two parameters, or a step or gradient in it.
///
/// `point.x` and `point.y` are the two parameters; arithmetic is per coordinate.
public typealias Point = SIMD2<Double>

extension SIMD2<Double> {
  /// The Euclidean length, without overflow or underflow on the way: `hypot(x, y)`.
  @inlinable public var norm: Double { .hypot(x, y) }

  /// The inner product with another vector.
  @inlinable public func dot(_ other: Self) -> Double { (self * other).sum() }

  /// Whether neither coordinate is infinite or NaN.
  @inlinable public var isFinite: Bool { x.isFinite && y.isFinite }
}
