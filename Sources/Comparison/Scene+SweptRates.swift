import Experiments
import Optimizers
import RealModule

/// The learning rates that a sweep tries unless others are requested.
extension Scene {
  /// The standard rates if the rates that suit the surface are among them, else rates around those:
  /// what is too large or too small on one surface is best on another. Ascending.
  /// - Parameter points: the number of rates, in equal ratios; nil for ten per decade.
  public func sweptRates(points: Int? = nil) -> [Double] {
    let suiting = suitableRates
    let standard = RateRange.standard
    if suiting.allSatisfy({ $0.room.contains($0.rate) }) {
      return standard.with(points: points ?? standard.points).rates
    }
    let rates = Scene.rates(around: suiting.map(\.rate))
    guard let points, let first = rates.first, let last = rates.last,
      let range = RateRange(from: first, to: last, points: points)
    else { return rates }
    return range.rates
  }

  /// Rates around those that suit the surface and those that the runs began with.
  package var surroundingRates: [Double] {
    Scene.rates(around: suitableRates.map(\.rate) + standardRates.map(\.initial))
  }

  /// The rate that suits each optimizer on this surface, ignoring the requested rates, which a
  /// sweep replaces; and the range in which it must be for the standard rates to show all of its
  /// behaviour.
  private var suitableRates: [(rate: Double, room: ClosedRange<Double>)] {
    var setup = setup
    setup.learningRate = nil
    var rates = LearningRates(of: setup, function: function, start: start)
    let standard = RateRange.standard
    return setup.optimizers.map { spec in
      let rate = rates.rate(for: spec)
      if surface.learningRates[spec.kind.name] != nil {
        // The surface's lesson sets it far below the limit, so the limit is still visible.
        return (rate, standard.lower / 10...standard.upper * 10)
      }
      return (rate, standard.lower...standard.upper)
    }
  }

  /// Rates as the keys + and - would set them, from well below the lowest of some rates to well
  /// above the highest, beginning and ending with a whole decade. There are ten per decade near any
  /// of these rates, and one per decade elsewhere.
  private static func rates(around rates: [Double]) -> [Double] {
    let centers = rates.filter { $0 > 0 && $0.isFinite }.map(\.placeOnScale)
    let windows = (centers.isEmpty ? [Double.onScale(tenths: -20).placeOnScale] : centers).map {
      center in
      let low = Int(((center - 20) / 10).rounded(.down)) * 10
      let high = Int(((center + 20) / 10).rounded(.up)) * 10
      return min(max(low, -3200), 3070)...min(max(high, -3190), 3080)
    }
    let low = windows.map(\.lowerBound).min() ?? 0
    let high = windows.map(\.upperBound).max() ?? low
    return (low...high)
      .filter { place in place % 10 == 0 || windows.contains { $0.contains(place) } }
      .map { Double.onScale(tenths: $0) }
  }
}
