/// How a map fills its place.
public enum Aspect: String, CaseIterable, Hashable, Sendable {
  /// One unit of x is as long as one of y: circles are circles.
  case equal
  /// The domain fills the map, whatever its shape.
  case fill

  /// The most by which the sides of a domain may differ for equal units to be the default: beyond
  /// it x and y hardly measure the same thing, and the domain would be a slit in its map.
  public static let widestEqual = 4.0

  /// The choice for a domain if nobody has made one: equal units, unless one side is more than four
  /// times as long as the other.
  ///
  ///     Aspect.automatic(for: Domain(x: 0...100, y: 0...1))  // fill
  public static func automatic(for domain: Domain) -> Aspect {
    let ratio = domain.width / domain.height
    return (1 / widestEqual...widestEqual).contains(ratio) ? .equal : .fill
  }
}

extension Domain {
  /// The smallest domain around this one, with the same centre, whose width divided by its height
  /// is a ratio; the domain itself where doubles cannot hold it.
  ///
  ///     Domain(x: 0...4, y: 0...4).extended(toRatio: 2)  // x −2…6, y 0…4
  /// - Parameter ratio: positive and finite.
  public func extended(toRatio ratio: Double) -> Domain {
    guard ratio > 0, ratio.isFinite else { return self }
    let extraWidth = (ratio * height - width) / 2
    let extraHeight = (width / ratio - height) / 2
    if extraWidth > 0 {
      return .valid(
        x: (x.lowerBound - extraWidth, x.upperBound + extraWidth), y: (y.lowerBound, y.upperBound))
        ?? self
    }
    guard extraHeight > 0 else { return self }
    return .valid(
      x: (x.lowerBound, x.upperBound), y: (y.lowerBound - extraHeight, y.upperBound + extraHeight))
      ?? self
  }
}
