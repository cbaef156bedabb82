import Calculus
import Canvas
import Comparison
import Landscape

extension MapPicture {
  /// A place of the surface with a sign of its own.
  struct Landmark: Hashable, Sendable {
    var point: Point
    var marker: Marker
  }

  /// More than this of one kind form a pattern, which shades show better than signs.
  private static let mostOfAKind = 16
  /// The number of row gradients that a search may compute: a few milliseconds.
  private static let rowBudget = 40_000

  /// The saddles, then the minima: the stated ones or, if there are none, those that were found,
  /// which are not ranked.
  func landmarks(known: [KnownMinimum]) -> [Landmark] {
    let minima = known.isEmpty ? found(.minimum).map { KnownMinimum(point: $0) } : known
    return found(.saddle).map { Landmark(point: $0, marker: .saddle) }
      + minima.map { Landmark(point: $0.point, marker: $0.isLowest ? .minimum : .localMinimum) }
  }

  /// The meanings of the signs on the map, beginning with the start.
  func signLegend(known: [KnownMinimum], isASCII: Bool) -> [String] {
    let shown = landmarks(known: known).filter { key.domain.contains($0.point) }.map(\.marker)
    let meanings: [(Marker, String)] = [
      (.minimum, known.isEmpty ? "minimum" : "lowest minimum"),
      (.localMinimum, "local minimum"), (.saddle, "saddle"),
    ]
    return [(Marker.start, "start")].map(Self.entry(isASCII))
      + meanings.filter { shown.contains($0.0) }.map(Self.entry(isASCII))
  }

  private static func entry(_ isASCII: Bool) -> ((Marker, String)) -> String {
    { "\($0.0.scalar(asciiOnly: isASCII)) \($0.1)" }
  }

  private func found(_ kind: CriticalPoint.Kind) -> [Point] {
    let points = criticalPoints.filter { $0.kind == kind }.map(\.point)
    return points.count <= MapPicture.mostOfAKind ? points : []
  }

  /// The critical points of the visible part of the surface. For a mean over many rows the search
  /// mesh is coarser, or there is no search.
  static func criticalPoints(of function: CompiledFormula, _ key: Key) -> [CriticalPoint] {
    let gradients = rowBudget / max(key.data?.rowCount ?? 1, 1)
    let cells = min(Int(Double(gradients).squareRoot()), 48)
    guard cells >= 8 else { return [] }
    return function.criticalPoints(in: key.domain, cells: cells)
  }
}

/// A minimum that a surface states.
struct KnownMinimum: Hashable {
  var point: Point
  /// Whether no stated minimum is lower.
  var isLowest = true
}

extension Scene {
  var knownMinima: [KnownMinimum] { surface.knownMinima(of: function, lossRange: scales.lossRange) }
}

extension Surface {
  /// The stated minima, for the parameters of a function.
  /// - Parameter lossRange: the range of the losses over the surface; losses within a millionth of
  ///   it count as equal.
  func knownMinima(of function: CompiledFormula, lossRange: Double) -> [KnownMinimum] {
    let losses = minima.map { function.value(at: $0) }
    let lowest = (losses.min() ?? 0) + 1e-6 * lossRange
    return zip(minima, losses).map { KnownMinimum(point: $0, isLowest: $1 <= lowest) }
  }
}
