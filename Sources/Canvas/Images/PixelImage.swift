/// A picture in the real pixels of a screen, of at most 256 inks.
public struct PixelImage: Hashable, Sendable {
  public let width: Int
  public let height: Int
  /// The index of each pixel's ink, row by row from the top left.
  public let pixels: [UInt8]
  /// At least one, at most 256.
  public let inks: [Ink]

  /// A colour, and how much of it hides what is below.
  public struct Ink: Hashable, Sendable {
    public var color: Color
    /// 0 for a pixel that is not seen, to 255.
    public var opacity: UInt8

    public init(_ color: Color, opacity: UInt8 = 255) {
      self.color = color
      self.opacity = opacity
    }
  }

  /// - Precondition: `pixels` has `height` rows of `width` indexes of `inks`, and both are at least 1.
  public init(width: Int, height: Int, pixels: [UInt8], inks: [Ink]) {
    precondition(width > 0 && height > 0 && pixels.count == width * height)
    precondition((1...256).contains(inks.count))
    self.width = width
    self.height = height
    self.pixels = pixels
    self.inks = inks
    fingerprint = PixelImage.fingerprint(of: pixels, inks, width: width)
  }

  /// A number that differs for images that differ, as good as always.
  public let fingerprint: UInt64

  /// FNV-1a over eight pixels at a time.
  private static func fingerprint(of pixels: [UInt8], _ inks: [Ink], width: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func take(_ value: UInt64) {
      hash = (hash ^ value) &* 0x100_0000_01B3
      // The high bits of a product alone depend on all bits; the next product needs them below.
      hash ^= hash >> 32
    }
    take(UInt64(width))
    for ink in inks { take(UInt64(ink.color.ink) << 8 | UInt64(ink.opacity)) }
    pixels.withUnsafeBytes { bytes in
      let whole = bytes.count / 8 * 8
      for offset in stride(from: 0, to: whole, by: 8) {
        take(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      for offset in whole..<bytes.count { take(UInt64(bytes[offset])) }
    }
    return hash
  }

  /// Images are equal if their fingerprints are: frames are compared many times a second.
  public static func == (left: PixelImage, right: PixelImage) -> Bool {
    left.fingerprint == right.fingerprint && left.width == right.width
      && left.height == right.height
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

/// An image below the text of some cells: it is seen where a cell has the terminal's own background.
public struct Underlay: Hashable, Sendable {
  public var image: PixelImage
  /// The cells that the image fills, inside the frame.
  public var cells: Rectangle

  public init(_ image: PixelImage, in cells: Rectangle) {
    self.image = image
    self.cells = cells
  }
}

/// The size of a character cell in pixels of the screen.
public struct CellSize: Hashable, Sendable {
  public let width: Int
  public let height: Int

  /// Nil for a size that no cell has: terminals that do not know it report zeros.
  public init?(width: Int, height: Int) {
    guard (2...200).contains(width), (2...400).contains(height) else { return nil }
    self.width = width
    self.height = height
  }

  /// The height divided by the width.
  public var aspect: Double { Double(height) / Double(width) }
}

extension Frame {
  /// Gives all cells a background of their own, except those over an image that have none: some
  /// terminals draw text beside an image wrongly on their own background.
  public mutating func fillBackgrounds(besideImagesWith color: Color) {
    for row in 0..<max(0, size.height) {
      let covered = underlays.filter { $0.cells.rows.contains(row) }.map(\.cells.columns)
      for column in 0..<size.width {
        let index = row * size.width + column
        guard cells[index].style.background == nil,
          !covered.contains(where: { $0.contains(column) })
        else { continue }
        cells[index].style.background = color
      }
    }
  }
}
