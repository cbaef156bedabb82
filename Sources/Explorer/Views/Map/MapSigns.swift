import Calculus
import Canvas
import Landscape

/// A glyph for one cell of the map.
struct MapSign: Hashable, Sendable {
  var column: Int
  var row: Int
  var glyph: Unicode.Scalar
  var style: Style
  /// Whether it marks the current place of a run.
  var isHead = false
}

extension [MapSign] {
  /// The smallest map whose signs are larger than a cell.
  private static let largeMap = Size(width: 84, height: 26)

  /// The height in cells of the signs on a large map, which grow with it; 0 on a small one, and if
  /// pixels are as wide as a cell.
  static func magnification(on cells: Rectangle, glyphs: GlyphSet, depth: ColorDepth) -> Int {
    guard depth >= .indexed256 else { return 0 }
    return switch glyphs {
    case .quadrant, .sextant, .octant:
      Swift.min(cells.width / largeMap.width, cells.height / largeMap.height)
    case .half, .braille, .ascii: 0
    }
  }

  /// The signs of a large map: those of runs as shapes cut out of their colours.
  fileprivate func enlarged() -> [MapSign] {
    map { sign in
      guard sign.isHead, let color = sign.style.foreground else { return sign }
      var sign = sign
      let isLight = color.luminance > 0.3
      sign.style.background = color
      sign.style.foreground = Color(isLight ? 0x000000 : 0xFFFFFF)
      return sign
    }
  }
}

extension MapSign {
  /// All signs: saddles and minima, the start, and the current places of the runs.
  /// - Parameter runs: if signs collide, the first run keeps its cell.
  static func all(
    of state: ExplorerState, runs: [Int], landmarks: [MapPicture.Landmark],
    in projection: Projection, theme: Theme
  ) -> [MapSign] {
    let isASCII = state.appearance.isASCII
    let isStartKnown = !state.isOpening || state.scene.setup.start != nil
    let known =
      landmarks
      + (isStartKnown ? [.init(point: state.scene.start, marker: .start)] : [])
    let fixed = known.compactMap { place -> MapSign? in
      guard let cell = projection.cell(of: place.point) else { return nil }
      return MapSign(
        column: cell.column, row: cell.row, glyph: place.marker.scalar(asciiOnly: isASCII),
        style: theme.sign())
    }
    let heads = runs.map { run in
      let point = state.present(of: run).point
      guard !projection.domain.contains(point) else {
        return RunSign(
          run: run, isASCII: isASCII, cell: projection.nearestCell(to: point),
          style: theme.head(of: run, isASCII: isASCII))
      }
      let exit = MapExit(
        of: state.race.runs[run].trajectory, at: state.step(of: run), from: projection.domain,
        within: state.reach(on: projection))
      return RunSign(
        run: run, isASCII: isASCII, cell: projection.nearestCell(to: exit.point),
        leaving: projection.direction(of: exit.direction), edge: projection.edge(at: exit.point),
        style: theme.head(of: run, isASCII: isASCII))
    }
    let start = projection.cell(of: state.scene.start).flatMap { _ in fixed.last }
    return fixed + heads.placed(among: fixed, start: start, in: projection.cells)
  }

  /// The minima of the basins, marked by their letters.
  /// - Parameter cell: the cell of a point; nil if it is not visible.
  static func minima(
    of basins: BasinAtlas?, theme: Theme, at cell: (Point) -> (column: Int, row: Int)?
  ) -> [MapSign] {
    let style =
      theme.depth < .indexed256 ? Style(attributes: [.reverse, .bold]) : theme.sign()
    return (basins?.minima ?? []).enumerated().compactMap { number, minimum in
      cell(minimum).map {
        MapSign(
          column: $0.column, row: $0.row,
          glyph: BasinRegion.minimum(number).sign(depth: theme.depth), style: style)
      }
    }
  }
}

extension [MapSign] {
  /// For a map that is an image: no trail is below a sign there, and not every terminal would show a
  /// ground of its own.
  var withoutGrounds: [MapSign] {
    map { sign in
      var sign = sign
      sign.style.background = nil
      return sign
    }
  }
}

extension Frame {
  /// Draws signs; the last one is on top.
  mutating func draw(_ signs: [MapSign]) {
    for sign in signs { self[sign.column, sign.row] = Cell(sign.glyph, sign.style) }
  }
}

