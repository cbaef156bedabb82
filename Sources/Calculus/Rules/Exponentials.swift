struct Exponential: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .exp(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(v) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> { Curvature(Factor(v)) }
}

struct ExponentialMinusOne: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .expMinusOne(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(.exp(u)) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> { Curvature(Factor(.exp(u))) }
}

struct Logarithm: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .log(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(u < .zero ? .nan : .one, over: u) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> { Curvature(-first(u, v), first(u, v)) }
}

struct Logarithm2: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .log2(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> {
    Factor(u < .zero ? .nan : S(0x1.71547652b82fep0), over: u)  // 1/ln 2
  }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(-first(u, v), Factor(.one, over: u))
  }
}

struct Logarithm10: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .log10(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> {
    Factor(u < .zero ? .nan : S(0x1.bcb7b1526e50ep-2), over: u)  // 1/ln 10
  }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(-first(u, v), Factor(.one, over: u))
  }
}

/// log(1 + u)
struct LogarithmOnePlus: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S { .log(onePlus: u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> {
    Factor(u < -.one ? .nan : .one, over: .one + u)
  }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> { Curvature(-first(u, v), first(u, v)) }
}

/// σ(u) = 1/(1 + exp(−u)), with the exponential on the side where it cannot overflow.
struct Sigmoid: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S {
    if u < .zero {
      let power = S.exp(u)
      return power / (.one + power)
    }
    return .one / (.one + .exp(-u))
  }
  /// σ(u)·σ(−u): 1 − σ(u) would cancel.
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(v * value(-u)) }
  /// σ′(u)·(σ(−u) − σ(u)), where the difference is −tanh(u/2).
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(Factor(v * value(-u)), Factor(-.tanh(S(0.5) * u)))
  }
}

/// log(1 + exp(u))
struct Softplus: UnaryRule {
  func value<S: Scalar>(_ u: S) -> S {
    if u > .zero { return u + .log(onePlus: .exp(-u)) }
    return .log(onePlus: .exp(u))
  }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(Sigmoid().value(u)) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(Factor(Sigmoid().value(u) * Sigmoid().value(-u)))
  }
}

/// erf(u), the integral of 2/√π·exp(−t²) from 0 to u.
struct ErrorFunction: UnaryRule {
  /// 2/√π.
  static let slope = 0x1.20dd750429b6dp0

  func value<S: Scalar>(_ u: S) -> S { .erf(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(S(Self.slope) * .exp(-(u * u))) }
  func second<S: Scalar>(_ u: S, _ v: S) -> Curvature<S> {
    Curvature(first(u, v), Factor(S(-2) * u))
  }
}
