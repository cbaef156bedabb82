import Calculus
import Canvas
import Landscape

extension MapPicture {
  /// A place of the surface that has a sign of its own.
  struct Landmark: Hashable, Sendable {
    var point: Point
    var marker: Marker
  }

  /// More of a kind than this are a pattern, which the shades show better than a carpet of signs.
  private static let mostOfAKind = 16
  /// Gradients of single rows that a search may compute: a few milliseconds.
  private static let rowBudget = 40_000

  /// The saddles, then the minima: the ones that are known, or without any those that were found.
  func landmarks(knownMinima: [Point]) -> [Landmark] {
    var minima = knownMinima
    if minima.isEmpty { minima = found(.minimum) }
    return found(.saddle).map { Landmark(point: $0, marker: .saddle) }
      + minima.map { Landmark(point: $0, marker: .minimum) }
  }

  private func found(_ kind: CriticalPoint.Kind) -> [Point] {
    let points = criticalPoints.filter { $0.kind == kind }.map(\.point)
    return points.count <= MapPicture.mostOfAKind ? points : []
  }

  /// The critical points of the part of the surface that is shown; of a mean over many rows they
  /// are searched on a coarser mesh, or not at all.
  static func criticalPoints(of function: CompiledFormula, _ key: Key) -> [CriticalPoint] {
    let gradients = rowBudget / max(key.data?.rowCount ?? 1, 1)
    let cells = min(Int(Double(gradients).squareRoot()), 48)
    guard cells >= 8 else { return [] }
    return Landscape.criticalPoints(of: function, domain: key.domain, cells: cells)
  }
}