extension Projection {
  /// The direction of a vector on the screen, to the right and up in the same unit; its length has
  /// no meaning.
  func direction(of vector: Point) -> Point {
    // Scaled first, so that huge leaps do not overflow.
    let size = max(abs(vector.x), abs(vector.y))
    guard size > 0, size.isFinite else { return Point(0, 0) }
    return Point(
      vector.x / size / domain.width * Double(cells.width),
      vector.y / size / domain.height * cellAspect * Double(cells.height))
  }

  /// The distance of two points of the map, in cells.
  func cells(from start: Point, to end: Point) -> Int {
    let (first, last) = (nearestCell(to: start), nearestCell(to: end))
    return max(abs(last.column - first.column), abs(last.row - first.row))
  }

  /// The edge of the map that a point on it belongs to.
  func edge(at point: Point) -> SignBoard.Edge {
    let toSide = min(point.x - domain.x.lowerBound, domain.x.upperBound - point.x) / domain.width
    let toEnd = min(point.y - domain.y.lowerBound, domain.y.upperBound - point.y) / domain.height
    return toSide <= toEnd ? .upright : .level
  }
}

extension Raster {
  /// Makes room for signs, and returns them as they are drawn there: on a large map on squares of
  /// their colours.
  ///
  /// The background is restored around the runs' current places, so that a sign is not lost in a knot of
  /// its own trail.
  /// - Parameters:
  ///   - area: the cells of the picture.
  ///   - ground: the picture without trails.
  ///   - magnification: the height of the runs' signs in cells; 0 for signs of one cell.
  mutating func makeRoom(
    for signs: [MapSign], in area: Rectangle, on ground: Raster, glyphs: GlyphSet,
    depth: ColorDepth, magnification: Int
  ) -> [MapSign] {
    // Without colours the same sign repeats along the trail: the one at its end needs more room.
    let besides = depth == .none ? glyphs.columns : 1
    let above = magnification > 0 ? 1 : 0
    for sign in signs where sign.isHead {
      let (x, y) = sign.pixels(in: area, glyphs: glyphs, magnification: magnification)
      copy(
        x: x.lowerBound - besides..<x.upperBound + besides,
        y: y.lowerBound - above..<y.upperBound + above, from: ground)
    }
    guard magnification > 0 else { return signs }
    let enlarged = signs.enlarged()
    for sign in enlarged {
      guard let color = sign.style.background else { continue }
      let size = sign.isHead ? magnification : 1
      let (x, y) = sign.pixels(in: area, glyphs: glyphs, magnification: size)
      for y in y {
        for x in x { set(x: x, y: y, to: Pixel(color, layer: .dot)) }
      }
    }
    return enlarged
  }
}

extension MapSign {
  /// The pixels of the picture that it takes: those of its cell, or about a square around it.
  fileprivate func pixels(
    in area: Rectangle, glyphs: GlyphSet, magnification: Int
  ) -> (x: Range<Int>, y: Range<Int>) {
    let (left, top) = ((column - area.column) * glyphs.columns, (row - area.row) * glyphs.rows)
    let besides = max(0, 2 * magnification - 1) * glyphs.columns / 2
    let above = max(0, magnification - 1) * glyphs.rows / 2
    return (
      left - besides..<left + glyphs.columns + besides, top - above..<top + glyphs.rows + above
    )
  }
}

extension Marker {
  /// The signs of the runs by index: one column wide in every font and never drawn as an emoji. In
  /// ASCII, the number keys that select the runs, then letters.
  static let runs: [Marker] = [
    Marker("●", "1"), Marker("■", "2"), Marker("▲", "3"), Marker("◆", "4"), Marker("✚", "5"),
    Marker("★", "6"), Marker("▼", "7"), Marker("◈", "8"), Marker("▣", "9"), Marker("◐", "A"),
    Marker("✦", "B"), Marker("◉", "C"),
  ]

  /// The sign of a run; the table repeats.
  static func run(_ index: Int) -> Marker {
    runs[((index % runs.count) + runs.count) % runs.count]
  }

  /// A part of the map without a loss, in the legend.
  static let undefined = Marker("▨", "/")
  /// The start of the runs.
  static let start = Marker("○", "o")
  /// The lowest minimum.
  static let minimum = Marker("×", "X")
  /// A minimum that is not the lowest.
  static let localMinimum = Marker("+", "x")
  /// A saddle point. Every font with box drawing has the lozenge, and it is narrow in all of them.
  static let saddle = Marker("◊", "+")
}
