/// A picture in pixels, several to a character cell, to be encoded as block glyphs.
///
/// Pixel (0, 0) is at the top left.
public struct Raster: Hashable, Sendable {
  public let width: Int
  public let height: Int
  /// Row by row from the top left.
  public internal(set) var pixels: [Pixel]

  public init(width: Int, height: Int, filledWith pixel: Pixel = .empty) {
    self.width = max(0, width)
    self.height = max(0, height)
    pixels = Array(repeating: pixel, count: self.width * self.height)
  }

  /// A raster whose pixels a function gives, called row by row from the top left.
  public init(width: Int, height: Int, pixel: (_ x: Int, _ y: Int) -> Pixel) {
    self.width = max(0, width)
    self.height = max(0, height)
    pixels = []
    pixels.reserveCapacity(self.width * self.height)
    for y in 0..<self.height {
      for x in 0..<self.width { pixels.append(pixel(x, y)) }
    }
  }

  /// Takes a rectangle of pixels from another raster of the same size, as far as it lies inside.
  public mutating func copy(x: Range<Int>, y: Range<Int>, from other: Raster) {
    precondition(width == other.width && height == other.height, "rasters differ in size")
    for y in y.clamped(to: 0..<height) {
      for x in x.clamped(to: 0..<width) { pixels[y * width + x] = other.pixels[y * width + x] }
    }
  }

  /// The pixel at a place; outside, reading gives an empty one.
  public subscript(x: Int, y: Int) -> Pixel {
    contains(x: x, y: y) ? pixels[y * width + x] : .empty
  }

  public func contains(x: Int, y: Int) -> Bool {
    x >= 0 && x < width && y >= 0 && y < height
  }

  /// Paints one pixel, unless a higher layer is there already; outside, nothing happens.
  public mutating func set(x: Int, y: Int, to pixel: Pixel) {
    guard contains(x: x, y: y) else { return }
    paint(y * width + x, pixel)
  }

  /// Changes the pixels in place, row by row from the top left: for painting a whole map quickly.
  public mutating func withPixels<Result>(
    _ body: (UnsafeMutableBufferPointer<Pixel>) throws -> Result
  ) rethrows -> Result {
    try pixels.withUnsafeMutableBufferPointer { try body($0) }
  }

  mutating func paint(_ index: Int, _ pixel: Pixel) {
    if pixel.layer >= pixels[index].layer { pixels[index] = pixel }
  }
}
