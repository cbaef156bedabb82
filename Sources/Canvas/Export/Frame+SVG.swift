extension Frame {
  /// The frame as an SVG picture.
  ///
  /// Backgrounds and blocks are rectangles joined along rows, dots and borders are strokes, so none
  /// of them needs a font; text is text in a monospaced font, held to the cells' grid. Cells
  /// without colours get the two given.
  public func svg(
    foreground: Color = Color(0xD8D8DC), background: Color = Color(0x121218)
  ) -> String {
    var picture = SVGPicture(foreground: foreground, background: background)
    for row in 0..<max(0, size.height) {
      for column in 0..<size.width {
        picture.add(self[column, row], column: column, row: row)
      }
      picture.endRow()
    }
    return picture.document(size: size)
  }
}
