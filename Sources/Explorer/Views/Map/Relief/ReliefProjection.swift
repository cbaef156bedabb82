import Calculus
import Canvas
import RealModule

/// A place on the screen with its nearness to the viewer.
struct ReliefPlace: Hashable, Sendable {
  var pixel: PixelPoint
  /// Grows towards the viewer; half the domain's side is 1.
  var depth: Double
}

/// The mapping between the relief and the screen: a rotation without perspective. The relief stands
/// on a square from −1 to 1 in both directions, whatever the sides of the domain.
struct ReliefProjection: Hashable, Sendable {
  /// The height of the relief.
  static let height = 0.75

  private let sine: Double
  private let cosine: Double
  private let rise: Double
  private let fall: Double
  private let scale: Double
  private let aspect: Double
  private let center: PixelPoint

  /// - Parameters:
  ///   - width: pixels across.
  ///   - height: pixels down.
  ///   - aspect: a pixel's height divided by its width.
  init(camera: Camera, width: Int, height: Int, aspect: Double) {
    let azimuth = camera.azimuth * .pi / 180
    let elevation = camera.elevation * .pi / 180
    (sine, cosine) = (Double.sin(azimuth), Double.cos(azimuth))
    (rise, fall) = (Double.sin(elevation), Double.cos(elevation))
    self.aspect = aspect
    // Leaves room for the square's diagonal, so that turning does not change the size.
    let half = (2.0).squareRoot()
    let tall = 2 * half * rise + ReliefProjection.height * fall
    scale = min(Double(width) / (2 * half), Double(height) * aspect / tall)
    center = PixelPoint(
      x: Double(width) / 2,
      y: (Double(height) + scale * ReliefProjection.height * fall / aspect) / 2)
  }

  /// - Parameters:
  ///   - place: a point of the square.
  ///   - up: a fraction of the relief's height.
  func place(_ place: Point, up: Double) -> ReliefPlace {
    let across = place.x * cosine + place.y * sine
    let away = place.y * cosine - place.x * sine
    let up = up * ReliefProjection.height
    return ReliefPlace(
      pixel: PixelPoint(
        x: center.x + scale * across,
        y: center.y - scale * (away * rise + up * fall) / aspect),
      depth: up * rise - away * fall)
  }

  /// The point of the square below or above a place on the screen: the inverse of `place(_:up:)`,
  /// without the height.
  func ground(at seen: ReliefPlace) -> Point {
    let across = (seen.pixel.x - center.x) / scale
    let away = (center.y - seen.pixel.y) * aspect / scale * rise - seen.depth * fall
    return Point(across * cosine - away * sine, across * sine + away * cosine)
  }

  /// A direction along the ground as seen on the screen, to the right and up in the same unit.
  func seen(_ direction: Point) -> Point {
    let turned = turned(direction)
    return Point(turned.across, turned.away * rise)
  }

  /// A direction as the viewer sees it: to the right, and away.
  func turned(_ direction: Point) -> (across: Double, away: Double) {
    (direction.x * cosine + direction.y * sine, direction.y * cosine - direction.x * sine)
  }

  /// The maximum number of pixels along a side of the square.
  var pixelsPerSide: Double { 2 * scale }
}
