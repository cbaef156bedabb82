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
    let places = landmarks + [.init(point: state.scene.start, marker: .start)]
    let fixed = places.compactMap { place -> MapSign? in
      guard let cell = projection.cell(of: place.point) else { return nil }
      return MapSign(
        column: cell.column, row: cell.row, glyph: place.marker.scalar(asciiOnly: isASCII),
        style: theme.sign())
    }
    let heads = runs.map { run in
      let point = state.present(of: run).point
      let cell = projection.nearestCell(to: point)
      let glyph =
        state.viewport.contains(point)
        ? Marker.run(run).scalar(asciiOnly: isASCII)
        : arrow(towards: point, from: state.viewport, isASCII: isASCII)
      return MapSign(
        column: cell.column, row: cell.row, glyph: glyph, style: theme.sign(of: run))
    }
    return fixed + heads
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

  /// The arrow at the edge of the map for a run that is outside.
  private static func arrow(
    towards point: Point, from domain: Domain, isASCII: Bool
  ) -> Unicode.Scalar {
    let offset = point - domain.center
    if abs(offset.x) / domain.width >= abs(offset.y) / domain.height {
      return offset.x < 0 ? (isASCII ? "<" : "◀") : (isASCII ? ">" : "▶")
    }
    return offset.y < 0 ? (isASCII ? "v" : "▼") : (isASCII ? "^" : "▲")
  }
}

extension Frame {
  mutating func draw(_ signs: [MapSign]) {
    for sign in signs { self[sign.column, sign.row] = Cell(sign.glyph, sign.style) }
  }
}
