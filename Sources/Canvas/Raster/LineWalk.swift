/// The pixels of a straight line that lie inside a picture.
///
/// One pixel for each step along the longer direction, the nearest to the true line in the shorter
/// one (Bresenham's line), computed directly for each visible step, so that clipping changes no
/// pixel and invisible parts cost nothing.
enum LineWalk {
  /// Ends beyond this many pixels are first moved inward along the line, which may shift it by a
  /// pixel: so all products stay exact in `Int`.
  private static let farthest = 1e6

  /// - Parameter body: takes a pixel and its coordinate along the longer direction.
  static func visit(
    from start: PixelPoint, to end: PixelPoint, width: Int, height: Int,
    _ body: (_ x: Int, _ y: Int, _ along: Int) -> Void
  ) {
    guard width > 0, height > 0, let (a, b) = movedInward(start, end) else { return }
    let (x0, y0) = (Int(a.x.rounded(.down)), Int(a.y.rounded(.down)))
    let (x1, y1) = (Int(b.x.rounded(.down)), Int(b.y.rounded(.down)))
    let isFlat = abs(x1 - x0) >= abs(y1 - y0)
    // `u` runs along the longer direction, `v` across it; always upwards, so that a line and its
    // reverse are the same pixels.
    var (u0, v0, u1, v1) = isFlat ? (x0, y0, x1, y1) : (y0, x0, y1, x1)
    if u0 > u1 { (u0, v0, u1, v1) = (u1, v1, u0, v0) }
    let (uCount, vCount) = isFlat ? (width, height) : (height, width)
    let (du, dv) = (u1 - u0, v1 - v0)
    let visible = max(u0, 0)...max(u0, 0, min(u1, uCount - 1))
    guard u0 < uCount, u1 >= 0 else { return }
    for u in visible {
      let v = du == 0 ? v0 : v0 + roundedQuotient((u - u0) * dv, du)
      guard v >= 0, v < vCount else { continue }
      if isFlat { body(u, v, u) } else { body(v, u, u) }
    }
  }

  /// The nearest integer to a quotient with a positive divisor, halves upwards.
  private static func roundedQuotient(_ dividend: Int, _ divisor: Int) -> Int {
    let doubled = 2 * dividend + divisor
    let quotient = doubled / (2 * divisor)
    return doubled < 0 && quotient * 2 * divisor != doubled ? quotient - 1 : quotient
  }

  /// The part of a line within ±`farthest` (Liang and Barsky 1984), or nil if there is none or an
  /// end is not finite.
  private static func movedInward(
    _ start: PixelPoint, _ end: PixelPoint
  ) -> (PixelPoint, PixelPoint)? {
    guard start.x.isFinite, start.y.isFinite, end.x.isFinite, end.y.isFinite else { return nil }
    let bounds = -farthest...farthest
    if bounds.contains(start.x), bounds.contains(start.y), bounds.contains(end.x),
      bounds.contains(end.y)
    {
      return (start, end)
    }
    guard let first = entry(start, end), let last = entry(end, start) else { return nil }
    return (first, last)
  }

  /// Where a line enters the square of ±`farthest`, or nil if it misses it.
  private static func entry(_ start: PixelPoint, _ end: PixelPoint) -> PixelPoint? {
    // Halves, as the difference of two finite numbers may overflow.
    let change = PixelPoint(x: end.x / 2 - start.x / 2, y: end.y / 2 - start.y / 2)
    func share(_ start: Double, _ change: Double) -> Double {
      abs(start) <= farthest ? 0 : (abs(start) / 2 - farthest / 2) / abs(change)
    }
    func canEnter(_ start: Double, _ change: Double) -> Bool {
      abs(start) <= farthest || (start < 0 ? change > 0 : change < 0)
    }
    guard canEnter(start.x, change.x), canEnter(start.y, change.y) else { return nil }
    let (shareX, shareY) = (share(start.x, change.x), share(start.y, change.y))
    let latest = max(shareX, shareY)
    guard latest <= 1 else { return nil }
    // The coordinate that enters last is exactly on the border: interpolating it would lose all
    // digits of a far end.
    func place(_ start: Double, _ change: Double, _ own: Double) -> Double {
      own == latest && abs(start) > farthest
        ? (start < 0 ? -farthest : farthest) : 2 * (start / 2 + latest * change)
    }
    let point = PixelPoint(
      x: place(start.x, change.x, shareX), y: place(start.y, change.y, shareY))
    return abs(point.x) <= farthest && abs(point.y) <= farthest ? point : nil
  }
}
