import Calculus
import Canvas
import Landscape

/// The visible side of the race: everything that changes the picture but not the runs.
public struct Sight: Sendable {
  public internal(set) var appearance: Appearance
  /// The view to return to from the relief.
  private var flatView: Appearance.View?
  /// The part of the surface that the map shows: the scene's domain until it is zoomed or moved.
  public internal(set) var viewport: Domain
  /// The direction from which the relief is seen.
  public internal(set) var camera: Camera
  public internal(set) var chart: ChartMode
  /// The open pane beside the map.
  public internal(set) var tool: Tool?
  var board = DialBoard()
  /// The number of steps of the sweep's runs, if one was chosen.
  var sweepSteps: Int?
  /// The number of seeds of each stochastic run that are shown at once; nil for that of the race alone.
  var seedCount: Int?
  /// The parameter of the law, if it is not the surface's first.
  var lawParameter: String?
  /// Whether each run has its best rate for each value in the law.
  var isLawTuned: Bool
  /// Whether the gradient check computes differences in single precision.
  var checksSinglePrecision: Bool
  public internal(set) var size: Size
  /// The picture on the screen, as far as keys and background work depend on it.
  private(set) var shown = Shown()

  init(of viewport: Domain, appearance: Appearance, size: Size, focus: ExplorerState.Focus) {
    self.viewport = viewport
    self.appearance = appearance
    self.size = size
    camera = focus.camera
    chart = focus.chart
    tool = focus.tool
    sweepSteps = focus.sweepSteps
    seedCount = focus.seeds
    lawParameter = focus.lawParameter
    isLawTuned = focus.isLawTuned
    checksSinglePrecision = focus.checksSinglePrecision
  }

  /// The view for the window size and a number of runs.
  func view(runs: Int) -> Appearance.View {
    let view = appearance.view(in: size, runs: runs)
    // While runs are awaited, there is one map.
    return runs == 0 && view == .side ? .overlay : view
  }

  /// Switches between maps side by side and one map.
  mutating func switchView(runs: Int) {
    appearance.view = view(runs: runs) == .side ? .overlay : .side
    flatView = appearance.view
  }

  /// Raises the surface to a relief, or makes it flat again.
  mutating func switchRelief() {
    appearance.view = appearance.view == .relief ? flatView : .relief
  }

  mutating func toggle(_ tool: Tool) { self.tool = self.tool == tool ? nil : tool }

  /// Closes the open tool; if there is none, leaves the relief.
  mutating func close() {
    if tool == nil, appearance.view == .relief { appearance.view = flatView }
    tool = nil
  }

  /// The first map, over the part of the surface to be shown next.
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

  /// Records the picture that is now on the screen.
  mutating func see(_ shown: Shown) {
    self.shown = shown
    if let line = shown.firstDialLine { board.firstLine = line }
  }
}

/// The parts of the last picture that keys and background work depend on.
public struct Shown: Hashable, Sendable {
  /// The first of the maps; nil if there was none.
  var map: Projection?
  var hasChart = false
  /// Whether guidance has a place besides the footer.
  var hasGuidance = false
  /// Whether a pane is beside the map; in a small window it replaces the map or is not shown.
  var hasRoomForPanes = false
  /// The first visible line of the parameters pane; nil if the pane was closed.
  var firstDialLine: Int?

  /// The size of a map in cells; nil if there was none.
  var mapCells: Size? {
    map.flatMap { $0.cells.isEmpty ? nil : Size(width: $0.cells.width, height: $0.cells.height) }
  }
}

/// A pane that explains or adjusts the race while it runs; keys keep their meanings, except for the
/// few that the pane uses itself.
public enum Tool: String, CaseIterable, Hashable, Sendable {
  case parameters, sweep, law, basins, inspector, check
}

/// The quantity that the chart shows against the step; raw values are the names on the command
/// line.
public enum ChartMode: String, CaseIterable, Hashable, Sendable {
  /// The loss down to where differences stop to matter.
  case loss
  case gradientNorm = "gradient-norm"
  case learningRate = "learning-rate"
  /// The loss down to the last decade that a run has reached.
  case wholeLoss = "whole-loss"

  /// The name on the screen.
  var title: String { rawValue.replacing("-", with: " ") }
}

/// The direction from which a relief is seen; there is no perspective.
public struct Camera: Hashable, Sendable {
  /// How far the viewer has walked around the surface, in degrees from −180 to 180: at 0, x grows
  /// to the right and y away from the viewer; at 90, y grows to the left and x away.
  public private(set) var azimuth: Double
  /// How high the viewer stands, in degrees: 90 looks straight down, as on a map.
  public private(set) var elevation: Double

  /// Any lower, and the front of a bowl hides its inside.
  public static let elevations = 15.0...90.0
  /// Shows two sides of the surface, and most of its inside.
  public static let standard = Camera(azimuth: 30, elevation: 50)

  /// Accepts any finite angles: the azimuth wraps around, the elevation is clamped to `elevations`.
  /// A non-finite angle becomes the standard one.
  public init(azimuth: Double, elevation: Double) {
    self.azimuth = azimuth.isFinite ? azimuth.remainder(dividingBy: 360) : 30
    self.elevation =
      elevation.isFinite
      ? min(max(elevation, Camera.elevations.lowerBound), Camera.elevations.upperBound) : 50
  }

  /// How far moving the picture by a number of cells turns and raises the camera, in degrees.
  static func turn(columns: Int, rows: Int) -> (azimuth: Double, elevation: Double) {
    (Double(columns) * 2, Double(-rows) * 3)
  }

  /// The camera turned and raised by some degrees.
  public func moved(azimuth: Double = 0, elevation: Double = 0) -> Camera {
    Camera(azimuth: self.azimuth + azimuth, elevation: self.elevation + elevation)
  }
}
