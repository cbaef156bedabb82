struct HyperbolicSine: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .sinh(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(.cosh(u)) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> { Curvature(Factor(v)) }
}

struct HyperbolicCosine: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .cosh(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(.sinh(u)) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> { Curvature(Factor(v)) }
}

/// The slope is 1/cosh², which keeps its digits where 1 − tanh² has none left.
struct HyperbolicTangent: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .tanh(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> {
    let secant = S.one / .cosh(u)
    return Factor(secant * secant)
  }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(first(u, v), Factor(S(-2) * v))
  }
}

struct InverseHyperbolicSine: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .asinh(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(.one, over: .hypot(.one, u)) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    let root = S.hypot(.one, u)
    return Curvature(first(u, v), Factor(-u / root, over: root))
  }
}

/// The two roots are taken apart, so that large u are not squared.
struct InverseHyperbolicCosine: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .acosh(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(.one, over: root(u)) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(first(u, v), Factor(-u / root(u), over: root(u)))
  }
  private func root<S: Scalar>(_ u: S) -> S { .sqrt(u - .one) * .sqrt(u + .one) }
}

/// The factors of 1 − u² are exact near ±1, where the difference would cancel.
struct InverseHyperbolicTangent: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .atanh(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> {
    Factor(v.isNaN ? v : .one, over: (.one - u) * (.one + u))
  }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(first(u, v), Factor(S(2) * u, over: (.one - u) * (.one + u)))
  }
}
