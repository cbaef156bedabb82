import Calculus
import Canvas
import Optimizers

/// Arrows from the start of a step, in the pixels of a map.
struct MapVectors {
  struct Arrow {
    let kind: VectorKind
    let start: PixelPoint
    let end: PixelPoint
  }

  /// From bottom to top.
  let arrows: [Arrow]
  let glyphs: GlyphSet

  /// The longest arrow of a full gradient, in widths of a cell and as a share of the map's width;
  /// the shortest one is half as long.
  private static let longest = (cells: 14.0, share: 0.25)

  /// - Parameter lossRange: the range of the losses over the surface. A slope that is negligible
  ///   against it over the whole map is rounding, and has no arrow.
  init(of inspection: Inspection, in projection: Projection, lossRange: Double) {
    glyphs = projection.glyphs
    let start = projection.pixel(of: inspection.point)
    func shift(_ vector: Point) -> PixelPoint {
      let end = projection.pixel(of: inspection.point + vector)
      return PixelPoint(x: end.x - start.x, y: end.y - start.y)
    }
    /// In widths of a cell, which is twice as high as wide.
    func length(_ shift: PixelPoint) -> Double {
      Point(
        shift.x / Double(projection.glyphs.columns), 2 * shift.y / Double(projection.glyphs.rows)
      ).norm
    }
    func arrow(_ kind: VectorKind, _ shift: PixelPoint, scale: Double = 1) -> Arrow? {
      let end = PixelPoint(x: start.x + scale * shift.x, y: start.y + scale * shift.y)
      guard start.x.isFinite, start.y.isFinite, end.x.isFinite, end.y.isFinite else { return nil }
      return end == start ? nil : Arrow(kind: kind, start: start, end: end)
    }
    // Unit vectors first: the gradients of steep or flat surfaces exceed the range of doubles.
    let size = inspection.gradient.full.norm
    let slope = shift(-inspection.gradient.full / size)
    let longest = min(Self.longest.cells, Self.longest.share * Double(projection.cells.width))
    let visible = min(max(length(slope) * size, longest / 2), longest)
    let side = min(projection.domain.width, projection.domain.height)
    var list: [Arrow?] = []
    if size * side > 1e-9 * lossRange {
      list.append(arrow(.slope, slope, scale: visible / length(slope)))
    }
    if let batch = inspection.gradient.batch {
      let ratio = batch.norm / size
      let direction = shift(-batch / batch.norm)
      let wanted = min(max(visible * ratio, longest / 4), 1.5 * longest)
      list.append(arrow(.batch, direction, scale: wanted / length(direction)))
    }
    list.append(arrow(.step, shift(inspection.step)))
    arrows = list.compactMap { $0 }
  }
}

extension Raster {
  /// Paints the shafts and heads of the arrows over the trails; nothing if pixels are whole cells,
  /// which `Frame.drawVectors` handles.
  mutating func vectors(_ vectors: MapVectors, inks: VectorInks) {
    guard vectors.glyphs != .ascii else { return }
    for arrow in vectors.arrows {
      let pixel = Pixel(inks.color(of: arrow.kind), layer: .trail)
      line(from: arrow.start, to: arrow.end, pixel)
      for barb in arrow.barbs(aspect: vectors.glyphs.pixelAspect) {
        line(from: arrow.end, to: barb, pixel)
      }
    }
  }
}

extension MapVectors.Arrow {
  /// One cell beyond the end, so that a sign there leaves the head visible; the end itself for an
  /// arrow without a head.
  func beyond(_ glyphs: GlyphSet) -> PixelPoint {
    guard !barbs(aspect: glyphs.pixelAspect).isEmpty else { return end }
    let (dx, dy) = (
      (end.x - start.x) / Double(glyphs.columns), (end.y - start.y) / Double(glyphs.rows)
    )
    let share = 1 / max(abs(dx), abs(dy))
    return PixelPoint(
      x: end.x + share * (end.x - start.x), y: end.y + share * (end.y - start.y))
  }

  /// The ends of the two short lines of its head; none for an arrow shorter than those.
  /// - Parameter aspect: a pixel's height divided by its width.
  func barbs(aspect: Double) -> [PixelPoint] {
    let shaft = Point(end.x - start.x, (end.y - start.y) * aspect)
    let length = shaft.norm
    let size = 4.0
    guard length >= size, length.isFinite else { return [] }
    let back = -shaft / length * size
    let across = Point(-back.y, back.x)
    return [0.6, -0.6].map { side in
      let barb = 0.8 * back + side * across
      return PixelPoint(x: end.x + barb.x, y: end.y + barb.y / aspect)
    }
  }
}

