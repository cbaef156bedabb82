import Calculus
import RealModule

/// Runs Newton's method from one place after another, and keeps the critical points it reaches.
struct CriticalPointSearch {
  private let function: any LossFunction
  private let mesh: GradientMesh
  private let sides: Point
  /// Hessians that may still be computed.
  private var budget: Int
  private(set) var found: [CriticalPoint] = []

  private static let steps = 60
  /// The longest step, in cells: Newton's own steps are wild where the curvature is small.
  private static let longestStep = 2.0

  init(_ function: any LossFunction, mesh: GradientMesh) {
    self.function = function
    self.mesh = mesh
    sides = Point(mesh.domain.width, mesh.domain.height)
    budget = 2 * mesh.cells * mesh.cells
  }

  var hasBudget: Bool { budget > 0 }

  private var cell: Double { 1 / Double(mesh.cells) }

  /// The expansion at a place, in sides of the domain.
  private func expansion(at place: Point) -> Expansion {
    var here = function.expansion(at: point(at: place))
    here.gradient *= sides
    here.hessian = Hessian(
      xx: here.hessian.xx * sides.x * sides.x, xy: here.hessian.xy * sides.x * sides.y,
      yy: here.hessian.yy * sides.y * sides.y)
    return here
  }

  private func point(at place: Point) -> Point { mesh.domain.point(place.x, place.y) }

  /// Newton's method for ∇f = 0 from a place, with steps halved until the gradient gets smaller.
  mutating func descend(from start: Point) {
    var place = start
    budget -= 1
    var here = expansion(at: place)
    for _ in 0..<Self.steps {
      guard here.gradient.isFinite, here.hessian.isFinite else { return }
      // At a known point the rest of the way would only find it again.
      if isKnown(place) { return }
      guard var step = newtonStep(here.gradient, here.hessian), step.norm > 1e-15 else { break }
      var next = here
      var halvings = 0
      repeat {
        guard budget > 0, halvings < 8 else { return settle(at: place, here) }
        budget -= 1
        next = expansion(at: place + step)
        if next.gradient.norm < here.gradient.norm { break }
        step /= 2
        halvings += 1
      } while true
      place += step
      here = next
      // A little outside the domain it may still turn back.
      guard place.min() > -cell, place.max() < 1 + cell else { return }
    }
    settle(at: place, here)
  }

  /// −H⁻¹∇f, no longer than allowed; nil if it is not defined.
  private func newtonStep(_ gradient: Point, _ hessian: Hessian) -> Point? {
    let size = max(hessian.xx.magnitude, hessian.xy.magnitude, hessian.yy.magnitude)
    guard size > 0, gradient != Point.zero else { return nil }
    // Divided by its size first, so that products of huge or tiny entries stay numbers.
    let (xx, xy, yy) = (hessian.xx / size, hessian.xy / size, hessian.yy / size)
    let determinant = xx * yy - xy * xy
    let residual = gradient / size
    var step =
      Point(xy * residual.y - yy * residual.x, xy * residual.x - xx * residual.y) / determinant
    if !step.isFinite { step = -residual }
    guard step.isFinite else { return nil }
    let longest = Self.longestStep * cell
    return step.norm > longest ? step * (longest / step.norm) : step
  }

  private func isKnown(_ place: Point) -> Bool {
    found.contains { known in
      ((known.point - point(at: place)) / sides).norm < 0.1 * cell
    }
  }

  // MARK: - Results

  /// The smallest ring around a point with a slope everywhere, which shows that the point is
  /// isolated; larger rings are tried because a bottom may be flat between walls.
  private func ring(around point: Point) -> (radius: Double, ring: Ring)? {
    for radius in [0.25, 1, 2].map({ $0 * cell }) {
      guard let ring = Ring(function, around: point, radius: sides * radius, sides: sides) else {
        return nil
      }
      let rounding = GradientMesh.rounding(of: ring.highest)
      if ring.least > max(mesh.floor, rounding) * radius { return (radius, ring) }
    }
    return nil
  }

