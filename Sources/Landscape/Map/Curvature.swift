import Calculus

extension CompiledFormula {
  /// The largest curvature that a run from `start` is likely to meet, or nil where none is positive.
  ///
  /// It is the largest eigenvalue of the Hessian at the start and at those points of a coarse grid of
  /// the domain that are no higher than the start. Gradient descent with a learning rate below 2/λ
  /// descends wherever the curvature is at most λ.
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
