/// How a path is drawn.
public struct Stroke: Hashable, Sendable {
  public var pixel: Pixel
  /// 1 draws all pixels of the way, 2 every second one, and so on: dots.
  public var spacing: Int
  /// Shifts the dots, so that those of paths side by side are not in line.
  public var phase: Int
  /// Whether the paths that were drawn before keep their share where this one runs over them.
  public var takesTurns: Bool

  public init(_ pixel: Pixel, spacing: Int = 1, phase: Int = 0, takesTurns: Bool = false) {
    self.pixel = pixel
    self.spacing = max(1, spacing)
    self.phase = phase
    self.takesTurns = takesTurns
  }
}

extension Raster {
  /// How many pixels one path has before the next one has its turn.
  static let turn = 4

  /// Draws a straight piece of a path; see `line(from:to:_:)`.
  ///
  /// Paths that share their way take turns along it, so that all of them can be seen: the pixels'
  /// marks tell them apart. What a pixel shows depends on its place and not on the length of the
  /// paths, so that nothing flickers while they grow.
  public mutating func line(from start: PixelPoint, to end: PixelPoint, _ stroke: Stroke) {
    // A point would be a dot or none by the accident of its column.
    if stroke.spacing > 1, start.x.rounded(.down) == end.x.rounded(.down),
      start.y.rounded(.down) == end.y.rounded(.down)
    {
      return
    }
    let width = width
    let own = UInt16(1) << (UInt16(stroke.pixel.mark) % 16)
    LineWalk.visit(from: start, to: end, width: width, height: height) { x, y, along in
      // By place, so that dots of paths in the same pixels coincide. Every pixel along shifts them by
      // one, and one across by at most one more: no direction meets only dots or only gaps.
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
