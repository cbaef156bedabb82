import Calculus
import Landscape

/// A minimum that a surface states.
package struct KnownMinimum: Hashable, Sendable {
  package var point: Point
  /// Whether no stated one lies lower.
  package var isLowest = true

  package init(point: Point, isLowest: Bool = true) {
    self.point = point
    self.isLowest = isLowest
  }
}

extension Scene {
  package var knownMinima: [KnownMinimum] {
    surface.knownMinima(of: function, lossRange: scales.lossRange)
  }
}

extension Surface {
  /// The minima that the surface states, ranked by a function with its parameters as they are.
  /// - Parameter lossRange: the range of losses over the surface; losses that differ by less than a
  ///   millionth of it are equally low.
  package func knownMinima(of function: any LossFunction, lossRange: Double) -> [KnownMinimum] {
    let losses = minima.map { function.value(at: $0) }
    let lowest = (losses.min() ?? 0) + 1e-6 * lossRange
    return zip(minima, losses).map { KnownMinimum(point: $0, isLowest: $1 <= lowest) }
  }
}

extension LossFunction {
  /// Gradients of single rows that a search may compute: a few milliseconds.
  private var landmarkRows: Int { 40_000 }

  /// The critical points that a map of a domain marks. For a mean over many rows the mesh of the
  /// search is coarser, or there is no search. Where values take time, they are those of a model, so about
  /// where those of the loss are.
  package func landmarks(in domain: Domain) -> [CriticalPoint] {
    guard source == nil else {
      return (model(in: domain) as? BicubicSpline)?.soundLandmarks(in: domain) ?? []
    }
    let cells = min(Int(Double(landmarkRows / (rowCount ?? 1)).squareRoot()), 48)
    guard cells >= 8 else { return [] }
    return criticalPoints(in: domain, cells: cells)
  }
}

extension [CriticalPoint] {
  /// The points of a kind, if there are at most 16: more form a pattern, which shades show better
  /// than signs.
  package func marked(_ kind: CriticalPoint.Kind) -> [Point] {
    let points = filter { $0.kind == kind }.map(\.point)
    return points.count <= 16 ? points : []
  }
}
