struct Square: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { u * u }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(u + u) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> { Curvature(Factor(S(2))) }
}

struct SquareRoot: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .sqrt(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(S(0.5), over: v) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(first(u, v), Factor(S(-0.5), over: u))
  }
}

struct CubeRoot: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .cbrt(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(.one, over: S(3) * v * v) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(first(u, v), Factor(S(-2), over: S(3) * u))
  }
}

/// u^c for a constant c that is not 0.
struct ConstantPower: UnaryRule {
  let exponent: Double

  func value<S: Scalar>(_ u: S) -> S { .pow(u, S(exponent)) }

  /// c·u^(c−1), computed from the value where the value has full precision.
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> {
    v.isNormal ? Factor(S(exponent) * v, over: u) : Factor(S(exponent) * .pow(u, S(exponent - 1)))
  }

  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    v.isNormal
      ? Curvature(first(u, v), Factor(S(exponent - 1), over: u))
      : Curvature(Factor(S(exponent) * S(exponent - 1) * .pow(u, S(exponent - 2))))
  }
}

/// c^u for a constant c.
struct ConstantBase: UnaryRule {
  let base: Double

  func value<S: Scalar>(_ u: S) -> S { .pow(S(base), u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(v * logBase(u)) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(first(u, v), Factor(logBase(u)))
  }

  /// 0^u is 0 for every u > 0, so its derivatives are 0, not 0·∞.
  private func logBase<S: Scalar>(_ u: S) -> S {
    base == 0 && u > .zero ? .zero : .log(S(base))
  }
}

/// a^b with both variable.
///
/// At a < 0 there is a value for whole b only: ∂/∂a exists, ∂/∂b does not. Along a = 0 the value is
/// 0 for every b > 0, so ∂/∂b is 0.
struct Power: BinaryRule {
  var bend: Bend { .full }

  func value<S: Scalar>(_ a: S, _ b: S) -> S { .pow(a, b) }

  func first<S: Scalar>(_ a: S, _ b: S, _ v: S) -> (a: Factor<S>, b: Factor<S>) {
    (
      v.isNormal ? Factor(b * v, over: a) : Factor(scaled(.pow(a, b - .one), by: b)),
      Factor(a == .zero && b > .zero ? .zero : v * .log(a))
    )
  }

  func second<S: Scalar>(_ a: S, _ b: S, _ v: S)
    -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>)
  {
    if a == .zero, b > .zero {
      return (
        Curvature(Factor(scaled(.pow(a, b - S(2)), by: b * (b - .one)))),
        Curvature(Factor(b > .one ? .zero : .nan)), Curvature(Factor(.zero))
      )
    }
    let logarithm = S.log(a)
    let bb = Curvature(Factor(v * logarithm), Factor(logarithm))
    guard v.isNormal else {
      return (
        Curvature(Factor(scaled(.pow(a, b - S(2)), by: b * (b - .one)))),
        Curvature(Factor(.pow(a, b - .one) * (.one + b * logarithm))), bb
      )
    }
    return (
      Curvature(Factor(b * v, over: a), Factor(b - .one, over: a)),
      Curvature(Factor(v * (.one + b * logarithm), over: a)), bb
    )
  }

  /// A vanishing coefficient makes the product 0, even where the power is infinite: the derivative
  /// of u^0 is 0 at 0.
  private func scaled<S: Scalar>(_ power: S, by coefficient: S) -> S {
    coefficient == .zero ? .zero : coefficient * power
  }
}

struct Hypotenuse: BinaryRule {
  var bend: Bend { .full }
  func value<S: Scalar>(_ a: S, _ b: S) -> S { .hypot(a, b) }
  func first<S: Scalar>(_ a: S, _ b: S, _ v: S) -> (a: Factor<S>, b: Factor<S>) {
    (Factor(a / v), Factor(b / v))
  }
  func second<S: Scalar>(_ a: S, _ b: S, _ v: S)
    -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>)
  {
    let (cosine, sine) = (a / v, b / v)
    return (
      Curvature(Factor(sine), Factor(sine, over: v)),
      Curvature(Factor(-sine), Factor(cosine, over: v)),
      Curvature(Factor(cosine), Factor(cosine, over: v))
    )
  }
}
