import Landscape
import Optimizers
import RealModule

extension Dial {
  /// The spacing of the values of a dial.
  enum Scale: Hashable, Sendable {
    /// Equal differences; numbers are multiples of the notch.
    case linear(ClosedRange<Double>, notch: Double)
    /// Equal ratios, ten notches per decade, optionally with a zero below them.
    case log(ClosedRange<Double>, hasZero: Bool)
    /// Ascending numbers; the last may be infinite.
    case stops([Double])
    /// Words in a circle.
    case choices([String])
    /// Whole numbers of at least 0, without a slider.
    case count
    /// Can only be typed.
    case typed
  }
}

extension Dial.Scale {
  /// Off and on.
  static let flag = Dial.Scale.choices(["false", "true"])

  var isChoice: Bool {
    if case .choices = self { true } else { false }
  }

  /// The number of notches of a large turn.
  var largeTurn: Int {
    switch self {
    case .linear, .log, .count: 10
    case .stops: 3
    case .choices, .typed: 1
    }
  }

  /// The number some notches away. It stops at the ends, but a number beyond the ends does not jump
  /// back.
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

  /// The word some places away; the first follows the last.
  func moved(_ word: String, by notches: Int) -> String {
    guard case .choices(let words) = self, let place = words.firstIndex(of: word) else {
      return word
    }
    return words[((place + notches) % words.count + words.count) % words.count]
  }

  /// The position of a number on the slider: 0 at its left end, 1 at its right end; nil without a
  /// slider.
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

  /// The value at a position of the slider; nil without a slider.
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

  /// The part of a slider that represents the zero below its decades.
  private static let zeroPart = 0.08
}

extension Double {
  /// The nearest number from 0 to 1; 0 for NaN.
  fileprivate var clamped: Double { self > 0 ? Swift.min(self, 1) : 0 }

  /// The nearest of ten round numbers per decade.
  fileprivate var roundedAsChosen: Double {
    let decade = Double.log10(self).rounded(.down)
    let mantissas = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
    let candidates = mantissas.map { ($0 * .pow(10, decade)).rounded(toDigits: 2) }
    return candidates.min { abs(Double.log($0 / self)) < abs(Double.log($1 / self)) } ?? self
  }

  /// The number, limited to a range; if the former number was outside the range, the limit extends
  /// to it.
  fileprivate func kept(in range: ClosedRange<Double>, comingFrom former: Double) -> Double {
    Swift.min(
      Swift.max(self, Swift.min(range.lowerBound, former)), Swift.max(range.upperBound, former))
  }
}

extension ClosedRange<Double> {
  fileprivate var length: Double { upperBound - lowerBound }
  /// The logarithm of the ratio of the ends.
  fileprivate var ratio: Double { Double.log(upperBound) - Double.log(lowerBound) }
}

/// The scale that suits a number.
extension Dial.Scale {
  static func suiting(_ parameter: SurfaceParameter) -> Self {
    switch parameter.scale {
    case .linear: .linear(over: parameter.range)
    case .log: .log(parameter.range, hasZero: false)
    }
  }

  static func suiting(_ hyperparameter: Hyperparameter, around number: Double) -> Self {
    switch hyperparameter.kind {
    case .boolean: .flag
    case .integer: .stops(wholeNumbers(within: hyperparameter.allowed))
    case .number:
      .suiting(
        hyperparameter.allowed, around: hyperparameter.defaultValue ?? number,
        isShare: hyperparameter.name == "momentum")
    }
  }

  static func suiting(_ setting: ScheduleSetting, around number: Double) -> Self {
    switch setting.kind {
    case .choice(let words): .choices(words)
    case .integer: .stops(wholeNumbers(within: setting.allowed))
    case .integerList: .typed
    case .number: .suiting(setting.allowed, around: number, isShare: false)
    }
  }

  /// Two decades in either direction.
  static func rates(around rates: [Double]) -> Self {
    let positive = rates.filter { $0 > 0 }
    let least = (positive.min() ?? 0.01) / 100
    return .log(least...max((positive.max() ?? 0.01) * 100, least * 10), hasZero: false)
  }

  /// 1, 2, 4 … up to 512 or the number of rows, and then all rows.
  static func batches(rows: Int?) -> Self {
    let sizes = (0...9).map { Double(1 << $0) }
    return .stops(sizes.filter { $0 < Double(rows ?? .max) } + [.infinity])
  }

  static func linear(over range: ClosedRange<Double>) -> Self {
    .linear(range, notch: readableNotch((range.upperBound - range.lowerBound) / 50))
  }

  /// - Parameter isShare: whether the number is the share of a memory that is kept, even if it may
  ///   reach 1.
  static func suiting(_ allowed: AllowedRange, around standard: Double, isShare: Bool) -> Self {
    if isShare || (0.9..<1).contains(standard) { return .stops(shares.filter(allowed.contains)) }
    let (lower, upper) = (allowed.lower, allowed.upper)
    switch (lower.isFinite, upper.isFinite) {
    case (true, true):
      let length = upper - lower
      if standard > 0, lower == 0, standard < length / 50 {
        return .log(standard / 1000...upper, hasZero: allowed.includesLower)
      }
      let notch = readableNotch(length / 50)
      let first = allowed.includesLower ? lower : lower + notch
      let last = allowed.includesUpper ? upper : upper - notch
      return .linear(first...last, notch: notch)
    case (true, false) where lower != 0:
      let reach = max(standard - lower, 0.1) * 5
      let notch = readableNotch(reach / 50)
      return .linear((allowed.includesLower ? lower : lower + notch)...lower + reach, notch: notch)
    case (true, false):
      let hasZero = allowed.includesLower
      guard standard > 0, standard.isFinite else { return .log(1e-6...1, hasZero: hasZero) }
      let reach = (0.05...20).contains(standard) ? 100.0 : 10_000
      return .log(standard / reach...standard * reach, hasZero: hasZero)
    case (false, _):
      let reach = max(standard.magnitude, 1)
      return .linear(over: standard - reach...standard + reach)
    }
  }

  /// Kept shares, evenly spaced by the logarithm of the rest.
  private static let shares = [
    0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995, 0.9999,
  ]

  /// Ten whole numbers per decade, as far as a race is likely to run.
  private static func wholeNumbers(within allowed: AllowedRange) -> [Double] {
    let mantissas = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8]
    let numbers = [1.0, 10, 100, 1000].flatMap { decade in mantissas.map { $0 * decade } }
    return ([0] + numbers + [10_000]).filter { $0 == $0.rounded() && allowed.contains($0) }
  }

  /// The number among 1, 2 and 5 times a power of ten that is nearest to a positive number.
  private static func readableNotch(_ wanted: Double) -> Double {
    guard wanted > 1e-200, wanted < 1e200 else { return 1 }
    let decade = Double.log10(wanted).rounded(.down)
    let candidates = [1.0, 2, 5, 10].map { ($0 * .pow(10, decade)).rounded(toDigits: 12) }
    return candidates.min { abs(Double.log($0 / wanted)) < abs(Double.log($1 / wanted)) } ?? wanted
  }
}
