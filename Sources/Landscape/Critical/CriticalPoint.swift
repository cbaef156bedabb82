import Calculus

/// A point where the gradient of a loss is zero.
public struct CriticalPoint: Hashable, Sendable {
  /// How the loss behaves around a critical point.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// The loss is higher in all directions.
    case minimum
    /// The loss is higher in some directions and lower in others.
    case saddle
    /// The loss is lower in all directions.
    case maximum
  }

  /// Where the point is.
  public let point: Point
  /// The loss there, which is finite.
  public let value: Double
  /// How the loss behaves around the point.
  public let kind: Kind
  /// Whether a curvature is zero, so that the kind comes from losses around the point, not from the
  /// Hessian.
  public let isDegenerate: Bool
}

extension LossFunction {
  /// The smooth, isolated critical points within a domain, the lowest first.
  ///
  /// They are found from a mesh of gradients by Newton's method on the exact Hessian, so a feature
  /// smaller than two cells of the mesh may be missed. A plateau or a valley floor, where the
  /// gradient vanishes along whole lines, has no isolated critical point, nor has a kink.
  ///
  /// - Parameters:
  ///   - domain: where to look.
  ///   - cells: the cells of the mesh along each side, at least 1.
  ///   - limit: the most points returned. The search ends when it has found twice as many; of a
  ///     pattern of more points, which ones are found is unspecified, but always the same.
  /// - Complexity: (`cells` + 1)² gradients and at most 2 `cells`² Hessians; a third more where
  ///   nothing is found.
  public func criticalPoints(in domain: Domain, cells: Int = 48, limit: Int = 64)
    -> [CriticalPoint]
  {
    let limit = max(limit, 0)
    var found: [CriticalPoint] = []
    // A bottom may be flat over more than a cell; a coarser mesh then reaches its walls.
    var cells = max(cells, 1)
    repeat {
      let mesh = GradientMesh(self, domain: domain, cells: cells)
      var search = CriticalPointSearch(self, mesh: mesh)
      for place in mesh.candidates {
        guard search.hasBudget, search.found.count < 2 * limit else { break }
        search.descend(from: place)
      }
      found = search.found
      cells /= 2
    } while found.isEmpty && cells >= 6
    let ascending = found.sorted {
      ($0.value, $0.point.x, $0.point.y) < ($1.value, $1.point.x, $1.point.y)
    }
    return Array(ascending.prefix(limit))
  }
}
