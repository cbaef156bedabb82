import RealModule

/// The scale on which the keys + and - move learning rates: ten tenths to a decade.
extension Double {
  /// The number some tenths of a decade further on: 0.1, 0.126, 0.159, 0.2, …
  ///
  /// It is rounded to three digits, so that ten tenths make a factor of ten in steps of any size.
  package func movedOnScale(tenths: Int) -> Double {
    guard self > 0, isFinite else { return self == 0 && tenths > 0 ? 1e-6 : self }
    let position = Double.log10(self) * 10
    let nearest = position.rounded()
    let isOnScale = abs(position - nearest) < 0.03
    let exponent = ((isOnScale ? nearest : position) + Double(tenths)) / 10
    guard exponent >= -320, exponent <= 308 else { return self }
    return Double.pow(10, exponent).rounded(toDigits: 3)
  }

  /// The number some tenths of a decade above 1, rounded as by `movedOnScale`.
  package static func onScale(tenths: Int) -> Double { 1.0.movedOnScale(tenths: tenths) }

  /// How many tenths of a decade a positive number lies above 1.
  package var placeOnScale: Double { Double.log10(self) * 10 }

  /// The double nearest to the number written with some significant digits.
  package func rounded(toDigits digits: Int) -> Double {
    guard self != 0, isFinite else { return self }
    let shift = digits - 1 - Int(Double.log10(magnitude).rounded(.down))
    // So close to 0 there are no further digits to round.
    guard shift <= 308 else { return self }
    let figures = (self * .pow(10, shift)).rounded()
    // Reading it gives the double nearest to the decimal number.
    return Double("\(figures)e\(-shift)") ?? self
  }
}
