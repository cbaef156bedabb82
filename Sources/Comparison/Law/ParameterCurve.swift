import Optimizers
import RealModule

/// When one optimizer is under the target, for each value of a parameter.
package struct ParameterCurve: Sendable {
  /// The settings of the optimizer in the scene, with the rate that it has there.
  package let settings: RunSettings
  /// The results in the order of the values; nil for those that are not known.
  package internal(set) var points: [ParameterPoint?]

  /// The results so far, values ascending.
  package var known: [ParameterPoint] { points.compactMap(\.self) }

  /// How the arrivals grow with the parameter: the exponent of the power law through those within a
  /// decade of a value, or through all of them if there are fewer than three. Nil where a logarithm
  /// does not exist, or if fewer than two values lead to an arrival.
  package func exponent(around value: Double) -> Double? {
    let arrived = known.filter { $0.value > 0 && $0.arrival ?? 0 > 0 }
    let near = arrived.filter { value > 0 && (value / 10.001...value * 10.001).contains($0.value) }
    let used = near.count >= 3 ? near : arrived
    guard used.count >= 2 else { return nil }
    let places = used.map { (x: Double.log($0.value), y: Double.log(Double($0.arrival ?? 1))) }
    let count = Double(used.count)
    let (x, y) = (places.reduce(0) { $0 + $1.x } / count, places.reduce(0) { $0 + $1.y } / count)
    let spread = places.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    return places.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / spread
  }

  /// How the arrivals grow, in words: "doubles as kappa doubles"; over a linear range the least and the
  /// most. Nil where nothing can be said.
  /// - Parameter value: the law holds around it.
  package func law(over range: ParameterRange, around value: Double) -> String? {
    let name = range.name
    let arrived = known.filter { $0.arrival != nil }
    let order = arrived.sorted { $0.arrival ?? 0 < $1.arrival ?? 0 }
    guard let least = order.first, let most = order.last, order.count >= 2 else { return nil }
    if least.arrival == most.arrival { return "the same for every \(name)" }
    guard range.isLogarithmic else {
      return "\(least.arrival ?? 0) at \(least.value.readable(digits: 4)), up to"
        + " \(most.arrival ?? 0) at \(most.value.readable(digits: 4))"
    }
    guard let exponent = exponent(around: value) else { return nil }
    let change = "as \(name) doubles"
    switch exponent {
    case 0.9...1.1: return "doubles \(change)"
    case -1.1 ... -0.9: return "halves \(change)"
    case -0.05...0.05: return "hardly changes with \(name)"
    default: return "× \(Double.pow(2, exponent).readable(digits: 2)) \(change)"
    }
  }

  /// The same in fewer characters: "~ kappa^0.99".
  package func briefLaw(over range: ParameterRange, around value: Double) -> String? {
    let arrivals = known.compactMap(\.arrival)
    guard let least = arrivals.min(), let most = arrivals.max(), arrivals.count >= 2 else {
      return nil
    }
    if range.isLogarithmic, least < most, let exponent = exponent(around: value) {
      return "~ \(range.name)^\(exponent.readable(digits: 2))"
    }
    return least == most ? "always \(least)" : "\(least) to \(most)"
  }
}

/// One optimizer's result with one value of a parameter.
package struct ParameterPoint: Hashable, Sendable {
  /// The parameter.
  package let value: Double
  /// The first learning rate of the run.
  package let learningRate: Double
  /// What the run had spent, by the clock of the sweep, when it came under the target to stay; nil if
  /// it did not.
  package let arrival: Int?
  /// The number of steps made.
  package let steps: Int
  /// The verdict on the run at its end.
  package let verdict: Verdict
}
