import Calculus

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The C library's `pow`.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The C library's cosine.
func cosine(_ angle: Double) -> Double { cos(angle) }

extension SIMD2<Double> {
  /// The absolute values, per coordinate.
  var magnitudes: Self { Self(abs(x), abs(y)) }

  /// −1, 0 or 1 per coordinate.
  var signs: Self {
    Self(repeating: 0).replacing(with: 1, where: self .> 0).replacing(with: -1, where: self .< 0)
  }

  /// The larger one per coordinate.
  func maximum(_ other: Self) -> Self { replacing(with: other, where: other .> self) }

  /// The nearest values in a range, per coordinate.
  func clipped(to range: ClosedRange<Double>) -> Self {
    clamped(
      lowerBound: Self(repeating: range.lowerBound), upperBound: Self(repeating: range.upperBound))
  }
}

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

/// The inverse of the standard normal distribution function of both coordinates, for 0 < p < 1.
///
/// Wichura's algorithm AS 241 (PPND16, Applied Statistics 37, 1988), accurate to about 1e-16
/// relative.
func normalQuantile(_ p: Point) -> Point {
  let q = p - 0.5
  var quantile = q * centralRatio(0.180625 - q * q)
  for index in p.indices where abs(q[index]) > 0.425 {
    let magnitude = tailQuantile(min(p[index], 1 - p[index]))
    quantile[index] = q[index] < 0 ? -magnitude : magnitude
  }
  return quantile
}

/// The distance from 0 whose tail has a small probability.
private func tailQuantile(_ p: Double) -> Double {
  let r = (-naturalLogarithm(p)).squareRoot()
  return r <= 5 ? middleRatio(Point(repeating: r - 1.6)).x : tailRatio(Point(repeating: r - 5)).x
}

/// Coefficients of a polynomial of degree 7, the constant first.
private typealias Coefficients = (
  Double, Double, Double, Double, Double, Double, Double, Double
)

/// A polynomial at the two coordinates of a point.
@inline(__always)
private func polynomial(_ x: Point, _ c: Coefficients) -> Point {
  var sum = c.7 * x + c.6
  sum = sum * x + c.5
  sum = sum * x + c.4
  sum = sum * x + c.3
  sum = sum * x + c.2
  sum = sum * x + c.1
  return sum * x + c.0
}

private func centralRatio(_ x: Point) -> Point {
  polynomial(
    x,
    (
      3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
      45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727
    ))
    / polynomial(
      x,
      (
        1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
        21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610
      ))
}

private func middleRatio(_ x: Point) -> Point {
  polynomial(
    x,
    (
      1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
      3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770,
      0.0227238449892691845833, 7.74545014278341407640e-4
    ))
    / polynomial(
      x,
      (
        1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
        0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4,
        1.05075007164441684324e-9
      ))
}

private func tailRatio(_ x: Point) -> Point {
  polynomial(
    x,
    (
      6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
      0.296560571828504891230, 0.0265321895265761230930, 1.24266094738807843860e-3,
      2.71155556874348757815e-5, 2.01033439929228813265e-7
    ))
    / polynomial(
      x,
      (
        1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
        2.04426310338993978564e-15
      ))
}
