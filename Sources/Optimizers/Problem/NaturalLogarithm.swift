/// The natural logarithm of a positive normal number, without the platform's `log`, whose last bit
/// differs between C libraries.
///
/// x = m·2ᵉ with √½ ≤ m < √2, and log m = 2·atanh((m − 1)/(m + 1)) by its series.
func naturalLogarithm(_ x: Double) -> Double {
  var significand = x.significand
  var exponent = Double(x.exponent)
  if significand >= 1.4142135623730951 {
    significand /= 2
    exponent += 1
  }
  let s = (significand - 1) / (significand + 1)
  let square = s * s
  var series = 0.0
  for term in stride(from: 23.0, through: 3, by: -2) { series = (series + 1 / term) * square }
  // log 2 in two parts, the first of which multiplies an exponent exactly.
  return exponent * 0x1.62e42fefa38p-1
    + (2 * s + (2 * s * series + exponent * 0x1.ef35793c7673p-45))
}
