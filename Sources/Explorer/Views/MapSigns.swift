import Calculus
import Canvas
import Landscape

/// A glyph for one cell of the map.
struct MapSign: Hashable, Sendable {
  var column: Int
  var row: Int
  var glyph: Unicode.Scalar
  var style: Style
}

extension MapSign {
  /// Everything that has a sign, from the lowest to the topmost: saddles and minima, the start,
  /// and where the runs are.
  static func all(
    of state: ExplorerState, runs: [Int], landmarks: [MapPicture.Landmark],
    in projection: Projection, theme: Theme
  ) -> [MapSign] {
    let isASCII = state.appearance.isASCII
    let known = landmarks + [.init(point: state.scene.start, marker: .start)]
    let fixed = known.compactMap { place -> MapSign? in
      guard let cell = projection.cell(of: place.point) else { return nil }
      return MapSign(
        column: cell.column, row: cell.row, glyph: place.marker.scalar(asciiOnly: isASCII),
        style: theme.sign())
    }
    var places = HeadPlaces(in: projection.cells)
    if let start = projection.cell(of: state.scene.start) {
      places.reserve(column: start.column, row: start.row)
    }
    // What is selected has the first choice, then the first.
    let choosing =
      runs.filter { $0 == state.selection } + runs.filter { $0 != state.selection }.sorted()
    let heads = choosing.flatMap { run in
      head(of: run, state, in: projection, places: &places, theme: theme)
    }
    return fixed + heads.reversed()
  }

  /// The sign of a run where it is, or beside the arrow that says where it went.
  private static func head(
    of run: Int, _ state: ExplorerState, in projection: Projection, places: inout HeadPlaces,
    theme: Theme
  ) -> [MapSign] {
    let isASCII = state.appearance.isASCII
    let sign = Marker.run(run).scalar(asciiOnly: isASCII)
    let point = state.present(of: run).point
    guard !state.viewport.contains(point) else {
      let cell = projection.nearestCell(to: point)
      let place = places.take(column: cell.column, row: cell.row)
      return [
        MapSign(column: place.column, row: place.row, glyph: sign, style: theme.sign(of: run))
      ]
    }
    let exit = state.exit(of: run)
    let cell = projection.nearestCell(to: exit.edge)
    let pair = places.takePair(column: cell.column, row: cell.row)
    let (edge, beyond) = (projection.pixel(of: exit.edge), projection.pixel(of: exit.beyond))
    let arrow = Bearing.arrow(
      right: beyond.x - edge.x, up: (edge.y - beyond.y) * projection.glyphs.pixelAspect,
      asciiOnly: isASCII)
    return [
      MapSign(
        column: pair.arrow.column, row: pair.arrow.row, glyph: arrow, style: theme.sign(of: run)),
      MapSign(
        column: pair.sign.column, row: pair.sign.row, glyph: sign, style: theme.sign(of: run)),
    ]
  }

  /// The minima of the basins by their letters.
  /// - Parameter cell: where a point is seen; nil for one that is not.
  static func minima(
    of basins: BasinAtlas?, theme: Theme, at cell: (Point) -> (column: Int, row: Int)?
  ) -> [MapSign] {
    let style =
      theme.depth < .indexed256 ? Style(attributes: [.reverse, .bold]) : theme.sign()
    return (basins?.minima ?? []).enumerated().compactMap { number, minimum in
      cell(minimum).map {
        MapSign(
          column: $0.column, row: $0.row, glyph: BasinRegion.minimum(number).letter, style: style)
      }
    }
  }
}

extension ExplorerState {
  /// Where a run that is outside of the map left it, and a point further out.
  func exit(of run: Int) -> (edge: Point, beyond: Point) {
    let path = race.runs[run].trajectory
    let last = min(playback.step, path.lastStep)
    // What has been outside for longer is looked for no further back.
    for row in stride(from: last, to: max(0, last - Self.longestExcursion), by: -1)
    where viewport.contains(path.point(row - 1)) {
      let (inside, outside) = (path.point(row - 1), path.point(row))
      if let part = viewport.part(from: inside, to: outside) { return (part.1, outside) }
    }
    let point = path.point(last)
    return (viewport.clamped(point), point)
  }

  private static let longestExcursion = 1000
}

extension Frame {
  mutating func draw(_ signs: [MapSign]) {
    for sign in signs { self[sign.column, sign.row] = Cell(sign.glyph, sign.style) }
  }
}
