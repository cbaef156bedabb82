struct Sine: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .sin(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(.cos(u)) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> { Curvature(Factor(-v)) }
}

struct Cosine: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .cos(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(-.sin(u)) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> { Curvature(Factor(-v)) }
}

struct Tangent: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .tan(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(.one + v * v) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(first(u, v), Factor(S(2) * v))
  }
}

/// The factors of 1 − u² are exact near ±1, where the difference would cancel.
struct ArcSine: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .asin(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> {
    Factor(.one, over: .sqrt((.one - u) * (.one + u)))
  }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(first(u, v), Factor(u, over: (.one - u) * (.one + u)))
  }
}

struct ArcCosine: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .acos(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { -ArcSine().first(u, v) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(first(u, v), Factor(u, over: (.one - u) * (.one + u)))
  }
}

/// 1/(1 + u²); beyond 1 without squaring u.
struct ArcTangent: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .atan(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> {
    isLarge(u) ? Factor(.one / (u + .one / u), over: u) : Factor(.one, over: .one + u * u)
  }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    let ratio = isLarge(u) ? .one / (u + .one / u) : u / (.one + u * u)
    return Curvature(first(u, v), Factor(S(-2) * ratio))
  }
  private func isLarge<S: Scalar>(_ u: S) -> Bool { u > .one || u < -.one }
}

/// The angle of the point (b, a), through the direction from it and the radius.
struct ArcTangent2: BinaryRule {
  var bend: Bend { .full }
  func value<S: Scalar>(_ a: S, _ b: S) -> S { .atan2(y: a, x: b) }
  func first<S: Scalar>(_ a: S, _ b: S, _ v: S) -> (a: Factor<S>, b: Factor<S>) {
    let radius = S.hypot(a, b)
    return (Factor(b / radius, over: radius), Factor(-a / radius, over: radius))
  }
  func second<S: Scalar>(_ a: S, _ b: S, _ v: S)
    -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>)
  {
    let radius = S.hypot(a, b)
    let (cosine, sine) = (b / radius, a / radius)
    let inverse = Factor(.one, over: radius)
    let double = Factor(S(2) * sine * cosine, over: radius)
    return (
      Curvature(-double, inverse),
      Curvature(Factor((sine - cosine) * (sine + cosine), over: radius), inverse),
      Curvature(double, inverse)
    )
  }
}

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

/// The slope is 1/cosh², which keeps its digits where 1 − tanh² has lost them all.
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

/// The root is split in two factors, so that a large u is not squared.
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
