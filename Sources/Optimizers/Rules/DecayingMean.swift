import Calculus

/// An exponentially decaying average that starts at 0, and its total weight so far.
///
/// After t values the weights sum to 1 − betaᵗ; dividing by that corrects the start from 0.
struct DecayingMean: Sendable {
  /// The uncorrected average, which is too small at first.
  var value: Point
  /// betaᵗ.
  private(set) var power = 1.0

  init(startingAt value: Point = .zero) { self.value = value }

  @inline(__always)
  mutating func add(_ new: Point, beta: Double) {
    value = beta * value + (1 - beta) * new
    age(beta: beta)
  }

  /// Counts a step, for rules that change the value themselves.
  @inline(__always)
  mutating func age(beta: Double) {
    // Below 2⁻⁶⁰ it no longer affects the weight, and must not become a slow subnormal.
    power = power < 0x1p-60 ? 0 : power * beta
  }

  /// 1 − betaᵗ.
  var weight: Double { 1 - power }

  /// The average without the bias towards the start.
  var corrected: Point { value / weight }

  /// The square root of the average without bias, for averages of squares.
  var correctedRoot: Point { value.squareRoot() / weight.squareRoot() }
}