extension Frame {
  /// Draws the signs at the tips of the arrows over a finished map and, if pixels are whole cells,
  /// their shafts as characters.
  mutating func drawVectors(
    _ vectors: MapVectors, in area: Rectangle, inks: VectorInks, depth: ColorDepth
  ) {
    let isASCII = vectors.glyphs == .ascii
    let (columns, rows) = (Double(vectors.glyphs.columns), Double(vectors.glyphs.rows))
    func cell(_ pixel: PixelPoint) -> (column: Int, row: Int)? {
      let place = ((pixel.x / columns).rounded(.down), (pixel.y / rows).rounded(.down))
      guard place.0 >= 0, place.0 < Double(area.width), place.1 >= 0, place.1 < Double(area.height)
      else { return nil }
      return (area.column + Int(place.0), area.row + Int(place.1))
    }
    for arrow in vectors.arrows {
      let color = inks.color(of: arrow.kind)
      let start = cell(arrow.start)
      if isASCII { drawShaft(arrow, color: color, cell: cell) }
      guard let tip = cell(isASCII ? arrow.end : arrow.beyond(vectors.glyphs)),
        tip != start ?? (-1, -1)
      else { continue }
      stamp(
        arrow.kind.glyph(isASCII: isASCII), column: tip.column, row: tip.row, color: color,
        depth: depth)
    }
  }

  private mutating func drawShaft(
    _ arrow: MapVectors.Arrow, color: Color?, cell: (PixelPoint) -> (column: Int, row: Int)?
  ) {
    let (dx, dy) = (arrow.end.x - arrow.start.x, arrow.end.y - arrow.start.y)
    let count = max(abs(dx), abs(dy)).rounded(.up)
    guard count >= 1 else { return }
    let glyph: Unicode.Scalar =
      abs(dy) < abs(dx) / 4 ? "-" : abs(dx) < abs(dy) / 2 ? "|" : dx * dy < 0 ? "/" : "\\"
    // A step that leads far outside ends at the edge of the map.
    for index in 1..<Int(min(count, 1000)) + 1 {
      let share = Double(index) / count
      let place = PixelPoint(x: arrow.start.x + share * dx, y: arrow.start.y + share * dy)
      guard let (column, row) = cell(place) else { return }
      self[column, row] = Cell(
        glyph, Style(foreground: color, background: self[column, row].style.background))
    }
  }
}

/// The vectors of an inspected step on the map.
enum VectorKind: CaseIterable {
  /// −∇f of the full loss: only its direction is to scale.
  case slope
  /// −g of the batch: its direction, and its length relative to the slope.
  case batch
  /// Δ, to scale.
  case step

  /// The glyph at the tip, so that arrows differ without colours.
  func glyph(isASCII: Bool) -> Unicode.Scalar {
    switch self {
    case .slope: isASCII ? "G" : "▽"
    case .batch: isASCII ? "B" : "g"
    case .step: isASCII ? "D" : "Δ"
    }
  }

  /// The text after the glyph in a legend.
  var meaning: String {
    switch self {
    case .slope: "downhill, −∇f"
    case .batch: "−g"
    case .step: "step"
    }
  }
}

/// The colours of the vectors beside a run's trail: the step has the colour of the run.
struct VectorInks: Hashable {
  let slope: Color?
  let batch: Color?
  let step: Color?

  init(run: Int, theme: Theme) {
    let own = theme.run(run)
    step = own
    guard theme.depth != .none else {
      (slope, batch) = (nil, nil)
      return
    }
    let candidates = [0xFFFFFF, 0xFF8700, 0x5FD7FF].map { Color($0) }
    // A trail may itself be white or orange.
    let free = candidates.filter { $0.isFar(from: own) }
    slope = free[0]
    batch = free[1]
  }

  /// The style of a key: on a light background a dark cell, as on the map.
  func key(of kind: VectorKind, on background: Background) -> Style {
    Style(
      foreground: color(of: kind),
      background: background == .light && color(of: kind) != nil ? Color(0x080808) : nil,
      attributes: .bold)
  }

  func color(of kind: VectorKind) -> Color? {
    switch kind {
    case .slope: slope
    case .batch: batch
    case .step: step
    }
  }
}

extension Color {
  fileprivate func isFar(from other: Color?) -> Bool {
    guard let other else { return true }
    let distances = [
      Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue),
    ]
    return distances.map(abs).reduce(0, +) > 150
  }
}
