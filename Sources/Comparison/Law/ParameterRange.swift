import Landscape
import RealModule

/// Values of a surface's parameter, from the lowest to the highest: in equal ratios where the range
/// is that of a scale, else in equal differences.
///
///     ParameterRange(over: kappa, from: 50, to: 400, points: 4)?.values  // 50, 100, 200, 400
package struct ParameterRange: Hashable, Sendable {
  /// The name of the parameter.
  package let name: String
  /// At least two, ascending.
  package let values: [Double]
  /// Whether the values are in equal ratios.
  package let isLogarithmic: Bool

  /// The number of values unless another is requested.
  package static let usualPoints = 13

  /// Values of a parameter; nil unless lower < upper, both are finite, and there are at least two.
  /// - Parameters:
  ///   - lower: the lowest value; that of the parameter's own range where it is not given.
  ///   - upper: the highest value.
  package init?(
    over parameter: SurfaceParameter, from lower: Double? = nil, to upper: Double? = nil,
    points: Int = usualPoints
  ) {
    let (low, high) = (lower ?? parameter.range.lowerBound, upper ?? parameter.range.upperBound)
    guard low < high, (high - low).isFinite, points >= 2 else { return nil }
    name = parameter.name
    let isLogarithmic = low > 0 && (parameter.scale == .log || high >= 100 * low)
    self.isLogarithmic = isLogarithmic
    let exact = (0..<points).map { index -> Double in
      if index == 0 { return low }
      if index == points - 1 { return high }
      let share = Double(index) / Double(points - 1)
      return isLogarithmic ? low * .pow(high / low, share) : low + (high - low) * share
    }
    // As few digits as keep the values apart, so that they can be read and typed.
    let rounded = (4...15).lazy
      .map { digits in exact.map { $0 == low || $0 == high ? $0 : $0.rounded(toDigits: digits) } }
      .first { values in zip(values, values.dropFirst()).allSatisfy { $0 < $1 } }
    values = rounded ?? exact
  }

  /// The place of a value: 0 for the lowest, 1 for the highest.
  package func place(of value: Double) -> Double {
    let (low, high) = (values[0], values[values.count - 1])
    if isLogarithmic { return value > 0 ? .log(value / low) / .log(high / low) : -.infinity }
    return (value - low) / (high - low)
  }

  /// The value at a place.
  package func value(at place: Double) -> Double {
    let (low, high) = (values[0], values[values.count - 1])
    return isLogarithmic ? low * .pow(high / low, place) : low + (high - low) * place
  }
}
