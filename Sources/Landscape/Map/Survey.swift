import Calculus

/// The lowest loss that is found on a map by descending from the lowest point of a coarse grid.
public struct LowestLoss: Hashable, Sendable {
  /// Where it was found, within the domain.
  public let point: Point
  /// The loss there, which is finite.
  public let value: Double
  /// Whether the gradient vanishes there, as at the bottom of a hollow, but not at the map's edge
  /// or on a slope that continues.
  public let isMinimum: Bool

  private static let steps = 60
  private static let halvings = 40

  /// Searches a domain; nil if no loss on the grid is finite.
  ///
  /// - Complexity: a grid of 33×33 values, and at most 60 Hessians and 2,400 values.
  public init?(of function: any LossFunction, domain: Domain) {
    let grid = Grid(function, domain: domain, width: 33, height: 33, accuracy: .exact)
    let finite = zip(grid.points, grid.values).filter(\.1.isFinite)
    guard var (point, value) = finite.min(by: { $0.1 < $1.1 }) else { return nil }
    let sides = Point(domain.width, domain.height)
    let range = (grid.finiteRange?.upperBound ?? value) - value
    var isMinimum = false
    descent: for _ in 0..<Self.steps {
      let here = function.expansion(at: point)
      guard here.gradient.isFinite, here.hessian.isFinite else { break }
      isMinimum = (here.gradient * sides).norm <= 1e-6 * range
      var step = Self.step(from: here, longest: domain.shorterSide / 16)
      for _ in 0..<Self.halvings {
        let next = domain.clamped(point + step)
        let loss = function.value(at: next)
        if loss < value {
          (point, value) = (next, loss)
          continue descent
        }
        step /= 2
      }
      break
    }
    self.point = point
    self.value = value
    self.isMinimum = isMinimum
  }

  /// Newton's step where the Hessian is positive definite, else a step straight downhill.
  private static func step(from here: Expansion, longest: Double) -> Point {
    let (gradient, hessian) = (here.gradient, here.hessian)
    let slope = gradient.norm
    guard slope > 0 else { return Point(0, 0) }
    // Divided by its size first, so that products of huge or tiny entries stay numbers.
    let size = max(hessian.xx.magnitude, hessian.xy.magnitude, hessian.yy.magnitude)
    let (xx, xy, yy) = (hessian.xx / size, hessian.xy / size, hessian.yy / size)
    let residual = gradient / size
    let newton =
      Point(xy * residual.y - yy * residual.x, xy * residual.x - xx * residual.y)
      / (xx * yy - xy * xy)
    let isBowl = hessian.eigenvalues.least > 0 && newton.isFinite
    let step = isBowl ? newton : gradient * (-longest / slope)
    return step.norm > longest ? step * (longest / step.norm) : step
  }
}

extension LossFunction {
  /// What the loss is like over a domain; see `model(x:y:cells:)`.
  package func model(in domain: Domain, cells: Int? = nil) -> (any LossFunction)? {
    model(x: domain.x, y: domain.y, cells: cells)
  }

  /// The largest curvature that a run from `start` is likely to meet, or nil if none is
  /// positive.
  ///
  /// It is the largest eigenvalue of the Hessian at the start and at those points of a coarse grid
  /// of the domain that are no higher than the start. Gradient descent with a learning rate below
  /// 2/λ descends wherever the curvature is at most λ.
  /// - Parameters:
  ///   - domain: where a run may pass.
  ///   - start: where it begins.
  ///   - columns: points of the grid along x, at least 1.
  ///   - rows: points of the grid along y, at least 1.
  /// - Complexity: at most `columns`·`rows` values and Hessians.
  public func largestCurvature(
    in domain: Domain, start: Point, columns: Int = 33, rows: Int = 33
  ) -> Double? {
    let here = expansion(at: start)
    var largest = here.hessian.isFinite ? here.hessian.eigenvalues.largest : 0
    let grid = Grid(self, domain: domain, width: columns, height: rows, accuracy: .exact)
    for (point, value) in zip(grid.points, grid.values) where value <= here.loss {
      let hessian = hessian(at: point)
      if hessian.isFinite { largest = max(largest, hessian.eigenvalues.largest) }
    }
    return largest > 0 && largest.isFinite ? largest : nil
  }
}
