/// What a derivative is multiplied by on its way through a rule: `times / over`.
///
/// The two are kept apart because the quotient alone may leave the range of the numbers where the
/// product with the derivative does not: of 1/cosh(x) at 400, the derivative −sinh/cosh² has a
/// denominator beyond `Double`, and itself is an ordinary number.
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
