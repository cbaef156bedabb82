import Calculus

/// The signs of a figure, as outlines around a place.
enum Sign: Hashable {
  case start, minimum, localMinimum, saddle
  /// A sample of the strokes where the loss is undefined.
  case undefined
  /// Where a run is at the step that is shown.
  case head(Int)

  /// The outline, with a radius in pixels.
  func path(at place: Place, radius: Double) -> String {
    var data = PathData()
    switch self {
    case .start: data.add(Self.polygon(24, at: place, radius), closed: true)
    case .minimum: data.add(Self.star(at: place, radius * 1.25), closed: true)
    case .localMinimum: data.add(Self.cross(at: place, radius, turned: false), closed: true)
    case .saddle: data.add(Self.cross(at: place, radius, turned: true), closed: true)
    case .undefined: data.add(Self.polygon(4, at: place, radius * 1.3, turn: 0.125), closed: true)
    case .head(let run):
      switch run % 5 {
      case 0: data.add(Self.polygon(24, at: place, radius), closed: true)
      case 1: data.add(Self.polygon(4, at: place, radius * 1.2, turn: 0.125), closed: true)
      case 2: data.add(Self.polygon(3, at: place, radius * 1.3), closed: true)
      case 3: data.add(Self.polygon(4, at: place, radius * 1.25), closed: true)
      default: data.add(Self.polygon(3, at: place, radius * 1.3, turn: 0.5), closed: true)
      }
    }
    return data.text
  }

  /// - Parameter turn: of the whole circle; 0 has a corner at the top.
  private static func polygon(
    _ corners: Int, at place: Place, _ radius: Double, turn: Double = 0
  ) -> [Place] {
    (0..<corners).map { corner in
      direction(Double(corner) / Double(corners) + turn, radius, from: place)
    }
  }

  private static func star(at place: Place, _ radius: Double) -> [Place] {
    (0..<10).map { direction(Double($0) / 10, $0 % 2 == 0 ? radius : 0.42 * radius, from: place) }
  }

  /// A cross with arms of a third of its width.
  private static func cross(at place: Place, _ radius: Double, turned: Bool) -> [Place] {
    let (long, thin) = (radius, radius * 0.28)
    let corners = [
      (thin, -long), (thin, -thin), (long, -thin), (long, thin), (thin, thin), (thin, long),
      (-thin, long), (-thin, thin), (-long, thin), (-long, -thin), (-thin, -thin), (-thin, -long),
    ]
    let half = turned ? (0.5).squareRoot() : 1
    return corners.map { x, y in
      turned
        ? place + Place(half * (x - y), half * (x + y)) : place + Place(x, y)
    }
  }

  private static func direction(_ turn: Double, _ radius: Double, from place: Place) -> Place {
    let angle = 2 * Double.pi * turn
    return place + Place(radius * .sin(angle), -radius * .cos(angle))
  }
}
