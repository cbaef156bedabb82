import Optimizers
import RealModule

/// The horizontal axis of charts: positions of the race's clock as parts of a line.
///
/// It is linear, or the logarithm of 1 + position where a step of one run costs hundreds of times
/// that of another: the start has a place then, and 1, 10 and 100 are nearly equally far apart.
package struct ClockAxis: Hashable, Sendable {
  /// The position at the right end.
  package let span: Int
  package let isLogarithmic: Bool

  package init(span: Int, isLogarithmic: Bool = false) {
    (self.span, self.isLogarithmic) = (max(span, 1), isLogarithmic)
  }

  /// The part of the line left of a position: 0 is the left end, 1 the right end.
  package func place(of position: Int) -> Double {
    isLogarithmic
      ? Double.log(onePlus: Double(position)) / Double.log(onePlus: Double(span))
      : Double(position) / Double(span)
  }

  /// The position at a part of the line.
  package func position(at place: Double) -> Int {
    let position =
      isLogarithmic
      ? Double.expMinusOne(place * Double.log(onePlus: Double(span))) : place * Double(span)
    return Int(position.rounded())
  }

  /// The round positions that are written along a logarithmic axis, ascending: every power of ten.
  package var ticks: [Int] {
    guard isLogarithmic else { return [] }
    return Array(sequence(first: 1) { $0 < span ? $0 * 10 : nil }.prefix { $0 <= span })
  }

  /// A position in at most five characters: "1000", "10k", "1M".
  package static func label(_ position: Int) -> String {
    if position >= 1_000_000, position.isMultiple(of: 1_000_000) {
      return "\(position / 1_000_000)M"
    }
    if position >= 10_000, position.isMultiple(of: 1000) { return "\(position / 1000)k" }
    return "\(position)"
  }
}

extension ClockAxis {
  /// An axis for a race up to some position, as long as a round number, so that it fills up and is
  /// rarely rescaled.
  package init(upTo position: Int, in scene: Scene, on clock: RaceClock) {
    if scene.isLogarithmic(clock) {
      // Ten steps of the dearest run at least.
      let least = max(position, 10 * scene.greatestCost(on: clock))
      self.init(
        span: sequence(first: 10) { $0 * 10 }.first { $0 >= least } ?? least, isLogarithmic: true)
    } else {
      self.init(span: ClockAxis.roundSpan(max(position, 50 * scene.leastCost(on: clock))))
    }
  }

  /// The first of 50, 100, 200, 500, 1000 … that is not smaller.
  package static func roundSpan(_ position: Int) -> Int {
    var span = 50
    let factors = [2, 2, 5]
    var index = 0
    while span < position {
      span = index % 3 == 2 ? span / 2 * factors[2] : span * factors[index % 3]
      index += 1
    }
    return span
  }
}

extension Int {
  /// With commas between thousands: "5,400".
  package var grouped: String {
    let digits = Array(String(self))
    return digits.indices.map { index in
      let isBreak = index > 0 && (digits.count - index).isMultiple(of: 3)
      return (isBreak ? "," : "") + String(digits[index])
    }.joined()
  }
}