  /// Keeps a place if it is a critical point inside the domain.
  private mutating func settle(
    at place: Point, _ here: Expansion
  ) {
    let point = mesh.domain.clamped(point(at: place))
    let overshoot = ((point - self.point(at: place)) / sides).norm
    guard here.loss.isFinite, overshoot < 1e-9, !isKnown(place),
      let (radius, ring) = ring(around: point), here.gradient.norm <= 1e-6 * ring.least,
      // At a kink the gradient does not vanish towards the middle.
      let inner = Ring(function, around: point, radius: sides * (0.1 * radius), sides: sides),
      inner.largest < 0.5 * ring.largest
    else { return }
    let (least, largest) = here.hessian.eigenvalues
    let strongest = max(least.magnitude, largest.magnitude)
    let weakest = min(least.magnitude, largest.magnitude)
    let isDegenerate =
      weakest <= 1e-9 * strongest || strongest <= 1e-6 * ring.largest / radius
    // A groove with a flat floor is not a point: its floor crosses every ring.
    if isDegenerate, ring.leastBetween(function, sides: sides) < 3e-8 * ring.largest { return }
    let kind: CriticalPoint.Kind =
      if isDegenerate {
        ring.kind(around: here.loss)
      } else {
        least > 0 ? .minimum : largest < 0 ? .maximum : .saddle
      }
    found.append(
      CriticalPoint(
        point: point, value: here.loss, kind: kind, isDegenerate: isDegenerate))
  }
}

/// The loss and its gradient at sixteen points around a point.
private struct Ring {
  private let center: Point
  private let radius: Point
  private var norms: [Double] = []
  private(set) var least = Double.infinity
  private(set) var largest = 0.0
  private var values: [Double] = []

  /// The largest magnitude of the loss on the ring.
  var highest: Double { values.reduce(0) { max($0, $1.magnitude) } }

  /// Sixteen evenly spaced directions: the four of the first quarter, rotated.
  private static let directions: [Point] = {
    let (half, sine, cosine) = ((0.5).squareRoot(), 0.3826834323650898, 0.9238795325112867)
    let quarter = [Point(1, 0), Point(cosine, sine), Point(half, half), Point(sine, cosine)]
    let upper = quarter + quarter.map { Point(-$0.y, $0.x) }
    return upper + upper.map { -$0 }
  }()

  /// Nil if the loss or its gradient is not finite in some direction.
  init?(_ function: any LossFunction, around center: Point, radius: Point, sides: Point) {
    self.center = center
    self.radius = radius
    for direction in Ring.directions {
      let here = function.evaluate(at: center + radius * direction)
      guard here.isFinite else { return nil }
      let norm = (here.gradient * sides).norm
      least = min(least, norm)
      largest = max(largest, norm)
      norms.append(norm)
      values.append(here.loss)
    }
  }

  /// The least gradient on the whole ring: near each direction with a smaller gradient than its
  /// neighbours, a golden-section search over the angle.
  func leastBetween(_ function: any LossFunction, sides: Point) -> Double {
    let count = norms.count
    func norm(at angle: Double) -> Double {
      let direction = Point(.cos(angle), .sin(angle))
      return (function.gradient(at: center + radius * direction) * sides).norm
    }
    let sector = 2 * Double.pi / Double(count)
    return norms.indices.filter { index in
      norms[index] <= norms[(index + 1) % count]
        && norms[index] <= norms[(index + count - 1) % count]
    }.map { index in
      let middle = Double(index) * sector
      return leastValue(from: middle - sector, to: middle + sector, of: norm)
    }.min() ?? least
  }

  /// The kind of the point in the middle, by the losses around it.
  func kind(around value: Double) -> CriticalPoint.Kind {
    if values.allSatisfy({ $0 > value }) { return .minimum }
    return values.allSatisfy({ $0 < value }) ? .maximum : .saddle
  }
}

/// The least value of a function that falls and then rises between two numbers, by golden sections.
private func leastValue(
  from low: Double, to high: Double, of function: (Double) -> Double
) -> Double {
  let share = 0.6180339887498949
  var (low, high) = (low, high)
  var (left, right) = (high - share * (high - low), low + share * (high - low))
  var (atLeft, atRight) = (function(left), function(right))
  for _ in 0..<50 {
    if atLeft < atRight {
      (high, right, atRight) = (right, left, atLeft)
      left = high - share * (high - low)
      atLeft = function(left)
    } else {
      (low, left, atLeft) = (left, right, atRight)
      right = low + share * (high - low)
      atRight = function(right)
    }
  }
  return min(atLeft, atRight)
}
