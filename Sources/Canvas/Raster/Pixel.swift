/// One pixel of a raster: a colour, the layer it was painted in, and a small number that says
/// whose it is (the band, the contour level, the optimizer).
public struct Pixel: Hashable, Sendable {
  /// 0xRRGGBB, or `Pixel.ownInk` for the terminal's own colour.
  var ink: UInt32
  public var layer: Layer
  public var mark: UInt8
  /// The paths that run through the pixel, a bit for each mark, where they take turns.
  var visitors: UInt16 = 0

  /// What covers what: a pixel is replaced only by one of the same or a higher layer.
  public enum Layer: UInt8, Hashable, Sendable, Comparable, CaseIterable {
    case empty, area, line, faintStroke, stroke

    public static func < (left: Layer, right: Layer) -> Bool { left.rawValue < right.rawValue }
  }

  static let ownInk: UInt32 = 0x100_0000

  /// A colour of `nil` is the terminal's own: background in the layers `empty` and `band`,
  /// foreground above them.
  public init(_ color: Color?, layer: Layer, mark: UInt8 = 0) {
    ink = color.map(\.ink) ?? Pixel.ownInk
    self.layer = layer
    self.mark = mark
  }

  public var color: Color? { ink == Pixel.ownInk ? nil : Color(ink) }

  /// Nothing painted: the terminal's own background.
  public static let empty = Pixel(nil, layer: .empty)
}

extension Color {
  /// The colour as 0xRRGGBB.
  var ink: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }
}
