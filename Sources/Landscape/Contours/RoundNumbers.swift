#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Rounding to numbers of few digits.
enum RoundNumbers {
  /// One of 1, 2, 2.5 and 5 times a power of ten.
  struct Step: Hashable {
    let mantissa: Double
    let exponent: Int

    var value: Double { multiple(1) }

    /// The double nearest to the decimal number: 3 × 0.1 is 0.3.
    func multiple(_ count: Double) -> Double {
      exponent < 0
        ? count * mantissa / pow(10, Double(-exponent))
        : count * mantissa * pow(10, Double(exponent))
    }
  }

  /// The round step nearest to a positive number by ratio; nil beyond what doubles divide well.
  static func step(near wanted: Double) -> Step? {
    guard wanted.isFinite, wanted > 1e-304, wanted < 1e304 else { return nil }
    let exponent = Int(log10(wanted).rounded(.down))
    let candidates = [1, 2, 2.5, 5, 10].map { Step(mantissa: $0, exponent: exponent) }
    return candidates.min {
      log($0.value / wanted).magnitude < log($1.value / wanted).magnitude
    }
  }

  /// Ascending numbers, each rounded to as few digits as move it by less than a fifth of the gap to
  /// its nearer neighbour.
  static func rounded(_ numbers: [Double]) -> [Double] {
    guard numbers.count > 1 else { return numbers.map { rounded($0, within: $0.magnitude / 10) } }
    var result: [Double] = []
    for index in numbers.indices {
      let below = index > 0 ? numbers[index] - numbers[index - 1] : .infinity
      let above = index + 1 < numbers.count ? numbers[index + 1] - numbers[index] : .infinity
      let value = rounded(numbers[index], within: min(below, above) / 5)
      if value.isFinite, value > result.last ?? -.infinity { result.append(value) }
    }
    return result
  }

  /// The number of fewest digits that is at most `tolerance` away.
  static func rounded(_ number: Double, within tolerance: Double) -> Double {
    guard tolerance > 1e-302, tolerance < 1e302 else { return number }
    if number.magnitude <= tolerance { return 0 }
    var exponent = Int(log10(tolerance).rounded(.up)) + 1
    while true {
      let candidate = Step(mantissa: 1, exponent: exponent)
        .multiple((number / pow(10, Double(exponent))).rounded())
      if (candidate - number).magnitude <= tolerance || !candidate.isFinite { return candidate }
      exponent -= 1
    }
  }
}
