/// A sign for a place in a picture, with a stand-in for screens that show only ASCII.
public struct Marker: Hashable, Sendable {
  public let glyph: Unicode.Scalar
  public let letter: Unicode.Scalar

  public init(_ glyph: Unicode.Scalar, _ letter: Unicode.Scalar) {
    self.glyph = glyph
    self.letter = letter
  }

  /// The glyph, or its ASCII stand-in.
  public func scalar(asciiOnly: Bool) -> Unicode.Scalar { asciiOnly ? letter : glyph }
}

extension Frame {
  /// Draws a one-column glyph over a picture, on the cell's background, darkened or lightened so that the glyph
  /// stands out.
  ///
  /// - Parameter color: `nil` is the terminal's default. Without colours the glyph is bold.
  public mutating func stamp(
    _ glyph: Unicode.Scalar, column: Int, row: Int, color: Color?, depth: ColorDepth
  ) {
    guard depth >= .indexed256 else {
      self[column, row] = Cell(
        glyph, Style(foreground: depth == .none ? nil : color, attributes: .bold))
      return
    }
    let below = self[column, row].style.background
    let isDark = color.map { $0.luminance < 0.25 } ?? false
    let ground = below.map {
      isDark
        ? $0.mixed(with: Color(0xFFFFFF), 0.9) : $0.with(luminance: min(0.008, $0.luminance * 0.2))
    }
    self[column, row] = Cell(
      glyph, Style(foreground: color, background: ground?.shown(at: depth), attributes: .bold))
  }
}
