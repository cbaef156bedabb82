import Calculus

/// The largest curvature that a run from `start` is likely to meet, or nil where none is positive.
///
/// It is the largest eigenvalue of the Hessian over a coarse grid of the domain, at the points no
/// higher than the start (its level set), and at the start itself. Gradient descent with a learning
/// rate below 2/λ descends wherever the curvature is at most λ.
public func largestCurvature(
  of function: CompiledFormula, domain: Domain, start: Point, columns: Int = 33, rows: Int = 33
) -> Double? {
  let here = function.expansion(at: start)
  var largest = here.hessian.isFinite ? here.hessian.eigenvalues.largest : 0
  let grid = Grid(function, domain: domain, width: columns, height: rows, accuracy: .exact)
  for (point, value) in zip(grid.points, grid.values) where value <= here.loss {
    let hessian = function.hessian(at: point)
    if hessian.isFinite { largest = max(largest, hessian.eigenvalues.largest) }
  }
  return largest > 0 && largest.isFinite ? largest : nil
}
