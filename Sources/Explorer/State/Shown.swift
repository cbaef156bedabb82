import Canvas

/// What the last picture showed, as far as keys and background work depend on it.
public struct Shown: Hashable, Sendable {
  /// The first of the maps; nil where there was none.
  var map: Projection?
  var hasChart = false
  /// Whether there is a place for what is to be learned, besides the footer.
  var hasGuidance = false
  /// Whether a pane stands beside the map; in a small window it takes the map's place or has none.
  var hasRoomForPanes = false
  /// The line of the parameters pane at its top; nil where the pane was closed.
  var firstDialLine: Int?

  /// The cells of a map; nil where there were none.
  var mapCells: Size? {
    map.flatMap { $0.cells.isEmpty ? nil : Size(width: $0.cells.width, height: $0.cells.height) }
  }
}

extension ExplorerState {
  /// Takes note of the picture that is on the screen now.
  public mutating func see(_ shown: Shown) {
    self.shown = shown
    if let line = shown.firstDialLine { board.firstLine = line }
  }

  /// The first map, over the part of the surface that is to be shown next.
  var map: Projection? { shown.map?.over(viewport) }
}
