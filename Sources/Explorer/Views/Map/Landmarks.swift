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

  /// The saddles, then the minima: the stated ones or, if there are none, those that were found,
  /// which are not ranked.
  func landmarks(known: [KnownMinimum]) -> [Landmark] {
    let minima =
      known.isEmpty ? criticalPoints.marked(.minimum).map { KnownMinimum(point: $0) } : known
    return criticalPoints.marked(.saddle).map { Landmark(point: $0, marker: .saddle) }
      + minima.map { Landmark(point: $0.point, marker: $0.isLowest ? .minimum : .localMinimum) }
  }

  /// The meanings of the signs on the map, beginning with the start.
  /// - Parameter isApproximate: whether the points were found on a model of the loss.
  func signLegend(known: [KnownMinimum], isApproximate: Bool = false, isASCII: Bool) -> [String] {
    let about = isApproximate ? "about a " : ""
    let shown = landmarks(known: known).filter { key.domain.contains($0.point) }.map(\.marker)
    let meanings: [(Marker, String)] = [
      (.minimum, known.isEmpty ? about + "minimum" : "lowest minimum"),
      (.localMinimum, "local minimum"), (.saddle, about + "saddle"),
    ]
    return [(Marker.start, "start")].map(Self.entry(isASCII))
      + meanings.filter { shown.contains($0.0) }.map(Self.entry(isASCII))
      + (hasUndefined ? [Self.entry(isASCII)((.undefined, "undefined"))] : [])
  }

  private static func entry(_ isASCII: Bool) -> ((Marker, String)) -> String {
    { "\($0.0.scalar(asciiOnly: isASCII)) \($0.1)" }
  }
}
