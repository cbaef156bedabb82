/// A number with the precision of a `Double` and a far wider range of exponents, such as exp(1000).
///
/// It is slow, and only used at the few points where a formula overflows on the way to a finite
/// result: the derivative of 1/cosh(x) at 1000 is ∞·0/∞ in `Double`, and simply 0 here.
struct WideNumber {
  /// From 1 to below 2 in magnitude; or 0, infinite or NaN, with an exponent of 0.
  let significand: Double
  let exponent: Int

  /// Beyond 2^(2^40) even this number overflows, and below 2^(−2^40) it vanishes.
  private static let largestExponent = 1 << 40

  init(_ significand: Double, exponent: Int) {
    guard significand.isFinite, significand != 0 else {
      self.significand = significand
      self.exponent = 0
      return
    }
    let total = exponent + Int(significand.exponent)
    let unit = Double(signOf: significand, magnitudeOf: significand.significand)
    if total > Self.largestExponent {
      self.significand = unit * .infinity
      self.exponent = 0
    } else if total < -Self.largestExponent {
      self.significand = unit * 0
      self.exponent = 0
    } else {
      self.significand = unit
      self.exponent = total
    }
  }

  /// The nearest `Double`, infinite or 0 beyond its range.
  var double: Double {
    guard isNormal else { return significand }
    return Double(
      sign: significand.sign, exponent: Swift.min(Swift.max(exponent, -2000), 2000),
      significand: significand.magnitude)
  }

  /// Whether the number is neither 0 nor infinite nor NaN.
  var isNormal: Bool { significand.isFinite && significand != 0 }
}

extension WideNumber: Comparable {
  static func == (left: Self, right: Self) -> Bool {
    left.significand == right.significand && left.exponent == right.exponent
  }

  static func < (left: Self, right: Self) -> Bool {
    left != right && (left - right).significand < 0
  }
}

extension WideNumber: Scalar {
  init(_ value: Double) { self.init(value, exponent: 0) }

  var isNaN: Bool { significand.isNaN }

  static prefix func - (operand: Self) -> Self {
    Self(-operand.significand, exponent: operand.exponent)
  }

  static func + (left: Self, right: Self) -> Self {
    guard left.isNormal, right.isNormal else {
      if left.isNormal, right.significand == 0 { return left }
      if right.isNormal, left.significand == 0 { return right }
      return Self(left.significand + right.significand)
    }
    let (larger, smaller) = left.exponent >= right.exponent ? (left, right) : (right, left)
    let distance = larger.exponent - smaller.exponent
    if distance > 100 { return larger }
    let aligned = Double(
      sign: smaller.significand.sign, exponent: -distance,
      significand: smaller.significand.magnitude)
    return Self(larger.significand + aligned, exponent: larger.exponent)
  }

  static func - (left: Self, right: Self) -> Self { left + -right }

  static func * (left: Self, right: Self) -> Self {
    Self(left.significand * right.significand, exponent: left.exponent + right.exponent)
  }

  static func / (left: Self, right: Self) -> Self {
    Self(left.significand / right.significand, exponent: left.exponent - right.exponent)
  }
}

/// The functions: those of `Double` within its range, and their asymptotic forms beyond.
extension WideNumber {
  private static let ln2 = 0x1.62e42fefa39efp-1
  /// ln 2 in two parts; a multiple of the first by an ordinary whole number is exact.
  private static let ln2High = 0x1.62e42feep-1
  private static let ln2Low = 0x1.a39ef35793c76p-33
  private static let log10e = 0x1.bcb7b1526e50ep-2

  /// Whether f(u) = u in all digits for sin, tan, tanh and the like.
  private var isTiny: Bool { exponent < -1000 }
  private var isHuge: Bool { exponent > 1000 }
  private var isNegative: Bool { significand < 0 }
  private var magnitude: Self { isNegative ? -self : self }

  static func sqrt(_ u: Self) -> Self {
    let odd = u.exponent & 1
    return Self(
      (u.significand * (odd == 1 ? 2 : 1)).squareRoot(), exponent: (u.exponent - odd) / 2)
  }

  static func cbrt(_ u: Self) -> Self {
    let rest = ((u.exponent % 3) + 3) % 3
    return Self(
      .cbrt(u.significand * Double(1 << rest)), exponent: (u.exponent - rest) / 3)
  }

  static func hypot(_ a: Self, _ b: Self) -> Self { sqrt(a * a + b * b) }

