/// A number with the digits of a `Double` and exponents far beyond it: exp(1000) is one of them.
///
/// It is slow, and there for the few points where a formula overflows on the way to a finite
/// result: the derivative of 1/cosh(x) at 1000 is ∞·0/∞ in `Double`, and simply 0 here.
struct WideNumber {
  /// 1 to 2 in magnitude, or 0, infinite or NaN; the exponent is 0 then.
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

  /// Neither 0 nor infinite nor NaN.
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
