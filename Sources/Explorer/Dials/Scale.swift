import RealModule

extension Dial {
  /// How a dial divides what it can be turned to.
  enum Scale: Hashable, Sendable {
    /// Equal differences; numbers are multiples of the notch.
    case linear(ClosedRange<Double>, notch: Double)
    /// Equal ratios, ten notches a decade, and perhaps a zero below them.
    case log(ClosedRange<Double>, hasZero: Bool)
    /// Ascending numbers; the last may be infinite.
    case stops([Double])
    /// Words in a circle.
    case choices([String])
    /// Whole numbers from 0 on, without a slider.
    case count
    /// Only to be typed.
    case typed
  }
}

extension Dial.Scale {
  /// Off and on.
  static let flag = Dial.Scale.choices(["false", "true"])

  var isChoice: Bool {
    if case .choices = self { true } else { false }
  }

  /// The notches of a large turn.
  var largeTurn: Int {
    switch self {
    case .linear, .log, .count: 10
    case .stops: 3
    case .choices, .typed: 1
    }
  }

  /// The number some notches further on.
  ///
  /// It goes no further than the ends, and a number that lies beyond them never jumps back.
  func moved(_ number: Double, by notches: Int) -> Double {
    switch self {
    case .linear(let range, let notch):
      let place = number / notch
      let nearest = notches > 0 ? (place + 1e-6).rounded(.down) : (place - 1e-6).rounded(.up)
      return ((nearest + Double(notches)) * notch).rounded(toDigits: 12)
        .kept(in: range, comingFrom: number)
    case .log(let range, let hasZero):
      if number <= 0 { return notches > 0 ? range.lowerBound : number }
      let moved = number.movedOnScale(tenths: notches)
      if hasZero, moved < range.lowerBound * 0.999, number >= range.lowerBound { return 0 }
      return moved.kept(in: range, comingFrom: number)
    case .stops(let stops):
      let tolerance = number.isFinite ? abs(number) * 1e-9 : 0
      let further =
        notches > 0
        ? stops.filter { $0 > number + tolerance }
        : stops.reversed().filter { $0 < number - tolerance }
      return further.isEmpty ? number : further[min(abs(notches), further.count) - 1]
    case .count: return max(0, number + Double(notches))
    case .choices, .typed: return number
    }
  }

  /// The word some places further on; the first follows the last.
  func moved(_ word: String, by notches: Int) -> String {
    guard case .choices(let words) = self, let place = words.firstIndex(of: word) else {
      return word
    }
    return words[((place + notches) % words.count + words.count) % words.count]
  }

  /// Where a number stands on the slider: 0 at its left end, 1 at its right end; nil without one.
  func fraction(of number: Double) -> Double? {
    switch self {
    case .linear(let range, _):
      return ((number - range.lowerBound) / range.length).clamped
    case .log(let range, let hasZero):
      if number <= 0 { return 0 }
      let position = (Double.log(number) - Double.log(range.lowerBound)) / range.ratio
      return hasZero ? Self.zeroPart + position.clamped * (1 - Self.zeroPart) : position.clamped
    case .stops(let stops):
      guard stops.count > 1 else { return 0 }
      let below = stops.lastIndex { $0 <= number } ?? 0
      var place = Double(below)
      if below + 1 < stops.count, number > stops[below], stops[below + 1].isFinite {
        place += (number - stops[below]) / (stops[below + 1] - stops[below])
      }
      return place / Double(stops.count - 1)
    case .choices, .count, .typed: return nil
    }
  }

  func fraction(of word: String) -> Double? {
    guard case .choices(let words) = self, let place = words.firstIndex(of: word) else {
      return nil
    }
    return Double(place) / Double(max(1, words.count - 1))
  }

  /// What stands at a place of the slider; nil without one.
  func value(at fraction: Double) -> Dial.Value? {
    let fraction = fraction.clamped
    switch self {
    case .linear(let range, let notch):
      if fraction == 0 { return .number(range.lowerBound) }
      if fraction == 1 { return .number(range.upperBound) }
      let number = range.lowerBound + fraction * range.length
      return .number(
        ((number / notch).rounded() * notch).rounded(toDigits: 12)
          .kept(in: range, comingFrom: range.lowerBound))
    case .log(let range, let hasZero):
      if hasZero, fraction < Self.zeroPart / 2 { return .number(0) }
      let part = hasZero ? ((fraction - Self.zeroPart) / (1 - Self.zeroPart)).clamped : fraction
      if part == 0 { return .number(range.lowerBound) }
      if part == 1 { return .number(range.upperBound) }
      let number = range.lowerBound * Double.exp(part * range.ratio)
      return .number(number.roundedAsChosen.kept(in: range, comingFrom: range.lowerBound))
    case .stops(let stops):
      return .number(stops[Int((fraction * Double(stops.count - 1)).rounded())])
    case .choices(let words):
      return .word(words[Int((fraction * Double(words.count - 1)).rounded())])
    case .count, .typed: return nil
    }
  }

  /// The part of a slider that stands for the zero below its decades.
  private static let zeroPart = 0.08
}

extension Double {
  /// The nearest number from 0 to 1; 0 for NaN.
  fileprivate var clamped: Double { self > 0 ? Swift.min(self, 1) : 0 }

  /// The nearest of the numbers, ten to the decade, that a person would choose.
  fileprivate var roundedAsChosen: Double {
    let decade = Double.log10(self).rounded(.down)
    let mantissas = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
    let candidates = mantissas.map { ($0 * .pow(10, decade)).rounded(toDigits: 2) }
    return candidates.min { abs(Double.log($0 / self)) < abs(Double.log($1 / self)) } ?? self
  }

  /// The number within a range that another one, which may lie outside of it, was moved to.
  fileprivate func kept(in range: ClosedRange<Double>, comingFrom former: Double) -> Double {
    Swift.min(
      Swift.max(self, Swift.min(range.lowerBound, former)), Swift.max(range.upperBound, former))
  }
}

extension ClosedRange<Double> {
  fileprivate var length: Double { upperBound - lowerBound }
  /// The logarithm of how many times the upper end is the lower one.
  fileprivate var ratio: Double { Double.log(upperBound) - Double.log(lowerBound) }
}
