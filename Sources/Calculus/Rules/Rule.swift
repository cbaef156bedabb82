/// A function f of one operand, with its first and second derivative side by side.
///
/// Derivatives are NaN or infinite wherever the function is undefined, and at the edge of its
/// domain where they are not finite; at kinks they are 0.
protocol UnaryRule {
  /// Whether the second derivative is 0 wherever the first exists.
  var isLinear: Bool { get }
  func value<S: Scalar>(_ u: S) -> S
  /// f′(u).
  /// - Parameter v: the value at u.
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S>
  /// f″(u) as two factors, one for each of the two derivatives of u that it is multiplied by.
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S>
  /// Computes a block of values in vectors, to a few ulp. Returns false, having written nothing,
  /// where this is not faster than one by one.
  func fill(_ target: UnsafeMutablePointer<Double>, from u: UnsafePointer<Double>, count: Int)
    -> Bool
  /// The same for blocks with all bits; nil where that is not faster than one by one, the default.
  static var block: BlockFunctions? { get }
}

extension UnaryRule {
  @inline(__always)
  func fill(_ target: UnsafeMutablePointer<Double>, from u: UnsafePointer<Double>, count: Int)
    -> Bool
  { false }

  @inline(__always) static var block: BlockFunctions? { nil }

  @inline(__always) var isLinear: Bool { false }
}

/// A rule with a second derivative of 0.
protocol LinearRule: UnaryRule {}

extension LinearRule {
  @inline(__always) var isLinear: Bool { true }
  @inline(__always) func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(Factor(.zero), Factor(.zero))
  }
}

/// A second derivative f″ = left · right, to be multiplied by two first derivatives.
struct Curvature<S: Scalar> {
  let left: Factor<S>
  let right: Factor<S>

  @inline(__always)
  init(_ left: Factor<S>, _ right: Factor<S> = Factor(.one)) {
    self.left = left
    self.right = right
  }

  @inline(__always)
  func times(_ first: S, _ second: S) -> S { (left * first) * (right * second) }
}

/// A function of two operands with its partial derivatives.
protocol BinaryRule {
  /// Which second partial derivatives are not 0 everywhere.
  var bend: Bend { get }
  func value<S: Scalar>(_ a: S, _ b: S) -> S
  /// ∂/∂a and ∂/∂b.
  /// - Parameter v: the value at a, b.
  func first<S: Scalar>(_ a: S, _ b: S, _ v: S) -> (a: Factor<S>, b: Factor<S>)
  /// ∂²/∂a², ∂²/∂a∂b (left factor for the derivative of a, right for that of b) and ∂²/∂b².
  func second<S: Scalar>(_ a: S, _ b: S, _ v: S)
    -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>)
  /// The rule for blocks of numbers; nil where that is not faster than one by one, the default.
  static var block: BlockFunctions? { get }
}

enum Bend {
  /// None: sums.
  case none
  /// The mixed one alone: the product.
  case mixed
  case full
}

extension BinaryRule {
  @inline(__always) static var block: BlockFunctions? { nil }

  /// A placeholder for the second derivatives of rules without any; never read.
  @inline(__always)
  func unbent<S: Scalar>() -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>) {
    let zero = Curvature(Factor<S>(.zero))
    return (zero, zero, zero)
  }
}

/// The factor that a rule multiplies a derivative by: `times / over`.
///
/// The two are kept apart because the quotient alone may leave the range of `Double` where the
/// product with the derivative does not: the derivative of 1/cosh(x) at 400, −sinh/cosh², has a
/// denominator beyond `Double`, but is an ordinary number itself.
struct Factor<S: Scalar> {
  let times: S
  let over: S

  @inline(__always)
  init(_ times: S, over: S = .one) {
    self.times = times
    self.over = over
  }

  @inline(__always)
  static func * (factor: Factor, derivative: S) -> S { factor.times * derivative / factor.over }

  @inline(__always)
  static prefix func - (factor: Factor) -> Factor { Factor(-factor.times, over: factor.over) }
}

extension Factor<Double> {
  @inline(__always)
  static func * (factor: Factor, derivative: Point) -> Point {
    factor.times * derivative / factor.over
  }
}
