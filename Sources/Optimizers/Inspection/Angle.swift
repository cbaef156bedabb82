import Calculus
import RealModule

/// The angle between two vectors in degrees, from 0 to 180; nil where one is zero or not finite.
func angle(between one: Point, and other: Point) -> Double? {
  guard let one = one.unit, let other = other.unit else { return nil }
  let cross = one.x * other.y - one.y * other.x
  return Double.atan2(y: abs(cross), x: one.dot(other)) * 180 / .pi
}

extension SIMD2<Double> {
  fileprivate var unit: Self? {
    let largest = magnitudes.max()
    guard isFinite, largest > 0 else { return nil }
    // Scaled first: the products of very small or large coordinates would be 0 or infinite.
    let scaled = self / largest
    return scaled / scaled.portableNorm
  }
}
