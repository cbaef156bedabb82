/// A place in a raster or a dot canvas, in pixels from the top left corner; pixel (0, 0) covers
/// 0 ≤ x < 1, 0 ≤ y < 1.
public struct PixelPoint: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

extension Raster {
  /// Draws a straight line, both ends included, in the layer of its pixel.
  ///
  /// Ends may lie far outside: only visible pixels cost time. A line with a non-finite end is not
  /// drawn.
  public mutating func line(
    from start: PixelPoint, to end: PixelPoint, _ pixel: Pixel
  ) {
    let width = width
    LineWalk.visit(from: start, to: end, width: width, height: height) {
      x, y, _ in paint(y * width + x, pixel)
    }
  }
}

/// The look of a path.
public struct Stroke: Hashable, Sendable {
  public var pixel: Pixel
  /// The distance between dots: 1 draws all pixels of the path, 2 every second one.
  public var spacing: Int
  /// The shift of the dots, so that those of paths side by side do not line up.
  public var phase: Int
  /// Whether paths drawn earlier keep a share of the pixels that this one covers too.
  public var takesTurns: Bool

  public init(_ pixel: Pixel, spacing: Int = 1, phase: Int = 0, takesTurns: Bool = false) {
    self.pixel = pixel
    self.spacing = max(1, spacing)
    self.phase = phase
    self.takesTurns = takesTurns
  }
}

extension Raster {
  /// The number of pixels of one path before the next path has its turn.
  static let turn = 4

  /// Draws a straight piece of a path; see `line(from:to:_:)`.
  ///
  /// Paths through the same pixels, told apart by their marks, take turns along the way, so that all
  /// of them can be seen. What a pixel shows depends on its place and not on the length of the paths,
  /// so that nothing flickers while they grow.
  public mutating func line(from start: PixelPoint, to end: PixelPoint, _ stroke: Stroke) {
    // Whether a single point becomes a dot would depend on its column alone.
    if stroke.spacing > 1, start.x.rounded(.down) == end.x.rounded(.down),
      start.y.rounded(.down) == end.y.rounded(.down)
    {
      return
    }
    let width = width
    let own = UInt16(1) << (UInt16(stroke.pixel.mark) % 16)
    LineWalk.visit(from: start, to: end, width: width, height: height) { x, y, along in
      // By place, so that the dots of paths through the same pixels coincide. Each pixel along the
      // line shifts the pattern by one, each pixel across by at most one more: no direction meets
      // only dots or only gaps.
      let across = x + y - along
      guard (along + across / 2 + stroke.phase) % stroke.spacing == 0 else { return }
      let index = y * width + x
      let present = pixels[index]
      guard stroke.pixel.layer >= present.layer else { return }
      var pixel = stroke.pixel
      pixel.visitors = own
      if stroke.takesTurns, present.layer == pixel.layer {
        let others = present.visitors & ~own
        pixel.visitors |= others
        let rank = others.nonzeroBitCount
        if along / Raster.turn % (rank + 1) != rank {
          pixels[index].visitors = pixel.visitors
          return
        }
      }
      pixels[index] = pixel
    }
  }
}

/// The pixels of a straight line that lie inside a picture.
///
/// The line has one pixel for each step in its longer direction, the nearest one to the true line
/// (Bresenham's line). Each visible step is computed directly, so that clipping changes no pixel and
/// invisible parts cost nothing.
enum LineWalk {
  /// Ends farther away than this many pixels are first moved inward along the line, so that all
  /// products are exact in `Int`. This may shift the line by a pixel.
  private static let farthest = 1e6

  /// - Parameter body: Takes a pixel and its coordinate in the longer direction.
  static func visit(
    from start: PixelPoint, to end: PixelPoint, width: Int, height: Int,
    _ body: (_ x: Int, _ y: Int, _ along: Int) -> Void
  ) {
    guard width > 0, height > 0, let (a, b) = movedInward(start, end) else { return }
    let (x0, y0) = (Int(a.x.rounded(.down)), Int(a.y.rounded(.down)))
    let (x1, y1) = (Int(b.x.rounded(.down)), Int(b.y.rounded(.down)))
    let isFlat = abs(x1 - x0) >= abs(y1 - y0)
    // `u` is the coordinate in the longer direction, `v` the other one. `u` always increases, so that
    // a line and its reverse have the same pixels.
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

  /// The integer nearest to a quotient with a positive divisor; halves are rounded up.
  private static func roundedQuotient(_ dividend: Int, _ divisor: Int) -> Int {
    let doubled = 2 * dividend + divisor
    let quotient = doubled / (2 * divisor)
    return doubled < 0 && quotient * 2 * divisor != doubled ? quotient - 1 : quotient
  }

  /// The part of a line within ±`farthest` (Liang and Barsky 1984), or nil if there is none or an end
  /// is not finite.
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

  /// The point where a line enters the square of ±`farthest`, or nil if it misses the square.
  private static func entry(_ start: PixelPoint, _ end: PixelPoint) -> PixelPoint? {
    // Halves, because the difference of two finite numbers may overflow.
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
    // The coordinate that enters last is exactly on the border: interpolation would lose all digits if
    // the end is far away.
    func place(_ start: Double, _ change: Double, _ own: Double) -> Double {
      own == latest && abs(start) > farthest
        ? (start < 0 ? -farthest : farthest) : 2 * (start / 2 + latest * change)
    }
    let point = PixelPoint(
      x: place(start.x, change.x, shareX), y: place(start.y, change.y, shareY))
    return abs(point.x) <= farthest && abs(point.y) <= farthest ? point : nil
  }
}
