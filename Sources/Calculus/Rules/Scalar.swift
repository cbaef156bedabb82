import RealModule

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A type of number that the rules can compute with: `Double`, or one with a wider range of
/// exponents.
protocol Scalar: Comparable {
  init(_ value: Double)
  var isNaN: Bool { get }
  /// Whether the number is finite, of full precision and not 0.
  var isNormal: Bool { get }

  static prefix func - (operand: Self) -> Self
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func / (left: Self, right: Self) -> Self

  static func sqrt(_ u: Self) -> Self
  static func cbrt(_ u: Self) -> Self
  static func hypot(_ a: Self, _ b: Self) -> Self
  static func pow(_ base: Self, _ exponent: Self) -> Self
  static func exp(_ u: Self) -> Self
  static func expMinusOne(_ u: Self) -> Self
  static func log(_ u: Self) -> Self
  static func log(onePlus u: Self) -> Self
  static func log2(_ u: Self) -> Self
  static func log10(_ u: Self) -> Self
  static func sin(_ u: Self) -> Self
  static func cos(_ u: Self) -> Self
  static func tan(_ u: Self) -> Self
  static func asin(_ u: Self) -> Self
  static func acos(_ u: Self) -> Self
  static func atan(_ u: Self) -> Self
  static func atan2(y: Self, x: Self) -> Self
  static func sinh(_ u: Self) -> Self
  static func cosh(_ u: Self) -> Self
  static func tanh(_ u: Self) -> Self
  static func asinh(_ u: Self) -> Self
  static func acosh(_ u: Self) -> Self
  static func atanh(_ u: Self) -> Self
  static func erf(_ u: Self) -> Self
  static func floor(_ u: Self) -> Self
  static func ceil(_ u: Self) -> Self
  /// a − b·n, where n is the quotient a/b rounded towards 0; it has the sign of a.
  static func remainder(_ a: Self, _ b: Self) -> Self
}

extension Scalar {
  static var zero: Self { Self(0) }
  static var one: Self { Self(1) }
  static var nan: Self { Self(Double.nan) }
}

extension Double: Scalar {
  @inline(__always) static func cbrt(_ u: Double) -> Double { root(u, 3) }

  /// The C library's: `Double.pow` is undefined at every negative base.
  @inline(__always) static func pow(_ base: Double, _ exponent: Double) -> Double {
    #if canImport(Glibc)
      Glibc.pow(base, exponent)
    #elseif canImport(Musl)
      Musl.pow(base, exponent)
    #else
      Darwin.pow(base, exponent)
    #endif
  }

  @inline(__always) static func floor(_ u: Double) -> Double { u.rounded(.down) }
  @inline(__always) static func ceil(_ u: Double) -> Double { u.rounded(.up) }

  @inline(__always) static func remainder(_ a: Double, _ b: Double) -> Double {
    a.truncatingRemainder(dividingBy: b)
  }
}
