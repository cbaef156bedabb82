extension Frame {
  /// Draws a raster into a rectangle of cells, each cell with the glyph and the two colours that fit
  /// its pixels best.
  ///
  /// The raster's top left pixel goes to the rectangle's corner; the raster is clipped to the
  /// rectangle, and cells that it does not cover are unchanged. Without colours, lines become dots on
  /// the terminal's default background, and strokes solid blocks.
  ///
  /// - Parameter isOverImage: Whether an image is below the cells; it may cover their backgrounds, so
  ///   strokes are glyphs even where they fill a cell.
  public mutating func draw(
    _ raster: Raster, in rectangle: Rectangle, glyphs: GlyphSet, depth: ColorDepth,
    isOverImage: Bool = false
  ) {
    let encoder = CellEncoder(
      glyphs: glyphs, depth: depth,
      isOnDefaultBackground: raster.pixels.first { $0.layer == .area }?.color == nil,
      isOverImage: isOverImage)
    let covered = Rectangle(
      column: rectangle.column, row: rectangle.row,
      width: min(rectangle.width, raster.width / glyphs.columns),
      height: min(rectangle.height, raster.height / glyphs.rows))
    let columns = covered.columns.clamped(to: bounds.columns)
    guard !columns.isEmpty else { return }
    for row in covered.rows.clamped(to: bounds.rows) {
      blankCutGlyphs(at: columns, row: row)
      let target = row * size.width
      let y = (row - rectangle.row) * glyphs.rows
      cells.withUnsafeMutableBufferPointer { cells in
        raster.pixels.withUnsafeBufferPointer { pixels in
          let source = RasterRow(pixels: pixels, raster: raster, y: y)
          for column in columns {
            let x = (column - rectangle.column) * glyphs.columns
            let before = column > columns.lowerBound ? cells[target + column - 1] : Cell()
            cells[target + column] = source.cell(x: x, encoder, after: before)
          }
        }
      }
    }
  }
}

/// The pixels of one row of cells.
private struct RasterRow {
  let pixels: UnsafeBufferPointer<Pixel>
  let raster: Raster
  let y: Int

  /// The cell whose top left pixel is at `x`.
  func cell(x: Int, _ encoder: CellEncoder, after before: Cell) -> Cell {
    let width = raster.width
    let (columns, rows) = (encoder.glyphs.columns, encoder.glyphs.rows)
    let corner = y * width + x
    let first = pixels[corner]
    if encoder.glyphs == .ascii {
      return encoder.letter(first, over: area(x: x), slope: slope(x: x))
    }
    var isPlain = true
    for row in 0..<rows {
      for column in 0..<columns {
        let pixel = pixels[corner + row * width + column]
        isPlain = isPlain && pixel.ink == first.ink && pixel.layer == first.layer
      }
    }
    if isPlain, encoder.depth != .none, encoder.glyphs != .braille || first.layer <= .area {
      return encoder.plain(first)
    }
    return withUnsafeTemporaryAllocation(of: Pixel.self, capacity: CellEncoder.mostPixels) {
      for row in 0..<rows {
        for column in 0..<columns {
          $0[row * columns + column] = pixels[corner + row * width + column]
        }
      }
      let pixels = UnsafeBufferPointer(rebasing: $0[..<(rows * columns)])
      if encoder.depth == .none { return encoder.monochrome(pixels) }
      if encoder.glyphs == .braille {
        return encoder.dots(pixels, over: before.style.background)
      }
      return encoder.blocks(pixels)
    }
  }

  /// The offset between the two neighbours of a line's pixel on the line, or from it to the only one.
  private func slope(x: Int) -> (dx: Int, dy: Int) {
    let own = raster[x, y]
    guard own.layer == .line else { return (0, 0) }
    var ends: [(dx: Int, dy: Int)] = []
    for (dx, dy) in Self.neighbours {
      let pixel = raster[x + dx, y + dy]
      if pixel.layer == .line, pixel.mark == own.mark { ends.append((dx, dy)) }
    }
    guard let first = ends.first else { return (1, 0) }
    let last = ends.count > 1 ? ends[1] : (dx: 0, dy: 0)
    return (last.dx - first.dx, last.dy - first.dy)
  }

  /// Direct neighbours first: on thick lines they give the better slope.
  private static let neighbours = [
    (-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1),
  ]

  /// The colour of the area around a pixel: that of the nearest one above, below or beside it.
  private func area(x: Int) -> Color? {
    for distance in 0...Self.farthestArea {
      for (dx, dy) in [(-distance, 0), (distance, 0), (0, -distance), (0, distance)] {
        let pixel = raster[x + dx, y + dy]
        if pixel.layer == .area { return pixel.color }
      }
    }
    return nil
  }

  private static let farthestArea = 24
}
