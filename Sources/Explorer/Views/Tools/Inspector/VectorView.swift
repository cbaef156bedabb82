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
    if let batch = inspection.gradient.other {
      let ratio = batch.norm / size
      let direction = shift(-batch / batch.norm)
      let wanted = min(max(visible * ratio, longest / 4), 1.5 * longest)
      list.append(arrow(.batch, direction, scale: wanted / length(direction)))
    }
    list.append(arrow(.step, shift(inspection.step)))
    arrows = list.compactMap { $0 }
  }
}

extension MapVectors.Arrow {
  /// The dots of a braille cell, or the cell itself in ASCII, are the units of what is drawn.
  fileprivate func scaled(_ x: Double, _ y: Double) -> MapVectors.Arrow {
    MapVectors.Arrow(
      kind: kind, start: PixelPoint(x: x * start.x, y: y * start.y),
      end: PixelPoint(x: x * end.x, y: y * end.y))
  }

  private var length: Double { Point(end.x - start.x, end.y - start.y).norm }

  /// The end of the arrow's sign, a number of units beyond its own; the end itself for an arrow
  /// without a head.
  fileprivate func beyond(_ distance: Double) -> PixelPoint {
    guard !barbs.isEmpty else { return end }
    let share = distance / length
    return PixelPoint(
      x: end.x + share * (end.x - start.x), y: end.y + share * (end.y - start.y))
  }

  private static let headLength = 6.0
  private static let headWidth = 0.45

  /// The ends of the two lines of its head; none for an arrow shorter than those.
  fileprivate var barbs: [PixelPoint] {
    let length = length
    guard length >= Self.headLength, length.isFinite else { return [] }
    let back = Point(start.x - end.x, start.y - end.y) / length * Self.headLength
    let across = Self.headWidth * Point(-back.y, back.x)
    return [back + across, back - across].map { PixelPoint(x: end.x + $0.x, y: end.y + $0.y) }
  }
}

extension Frame {
  /// Draws the arrows over a finished map: thin lines of dots, with heads and, beyond them, signs; in
  /// ASCII, characters.
  /// - Parameter glyphs: those of charts.
  mutating func drawVectors(
    _ vectors: MapVectors, in area: Rectangle, inks: VectorInks, glyphs: GlyphSet,
    depth: ColorDepth
  ) {
    let isASCII = glyphs == .ascii
    // In ASCII a pixel is a cell.
    let (across, down) = isASCII ? (1.0, 1.0) : (2.0, 4.0)
    let (columns, rows) = (Double(vectors.glyphs.columns), Double(vectors.glyphs.rows))
    func cell(_ place: PixelPoint) -> (column: Int, row: Int)? {
      let place = ((place.x / across).rounded(.down), (place.y / down).rounded(.down))
      guard place.0 >= 0, place.0 < Double(area.width), place.1 >= 0, place.1 < Double(area.height)
      else { return nil }
      return (area.column + Int(place.0), area.row + Int(place.1))
    }
    var canvas = BrailleCanvas(size: Size(width: area.width, height: area.height))
    var tips: [(column: Int, row: Int, kind: VectorKind)] = []
    for arrow in vectors.arrows.map({ $0.scaled(across / columns, down / rows) }) {
      if isASCII {
        drawShaft(arrow, color: inks.color(of: arrow.kind), cell: cell)
      } else {
        // Later arrows are on top.
        let ink = BrailleCanvas.Ink(
          inks.color(of: arrow.kind), priority: UInt8(truncatingIfNeeded: tips.count))
        canvas.line(from: arrow.start, to: arrow.end, ink)
        for barb in arrow.barbs { canvas.line(from: arrow.end, to: barb, ink) }
      }
      if let tip = cell(isASCII ? arrow.end : arrow.beyond(5)), tip != cell(arrow.start) ?? (-1, -1)
      {
        tips.append((tip.column, tip.row, arrow.kind))
      }
    }
    if !isASCII {
      canvas.draw(
        into: &self, column: area.column, row: area.row, glyphs: glyphs, keepsBackground: true)
    }
    for tip in tips {
      stamp(
        tip.kind.glyph(isASCII: isASCII), column: tip.column, row: tip.row,
        color: inks.color(of: tip.kind), depth: depth)
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
  /// −g of the batch, or of the gradient that is not the loss's own: its direction, and its length relative to the slope.
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
    self.init(own: theme.mapColor(run), on: theme.key.mapBackground)
  }

  /// - Parameter own: the colour of the run, which may itself be near some of the others: a shade of
  ///   blue is near white and blue. Without it there are no colours.
  init(own: Color?, on background: Background) {
    step = own
    guard let own else {
      (slope, batch) = (nil, nil)
      return
    }
    let candidates =
      (background == .dark
      ? [0xFFFFFF, 0xFF8700, 0x5FD7FF, 0xFF5FAF] : [0x000000, 0xAF5F00, 0x005F87, 0xAF005F])
      .map { Color($0) }
    // In this order those that are told from it at a glance; if too few are, the farthest.
    let glance = 0.2
    let distances = candidates.map {
      min(glance, OKLab($0).squaredDistance(to: OKLab(own)).squareRoot())
    }
    let farthest = candidates.indices.sorted { distances[$0] > distances[$1] }
    (slope, batch) = (candidates[farthest[0]], candidates[farthest[1]])
  }

  /// The style of a key: on a cell like the map, where that is not like the terminal's background.
  func key(of kind: VectorKind, theme: Theme) -> Style {
    let isAlike = theme.key.mapBackground == theme.key.background || color(of: kind) == nil
    let ground = Color(theme.key.mapBackground == .dark ? 0x080808 : 0xFFFFFF)
    return Style(
      foreground: color(of: kind), background: isAlike ? nil : ground, attributes: .bold)
  }

  func color(of kind: VectorKind) -> Color? {
    switch kind {
    case .slope: slope
    case .batch: batch
    case .step: step
    }
  }
}
