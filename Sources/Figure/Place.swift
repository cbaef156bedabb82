import Calculus

/// A place on the page in CSS pixels, x to the right and y down.
struct Place: Hashable, Sendable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  static func + (left: Place, right: Place) -> Place { Place(left.x + right.x, left.y + right.y) }
  static func - (left: Place, right: Place) -> Place { Place(left.x - right.x, left.y - right.y) }
  static func * (factor: Double, place: Place) -> Place {
    Place(factor * place.x, factor * place.y)
  }

  func distance(to other: Place) -> Double {
    let (dx, dy) = (x - other.x, y - other.y)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The distance to the segment between two places.
  func distance(from start: Place, to end: Place) -> Double {
    let way = end - start
    let length = way.x * way.x + way.y * way.y
    guard length > 0 else { return distance(to: start) }
    let share = ((x - start.x) * way.x + (y - start.y) * way.y) / length
    return distance(to: start + min(max(share, 0), 1) * way)
  }
}

/// A rectangle of the page.
struct Box: Hashable, Sendable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var right: Double { x + width }
  var bottom: Double { y + height }
  var area: Double { max(width, 0) * max(height, 0) }
  var center: Place { Place(x + width / 2, y + height / 2) }

  func contains(_ place: Place, margin: Double = 0) -> Bool {
    place.x >= x + margin && place.x <= right - margin && place.y >= y + margin
      && place.y <= bottom - margin
  }

  /// The part of a segment that lies inside; nil where none does.
  ///
  /// By Liang and Barsky: the shares of the segment that each edge leaves.
  func clip(_ start: Place, _ end: Place) -> (Place, Place)? {
    let way = end - start
    var (from, to) = (0.0, 1.0)
    for (speed, room) in [
      (-way.x, start.x - x), (way.x, right - start.x), (-way.y, start.y - y),
      (way.y, bottom - start.y),
    ] {
      if speed == 0 {
        if room < 0 { return nil }
      } else if speed < 0 {
        from = max(from, room / speed)
      } else {
        to = min(to, room / speed)
      }
    }
    guard from <= to else { return nil }
    return (from > 0 ? start + from * way : start, to < 1 ? start + to * way : end)
  }
}

extension Array where Element == Place {
  /// The line without the places that lie nearer than a tolerance to what stays.
  ///
  /// Douglas and Peucker, "Algorithms for the reduction of the number of points required to represent
  /// a digitized line" (1973).
  func simplified(within tolerance: Double) -> [Place] {
    guard count > 2 else { return self }
    var isKept = [Bool](repeating: false, count: count)
    isKept[0] = true
    isKept[count - 1] = true
    var parts = [(0, count - 1)]
    while let (first, last) = parts.popLast() {
      var (farthest, distance) = (first, tolerance)
      for index in stride(from: first + 1, to: last, by: 1) {
        let own = self[index].distance(from: self[first], to: self[last])
        if own > distance { (farthest, distance) = (index, own) }
      }
      guard farthest > first else { continue }
      isKept[farthest] = true
      parts += [(first, farthest), (farthest, last)]
    }
    return zip(self, isKept).filter(\.1).map(\.0)
  }

  /// The same for a line that comes back to its first place.
  func simplifiedRing(within tolerance: Double) -> [Place] {
    guard count > 3 else { return self }
    // Two places far apart are kept, and each half is simplified by itself.
    let first = self[0]
    let far = indices.max { first.distance(to: self[$0]) < first.distance(to: self[$1]) } ?? 0
    let there = Array(self[0...far]).simplified(within: tolerance)
    let back = (Array(self[far...]) + [first]).simplified(within: tolerance)
    return there + back.dropFirst().dropLast()
  }
}
