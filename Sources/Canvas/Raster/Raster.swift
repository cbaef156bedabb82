/// A picture in pixels, several to a character cell, which `Frame.draw` turns into glyphs.
///
/// Pixel (0, 0) is at the top left.
public struct Raster: Hashable, Sendable {
  public let width: Int
  public let height: Int
  /// All pixels, row by row from the top left.
  public internal(set) var pixels: [Pixel]

  public init(width: Int, height: Int, filledWith pixel: Pixel = .empty) {
    self.width = max(0, width)
    self.height = max(0, height)
    pixels = Array(repeating: pixel, count: self.width * self.height)
  }

  /// Creates a raster from a function of the place, called row by row from the top left.
  public init(width: Int, height: Int, pixel: (_ x: Int, _ y: Int) -> Pixel) {
    self.width = max(0, width)
    self.height = max(0, height)
    pixels = []
    pixels.reserveCapacity(self.width * self.height)
    for y in 0..<self.height {
      for x in 0..<self.width { pixels.append(pixel(x, y)) }
    }
  }

  /// Copies the part of a rectangle inside the raster from another raster of the same size.
  public mutating func copy(x: Range<Int>, y: Range<Int>, from other: Raster) {
    precondition(width == other.width && height == other.height, "rasters differ in size")
    for y in y.clamped(to: 0..<height) {
      for x in x.clamped(to: 0..<width) { pixels[y * width + x] = other.pixels[y * width + x] }
    }
  }

  /// The pixel at a place; an empty one outside the raster.
  public subscript(x: Int, y: Int) -> Pixel {
    contains(x: x, y: y) ? pixels[y * width + x] : .empty
  }

  public func contains(x: Int, y: Int) -> Bool {
    x >= 0 && x < width && y >= 0 && y < height
  }

  /// Paints one pixel unless a higher layer is there; places outside the raster are ignored.
  public mutating func set(x: Int, y: Int, to pixel: Pixel) {
    guard contains(x: x, y: y) else { return }
    paint(y * width + x, pixel)
  }

  /// Changes the pixels in place, row by row from the top left: the fast way to paint a whole raster.
  public mutating func withPixels<Result>(
    _ body: (UnsafeMutableBufferPointer<Pixel>) throws -> Result
  ) rethrows -> Result {
    try pixels.withUnsafeMutableBufferPointer { try body($0) }
  }

  mutating func paint(_ index: Int, _ pixel: Pixel) {
    if pixel.layer >= pixels[index].layer { pixels[index] = pixel }
  }
}

/// One pixel of a raster: a colour, a layer, and a small number that tells the pixels of different
/// areas, lines and strokes apart.
public struct Pixel: Hashable, Sendable {
  /// 0xRRGGBB, or `Pixel.defaultInk` for the terminal's default colour.
  var ink: UInt32
  public var layer: Layer
  public var mark: UInt8
  /// The strokes through this pixel that take turns, one bit for each mark.
  var visitors: UInt16 = 0

  /// What a pixel is part of, from the lowest priority to the highest: a pixel is replaced only by one
  /// of the same or a higher layer.
  public enum Layer: UInt8, Hashable, Sendable, Comparable, CaseIterable {
    /// Nothing.
    case empty
    /// A filled area, shown as the background of cells.
    case area
    /// A thin line.
    case line
    /// A stroke that is less important: dim, if there are no colours.
    case faintStroke
    case stroke
    /// A point on a stroke that should be seen by itself.
    case dot

    public static func < (left: Layer, right: Layer) -> Bool { left.rawValue < right.rawValue }
  }

  static let defaultInk: UInt32 = 0x100_0000

  /// A colour of `nil` is the terminal's default: its background in the layers `empty` and `area`, its
  /// foreground in the others.
  public init(_ color: Color?, layer: Layer, mark: UInt8 = 0) {
    ink = color.map(\.ink) ?? Pixel.defaultInk
    self.layer = layer
    self.mark = mark
  }

  public var color: Color? { ink == Pixel.defaultInk ? nil : Color(ink) }

  /// Nothing painted: the terminal's default background.
  public static let empty = Pixel(nil, layer: .empty)
}
