/// From where a relief is looked at, without perspective.
public struct Camera: Hashable, Sendable {
  /// How far the viewer has walked round the surface, in degrees from −180 to 180: at 0 x grows to
  /// the right and y away from the viewer, at 90 y grows to the left and x away.
  public private(set) var azimuth: Double
  /// How high the viewer stands, in degrees: 90 looks straight down as on a map.
  public private(set) var elevation: Double

  /// Lower down, the front of a bowl hides what happens in it.
  public static let elevations = 15.0...90.0
  /// Two sides of the surface are seen, and most of what is inside.
  public static let standard = Camera(azimuth: 30, elevation: 50)

  /// Any finite angles: the azimuth is taken round the circle, the elevation kept in `elevations`.
  /// What is not finite becomes the standard.
  public init(azimuth: Double, elevation: Double) {
    self.azimuth = azimuth.isFinite ? azimuth.remainder(dividingBy: 360) : 30
    self.elevation =
      elevation.isFinite
      ? min(max(elevation, Camera.elevations.lowerBound), Camera.elevations.upperBound) : 50
  }

  /// How far moving the picture by some cells turns and raises the camera, in degrees.
  static func turn(columns: Int, rows: Int) -> (azimuth: Double, elevation: Double) {
    (Double(columns) * 2, Double(-rows) * 3)
  }

  /// The camera turned and raised by so many degrees.
  public func moved(azimuth: Double = 0, elevation: Double = 0) -> Camera {
    Camera(azimuth: self.azimuth + azimuth, elevation: self.elevation + elevation)
  }
}
