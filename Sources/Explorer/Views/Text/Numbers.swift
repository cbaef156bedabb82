import RealModule

extension Double {
  /// The number for a reader: so many significant digits, an exponent where it is very large or
  /// small.
  ///
  /// `0.0012.readable() == "0.0012"`, `3.5612.readable() == "3.56"`, `1e-9.readable() == "1e-9"`.
  func readable(digits: Int = 3) -> String {
    guard isFinite else { return isNaN ? "undefined" : self < 0 ? "-infinite" : "infinite" }
    guard self != 0 else { return "0" }
    var exponent = Int(Double.log10(magnitude).rounded(.down))
    var mantissa = scaled(toDigits: digits, exponent: exponent)
    if mantissa >= Double.pow(10, digits) {
      exponent += 1
      mantissa = scaled(toDigits: digits, exponent: exponent)
    }
    let sign = self < 0 ? "-" : ""
    let figures = String(Int64(mantissa))
    if exponent < -4 || exponent > 5 {
      return sign + Double.placePoint(figures, after: 1) + "e\(exponent)"
    }
    return sign + Double.placePoint(figures, after: exponent + 1)
  }

  /// The magnitude as a whole number of so many digits.
  private func scaled(toDigits digits: Int, exponent: Int) -> Double {
    let shift = digits - 1 - exponent
    // In two steps, so that the power of ten does not overflow for the smallest numbers.
    let half = shift / 2
    return (magnitude * .pow(10, half) * .pow(10, shift - half)).rounded()
  }

  /// Writes a decimal point into figures, and leaves out zeros at the end of the fraction.
  private static func placePoint(_ figures: String, after count: Int) -> String {
    if count <= 0 {
      return "0." + trimmed(String(repeating: "0", count: -count) + figures)
    }
    if count >= figures.count {
      return figures + String(repeating: "0", count: count - figures.count)
    }
    let fraction = trimmed(String(figures.dropFirst(count)))
    return figures.prefix(count) + (fraction.isEmpty ? "" : "." + fraction)
  }

  private static func trimmed(_ fraction: String) -> String {
    var fraction = Substring(fraction)
    while fraction.last == "0" { fraction.removeLast() }
    return String(fraction)
  }
}

extension [Double] {
  /// Ascending numbers for a reader, with as many digits as place each well between its
  /// neighbours, from three to nine.
  func readable() -> [String] {
    let gaps = zip(self, dropFirst()).map { $1 - $0 }
    for digits in 3..<9 {
      let texts = map { $0.readable(digits: digits) }
      let isPlaced = indices.allSatisfy { index in
        let gap = Swift.min(
          index > 0 ? gaps[index - 1] : .infinity, index < gaps.count ? gaps[index] : .infinity)
        return Double(texts[index]).map { abs($0 - self[index]) <= gap / 10 } ?? true
      }
      if isPlaced { return texts }
    }
    return map { $0.readable(digits: 9) }
  }
}
