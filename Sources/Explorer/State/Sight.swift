import Calculus
import Canvas
import Landscape

/// What is seen of the race, and how: everything that changes the picture and not the runs.
public struct Sight: Sendable {
  public internal(set) var appearance: Appearance
  /// The view that comes back when the relief is left.
  private var flatView: Appearance.View?
  /// What the map shows: the scene's domain until it is zoomed or moved.
  public internal(set) var viewport: Domain
  /// Where the relief is seen from.
  public internal(set) var camera: Camera
  public internal(set) var chart: ChartMode
  /// The pane beside the map that is open.
  public internal(set) var tool: Tool?
  var board = DialBoard()
  /// How many steps the runs of the sweep make, if that was chosen.
  var sweepSteps: Int?
  public internal(set) var size: Size
  /// The picture that is on the screen, as far as it matters to keys and background work.
  private(set) var shown = Shown()

  init(of viewport: Domain, appearance: Appearance, size: Size, focus: ExplorerState.Focus) {
    self.viewport = viewport
    self.appearance = appearance
    self.size = size
    camera = focus.camera
    chart = focus.chart
    tool = focus.tool
    sweepSteps = focus.sweepSteps
  }

  /// The view for the window and a number of runs.
  func view(runs: Int) -> Appearance.View { appearance.view(in: size, runs: runs) }

  /// Changes between maps side by side and one map.
  mutating func switchView(runs: Int) {
    appearance.view = view(runs: runs) == .side ? .overlay : .side
    flatView = appearance.view
  }

  /// Raises the surface, or lays it flat again.
  mutating func switchRelief() {
    appearance.view = appearance.view == .relief ? flatView : .relief
  }

  mutating func toggle(_ tool: Tool) { self.tool = self.tool == tool ? nil : tool }

  /// Closes the open tool or, where there is none, leaves the relief.
  mutating func close() {
    if tool == nil, appearance.view == .relief { appearance.view = flatView }
    tool = nil
  }

  /// The first map, over the part of the surface that is to be shown next.
  var map: Projection? { shown.map?.over(viewport) }

  /// Moves the map by some cells, or turns and raises the camera of a relief.
  mutating func pan(columns: Int, rows: Int) {
    if appearance.view == .relief {
      let turn = Camera.turn(columns: columns, rows: rows)
      camera = camera.moved(azimuth: turn.azimuth, elevation: turn.elevation)
    } else if let map {
      pan(by: map.vector(columns: columns, rows: rows))
    }
  }

  mutating func pan(by vector: Point) {
    if let moved = viewport.translated(by: vector) { viewport = moved }
  }

  mutating func zoom(_ zoom: Action.Zoom, around point: Point) {
    let factor = zoom == .closer ? 0.8 : 1.25
    if let scaled = viewport.scaled(by: factor, around: point) { viewport = scaled }
  }

  /// Takes note of the picture that is on the screen now.
  mutating func see(_ shown: Shown) {
    self.shown = shown
    if let line = shown.firstDialLine { board.firstLine = line }
  }
}

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