  static func pow(_ base: Self, _ exponent: Self) -> Self {
    let direct = Double.pow(base.double, exponent.double)
    if direct.isNormal || direct.isNaN || !base.isNormal || exponent.isHuge {
      return Self(direct)
    }
    let power = exp(exponent * log(base.magnitude))
    let isOdd = exponent.double.remainder(dividingBy: 2).magnitude == 1
    return base.isNegative && isOdd ? -power : power
  }

  static func exp(_ u: Self) -> Self {
    let argument = u.double
    // Also NaN and infinities.
    guard argument.magnitude > 700, argument.magnitude < 0x1p45 else {
      return Self(.exp(argument))
    }
    let multiple = (argument / ln2).rounded()
    let rest = (argument - multiple * ln2High) - multiple * ln2Low
    return Self(.exp(rest), exponent: Int(multiple))
  }

  static func expMinusOne(_ u: Self) -> Self {
    if u.isTiny { return u }
    return u.double > 700 ? exp(u) : Self(.expMinusOne(u.double))
  }

  static func log(_ u: Self) -> Self {
    if !u.isTiny, !u.isHuge { return Self(.log(u.double)) }
    return Self(.log(u.significand) + Double(u.exponent) * ln2)
  }

  static func log(onePlus u: Self) -> Self {
    if u.isTiny { return u }
    return u.isHuge ? log(u) : Self(.log(onePlus: u.double))
  }

  static func log2(_ u: Self) -> Self {
    if !u.isTiny, !u.isHuge { return Self(.log2(u.double)) }
    return Self(.log2(u.significand) + Double(u.exponent))
  }

  static func log10(_ u: Self) -> Self {
    if !u.isTiny, !u.isHuge { return Self(.log10(u.double)) }
    return log(u) * Self(log10e)
  }

  static func sin(_ u: Self) -> Self { u.isTiny ? u : Self(.sin(u.double)) }
  static func cos(_ u: Self) -> Self { Self(.cos(u.double)) }
  static func tan(_ u: Self) -> Self { u.isTiny ? u : Self(.tan(u.double)) }
  static func asin(_ u: Self) -> Self { u.isTiny ? u : Self(.asin(u.double)) }
  static func acos(_ u: Self) -> Self { Self(.acos(u.double)) }
  static func atan(_ u: Self) -> Self { u.isTiny ? u : Self(.atan(u.double)) }

  static func atan2(y: Self, x: Self) -> Self {
    // Only the ratio counts, so both are scaled to where a `Double` can hold the larger.
    let shift = Swift.max(y.exponent, x.exponent)
    return Self(
      .atan2(
        y: Self(y.significand, exponent: y.exponent - shift).double,
        x: Self(x.significand, exponent: x.exponent - shift).double))
  }

  static func sinh(_ u: Self) -> Self {
    if u.isTiny { return u }
    if u.double.magnitude <= 700 { return Self(.sinh(u.double)) }
    let half = exp(u.magnitude) * Self(0.5)
    return u.isNegative ? -half : half
  }

  static func cosh(_ u: Self) -> Self {
    u.double.magnitude <= 700 ? Self(.cosh(u.double)) : exp(u.magnitude) * Self(0.5)
  }

  static func tanh(_ u: Self) -> Self { u.isTiny ? u : Self(.tanh(u.double)) }

  static func asinh(_ u: Self) -> Self {
    if u.isTiny { return u }
    guard u.isHuge else { return Self(.asinh(u.double)) }
    let size = log(u.magnitude) + Self(ln2)
    return u.isNegative ? -size : size
  }

  static func acosh(_ u: Self) -> Self {
    u.isHuge && !u.isNegative ? log(u) + Self(ln2) : Self(.acosh(u.double))
  }

  static func atanh(_ u: Self) -> Self { u.isTiny ? u : Self(.atanh(u.double)) }

  static func erf(_ u: Self) -> Self {
    u.isTiny ? u * Self(ErrorFunction.slope) : Self(.erf(u.double))
  }

  static func remainder(_ a: Self, _ b: Self) -> Self {
    if !a.isHuge, !b.isHuge, !a.isTiny, !b.isTiny { return Self(.remainder(a.double, b.double)) }
    if b.significand == 0 { return Self(.nan) }
    let quotient = a / b
    return a - b * (quotient.isNegative ? ceil(quotient) : floor(quotient))
  }

  static func floor(_ u: Self) -> Self {
    if u.isTiny { return u.isNegative ? Self(-1) : Self(0) }
    return u.exponent > 60 ? u : Self(.floor(u.double))
  }

  static func ceil(_ u: Self) -> Self { -floor(-u) }
}
