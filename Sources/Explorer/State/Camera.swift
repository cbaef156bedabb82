import RealModule

/// Where the relief is seen from.
public struct Camera: Hashable, Sendable {
  /// Degrees by which the surface is turned about its upright axis, in 0..<360.
  public private(set) var azimuth: Double
  /// Degrees above the horizon, from 10 to 90: from above it is the contour map.
  public private(set) var elevation: Double

  public init(azimuth: Double = 30, elevation: Double = 40) {
    let turned = azimuth.truncatingRemainder(dividingBy: 360)
    self.azimuth = turned < 0 ? turned + 360 : turned
    self.elevation = min(max(elevation, 10), 90)
  }

  /// The camera turned by so many degrees.
  func turned(azimuth: Double, elevation: Double) -> Camera {
    Camera(azimuth: self.azimuth + azimuth, elevation: self.elevation + elevation)
  }
}
