struct Addition: BinaryRule {
  var bend: Bend { .none }
  func value<S: Scalar>(_ a: S, _ b: S) -> S { a + b }
  func first<S: Scalar>(_ a: S, _ b: S, _ v: S) -> (a: Factor<S>, b: Factor<S>) {
    (Factor(.one), Factor(.one))
  }
  func second<S: Scalar>(_ a: S, _ b: S, _ v: S)
    -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>)
  { unbent() }
}

struct Subtraction: BinaryRule {
  var bend: Bend { .none }
  func value<S: Scalar>(_ a: S, _ b: S) -> S { a - b }
  func first<S: Scalar>(_ a: S, _ b: S, _ v: S) -> (a: Factor<S>, b: Factor<S>) {
    (Factor(.one), Factor(-.one))
  }
  func second<S: Scalar>(_ a: S, _ b: S, _ v: S)
    -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>)
  { unbent() }
}

struct Multiplication: BinaryRule {
  var bend: Bend { .mixed }
  func value<S: Scalar>(_ a: S, _ b: S) -> S { a * b }
  func first<S: Scalar>(_ a: S, _ b: S, _ v: S) -> (a: Factor<S>, b: Factor<S>) {
    (Factor(b), Factor(a))
  }
  func second<S: Scalar>(_ a: S, _ b: S, _ v: S)
    -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>)
  {
    (Curvature(Factor(.zero)), Curvature(Factor(.one)), Curvature(Factor(.zero)))
  }
}

/// a/b, with the derivatives from the quotient v: (a′ − v·b′)/b, so that b is never squared.
struct Division: BinaryRule {
  var bend: Bend { .full }
  func value<S: Scalar>(_ a: S, _ b: S) -> S { a / b }
  func first<S: Scalar>(_ a: S, _ b: S, _ v: S) -> (a: Factor<S>, b: Factor<S>) {
    (Factor(.one, over: b), Factor(-v, over: b))
  }
  func second<S: Scalar>(_ a: S, _ b: S, _ v: S)
    -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>)
  {
    let inverse = Factor(.one, over: b)
    return (
      Curvature(Factor(.zero)), Curvature(-inverse, inverse),
      Curvature(Factor(S(2) * v, over: b), inverse)
    )
  }
}

struct Negation: LinearRule {
  func value<S: Scalar>(_ u: S) -> S { -u }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(-.one) }
}
