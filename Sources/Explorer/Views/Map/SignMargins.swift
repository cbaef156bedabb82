import Canvas

extension Raster {
  /// Brings back the ground beside the signs of where runs are now, so that none is lost in a knot
  /// of its own trail.
  /// - Parameters:
  ///   - area: the cells of the picture.
  ///   - ground: the picture without trails.
  mutating func setOff(
    _ signs: [MapSign], in area: Rectangle, from ground: Raster, glyphs: GlyphSet,
    depth: ColorDepth
  ) {
    let (columns, rows) = (glyphs.columns, glyphs.rows)
    // Without colours the same sign stands along the trail: the one at its end needs more room.
    let margin = depth == .none ? columns : 1
    for sign in signs where sign.isHead {
      let left = (sign.column - area.column) * columns
      let right = left + columns
      let top = (sign.row - area.row) * rows
      copy(x: left - margin..<left, y: top..<top + rows, from: ground)
      copy(x: right..<right + margin, y: top..<top + rows, from: ground)
    }
  }
}
