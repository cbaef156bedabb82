import Calculus

/// Follows Newton's method from place to place and keeps the critical points it ends in.
struct CriticalPointSearch {
  private let function: CompiledFormula
  private let mesh: GradientMesh
  private let sides: Point
  /// Hessians that may still be computed.
  private var budget: Int
  private(set) var found: [CriticalPoint] = []

  private static let steps = 60
  /// The longest step, in cells: Newton's own steps are wild where the curvature is small.
  private static let longestStep = 2.0

  init(_ function: CompiledFormula, mesh: GradientMesh) {
    self.function = function
    self.mesh = mesh
    sides = Point(mesh.domain.width, mesh.domain.height)
    budget = 2 * mesh.cells * mesh.cells
  }

  var hasBudget: Bool { budget > 0 }

  private var cell: Double { 1 / Double(mesh.cells) }

  /// The gradient and the Hessian at a place, in sides of the domain.
  private func slope(at place: Point) -> (value: Double, gradient: Point, hessian: Hessian) {
    let (value, gradient, hessian) = function.curvature(at: point(at: place))
    return (
      value, gradient * sides,
      Hessian(
        xx: hessian.xx * sides.x * sides.x, xy: hessian.xy * sides.x * sides.y,
        yy: hessian.yy * sides.y * sides.y)
    )
  }

  private func point(at place: Point) -> Point { mesh.domain.point(place.x, place.y) }

  /// Newton's method for ∇f = 0 from a place on, with steps halved until the gradient gets smaller.
  mutating func descend(from start: Point) {
    var place = start
    budget -= 1
    var here = slope(at: place)
    for _ in 0..<Self.steps {
      guard here.gradient.isFinite, here.hessian.isFinite else { return }
      // On a point that is known: what is left of the way would find it again.
      if isKnown(place) { return }
      guard var step = newtonStep(here.gradient, here.hessian), step.norm > 1e-15 else { break }
      var next = here
      var halvings = 0
      repeat {
        guard budget > 0, halvings < 8 else { return settle(at: place, here) }
        budget -= 1
        next = slope(at: place + step)
        if next.gradient.norm < here.gradient.norm { break }
        step /= 2
        halvings += 1
      } while true
      place += step
      here = next
      // A little outside it may still turn back.
      guard place.min() > -cell, place.max() < 1 + cell else { return }
    }
    settle(at: place, here)
  }

  /// −H⁻¹∇f, no longer than allowed; nil where it is not defined.
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

  // MARK: - What was found

  /// Keeps a place if it is a critical point inside the domain.
  private mutating func settle(
    at place: Point, _ here: (value: Double, gradient: Point, hessian: Hessian)
  ) {
    let point = mesh.domain.clamped(point(at: place))
    let overshoot = ((point - self.point(at: place)) / sides).norm
    guard here.value.isFinite, overshoot < 1e-9, !isKnown(place),
      let ring = Ring(function, around: point, radius: sides * (0.25 * cell), sides: sides),
      // Isolated: the gradient is zero here and nowhere round about. Steep enough to be seen, and
      // smooth: at a kink the gradient does not fade towards the middle.
      ring.least > mesh.floor * 0.25 * cell, here.gradient.norm <= 1e-6 * ring.least,
      let inner = Ring(
        function, around: point, radius: sides * (0.025 * cell), sides: sides),
      inner.largest < 0.5 * ring.largest
    else { return }
    let (least, largest) = here.hessian.eigenvalues
    let strongest = max(least.magnitude, largest.magnitude)
    let weakest = min(least.magnitude, largest.magnitude)
    let isDegenerate =
      weakest <= 1e-9 * strongest || strongest <= 1e-6 * ring.largest / (0.25 * cell)
    let kind: CriticalPoint.Kind =
      if isDegenerate {
        ring.kind(around: here.value)
      } else {
        least > 0 ? .minimum : largest < 0 ? .maximum : .saddle
      }
    found.append(
      CriticalPoint(
        point: point, value: here.value, kind: kind, isDegenerate: isDegenerate))
  }
}

/// The loss and its gradient round about a point.
private struct Ring {
  private(set) var least = Double.infinity
  private(set) var largest = 0.0
  private var values: [Double] = []

  /// Sixteen evenly spread directions: those of the first quarter, turned.
  private static let directions: [Point] = {
    let (half, sine, cosine) = ((0.5).squareRoot(), 0.3826834323650898, 0.9238795325112867)
    let quarter = [Point(1, 0), Point(cosine, sine), Point(half, half), Point(sine, cosine)]
    let upper = quarter + quarter.map { Point(-$0.y, $0.x) }
    return upper + upper.map { -$0 }
  }()

  /// Nil where the loss or its gradient is not finite somewhere.
  init?(_ function: CompiledFormula, around center: Point, radius: Point, sides: Point) {
    for direction in Ring.directions {
      let (value, gradient) = function.gradient(at: center + radius * direction)
      guard value.isFinite, gradient.isFinite else { return nil }
      let norm = (gradient * sides).norm
      least = min(least, norm)
      largest = max(largest, norm)
      values.append(value)
    }
  }

  /// The kind of the point in the middle as its neighbours' values tell it.
  func kind(around value: Double) -> CriticalPoint.Kind {
    if values.allSatisfy({ $0 > value }) { return .minimum }
    return values.allSatisfy({ $0 < value }) ? .maximum : .saddle
  }
}
