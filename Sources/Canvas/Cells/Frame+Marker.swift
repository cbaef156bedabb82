extension Frame {
  /// Draws a one-column glyph over a map, on the cell's own background darkened until it stands out.
  ///
  /// `nil` is the terminal's own foreground. Without colours the glyph is drawn in bold.
  public mutating func stamp(
    _ glyph: Unicode.Scalar, column: Int, row: Int, color: Color?, depth: ColorDepth
  ) {
    guard depth >= .indexed256 else {
      self[column, row] = Cell(
        glyph, Style(foreground: depth == .none ? nil : color, attributes: .bold))
      return
    }
    let below = self[column, row].style.background
    let dark = below.map { $0.with(luminance: min(0.008, $0.luminance * 0.2)) }
    self[column, row] = Cell(
      glyph, Style(foreground: color, background: dark?.shown(at: depth), attributes: .bold))
  }
}
