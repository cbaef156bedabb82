import Calculus

/// The rectangle of parameter values that a map shows.
///
/// Both ranges are finite and have a finite length of at least `leastLength`: `init(x:y:)` requires it,
/// and `Domain.valid(x:y:)` checks it.
public struct Domain: Hashable, Sendable {
  /// The range of the first parameter.
  public let x: ClosedRange<Double>
  /// The range of the second parameter.
  public let y: ClosedRange<Double>

  /// The rectangle of two ranges.
  /// - Precondition: both ranges have finite ends and a finite length of at least `leastLength`.
  public init(x: ClosedRange<Double>, y: ClosedRange<Double>) {
    precondition(Domain.spans(x.lowerBound, x.upperBound))
    precondition(Domain.spans(y.lowerBound, y.upperBound))
    self.x = x
    self.y = y
  }

  /// The domain of a formula that is given without one: −5 to 5 on both axes.
  public static let standard = Domain(x: -5...5, y: -5...5)

  /// The domain with these ends, or nil if a range is empty, reversed, shorter than `leastLength`, or not
  /// finite.
  public static func valid(x: (Double, Double), y: (Double, Double)) -> Domain? {
    guard spans(x.0, x.1), spans(y.0, y.1) else { return nil }
    return Domain(x: x.0...x.1, y: y.0...y.1)
  }

  /// The least length of an axis. Parts of it, and pixels over it, are doubles with all their digits.
  public static let leastLength = 1e-300

  /// Whether two numbers can be the ends of an axis.
  static func spans(_ lower: Double, _ upper: Double) -> Bool {
    let length = upper - lower
    return length >= leastLength && length.isFinite && lower + length / 2 > lower
  }

  /// The length of `x`.
  public var width: Double { x.upperBound - x.lowerBound }
  /// The length of `y`.
  public var height: Double { y.upperBound - y.lowerBound }
  /// The lesser of `width` and `height`.
  public var shorterSide: Double { min(width, height) }
  /// The point in the middle.
  public var center: Point { point(0.5, 0.5) }

  /// The point at a fraction of the width and of the height: (0, 0) is the lower left corner.
  public func point(_ across: Double, _ up: Double) -> Point {
    Point(
      x.lowerBound * (1 - across) + x.upperBound * across,
      y.lowerBound * (1 - up) + y.upperBound * up)
  }

  /// Whether a point lies inside or on the edge; false for NaN.
  public func contains(_ point: Point) -> Bool {
    x.contains(point.x) && y.contains(point.y)
  }

  /// The smallest domain that contains this one and another; this one where that would be too wide.
  public func union(_ other: Domain) -> Domain {
    Domain.valid(
      x: (min(x.lowerBound, other.x.lowerBound), max(x.upperBound, other.x.upperBound)),
      y: (min(y.lowerBound, other.y.lowerBound), max(y.upperBound, other.y.upperBound))) ?? self
  }

  /// The nearest point of the domain. A coordinate that is NaN becomes the middle.
  public func clamped(_ point: Point) -> Point {
    func clamp(_ value: Double, _ range: ClosedRange<Double>, _ middle: Double) -> Double {
      value.isNaN ? middle : min(max(value, range.lowerBound), range.upperBound)
    }
    return Point(clamp(point.x, x, center.x), clamp(point.y, y, center.y))
  }

  /// The domain after zooming: its sides multiplied by `factor`, with `anchor` at the same place.
  ///
  /// Returns nil if the result would be so small or large that doubles cannot distinguish its
  /// points.
  public func scaled(by factor: Double, around anchor: Point) -> Domain? {
    func scale(_ range: ClosedRange<Double>, _ fixed: Double) -> (Double, Double) {
      (fixed + (range.lowerBound - fixed) * factor, fixed + (range.upperBound - fixed) * factor)
    }
    let (newX, newY) = (scale(x, anchor.x), scale(y, anchor.y))
    func resolves(_ ends: (Double, Double)) -> Bool {
      ends.1 - ends.0 > 1e-12 * max(ends.0.magnitude, ends.1.magnitude)
    }
    guard resolves(newX), resolves(newY) else { return nil }
    return .valid(x: newX, y: newY)
  }

  /// The domain moved by a vector; nil if the result is not finite.
  public func translated(by vector: Point) -> Domain? {
    .valid(
      x: (x.lowerBound + vector.x, x.upperBound + vector.x),
      y: (y.lowerBound + vector.y, y.upperBound + vector.y))
  }
}
