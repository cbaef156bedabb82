import Landscape
import Optimizers
import RealModule

/// Which scale suits which number.
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

  /// Two decades either way.
  static func rates(around rates: [Double]) -> Self {
    let positive = rates.filter { $0 > 0 }
    let least = (positive.min() ?? 0.01) / 100
    return .log(least...max((positive.max() ?? 0.01) * 100, least * 10), hasZero: false)
  }

  /// 1, 2, 4 … up to 512 or the number of rows, and all of them.
  static func batches(rows: Int?) -> Self {
    let sizes = (0...9).map { Double(1 << $0) }
    return .stops(sizes.filter { $0 < Double(rows ?? .max) } + [.infinity])
  }

  static func linear(over range: ClosedRange<Double>) -> Self {
    .linear(range, notch: readableNotch((range.upperBound - range.lowerBound) / 50))
  }

  /// - Parameter isShare: whether it is a share that is kept, though it need not be below 1.
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

  /// Shares that are kept, evenly spread on the logarithm of what is not.
  private static let shares = [
    0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995, 0.9999,
  ]

  /// Whole numbers ten to the decade, as far as a race is likely to go.
  private static func wholeNumbers(within allowed: AllowedRange) -> [Double] {
    let mantissas = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8]
    let numbers = [1.0, 10, 100, 1000].flatMap { decade in mantissas.map { $0 * decade } }
    return ([0] + numbers + [10_000]).filter { $0 == $0.rounded() && allowed.contains($0) }
  }

  /// One of 1, 2 and 5 times a power of ten, near a positive number.
  private static func readableNotch(_ wanted: Double) -> Double {
    guard wanted > 1e-200, wanted < 1e200 else { return 1 }
    let decade = Double.log10(wanted).rounded(.down)
    let candidates = [1.0, 2, 5, 10].map { ($0 * .pow(10, decade)).rounded(toDigits: 12) }
    return candidates.min { abs(Double.log($0 / wanted)) < abs(Double.log($1 / wanted)) } ?? wanted
  }
}
