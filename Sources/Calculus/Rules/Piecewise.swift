/// Rules with kinks or steps, where the derivative is 0. NaN stays NaN.
struct AbsoluteValue: LinearRule {
  func value<S: Scalar>(_ u: S) -> S { u > .zero ? u : .zero - u }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(Sign().value(u)) }
}

struct Sign: LinearRule {
  func value<S: Scalar>(_ u: S) -> S {
    if u > .zero { return .one }
    if u < .zero { return -.one }
    return u.isNaN ? u : .zero
  }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(u.isNaN ? u : .zero) }
}

struct Rectifier: LinearRule {
  func value<S: Scalar>(_ u: S) -> S { u > .zero || u.isNaN ? u : .zero }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> {
    Factor(u > .zero ? .one : u.isNaN ? u : .zero)
  }
}

struct Floor: LinearRule {
  func value<S: Scalar>(_ u: S) -> S { .floor(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(u.isNaN ? u : .zero) }
}

struct Ceiling: LinearRule {
  func value<S: Scalar>(_ u: S) -> S { .ceil(u) }
  func first<S: Scalar>(_ u: S, _ v: S) -> Factor<S> { Factor(u.isNaN ? u : .zero) }
}

/// The least or greatest of any number of operands; NaN where one of them is NaN.
///
/// Where operands tie, the derivatives are the mean of theirs.
struct Extremum {
  let isMaximum: Bool

  func value<S: Scalar>(_ first: S, _ second: S) -> S {
    if first.isNaN { return first }
    if second.isNaN { return second }
    return isMaximum ? (second > first ? second : first) : (second < first ? second : first)
  }
}

/// a − b·⌊a/b⌋, the remainder with the sign of b, like Python's `%`; undefined for b = 0.
///
/// Its derivatives are 1 and −⌊a/b⌋, also where it jumps.
struct Modulo: BinaryRule {
  var bend: Bend { .none }
  func value<S: Scalar>(_ a: S, _ b: S) -> S {
    let rest = S.remainder(a, b)
    if rest > .zero && b < .zero || rest < .zero && b > .zero { return rest + b }
    return rest
  }
  func first<S: Scalar>(_ a: S, _ b: S, _ v: S) -> (a: Factor<S>, b: Factor<S>) {
    if v.isNaN { return (Factor(v), Factor(v)) }
    // A whole number except for rounding.
    return (Factor(.one), Factor(-.floor((a - v) / b + S(0.5))))
  }
  func second<S: Scalar>(_ a: S, _ b: S, _ v: S)
    -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>)
  { unbent() }
}

/// Conditions: 1 for true, 0 for false, NaN for unknown, as beside NaN and between two equal
/// infinities. Their derivatives are 0.
struct LessThan: BinaryRule {
  var bend: Bend { .none }
  func value<S: Scalar>(_ a: S, _ b: S) -> S {
    let difference = b - a
    return difference.isNaN ? difference : difference > .zero ? .one : .zero
  }
  func first<S: Scalar>(_ a: S, _ b: S, _ v: S) -> (a: Factor<S>, b: Factor<S>) { flat(v) }
  func second<S: Scalar>(_ a: S, _ b: S, _ v: S)
    -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>)
  { unbent() }
}

struct Equality: BinaryRule {
  var bend: Bend { .none }
  func value<S: Scalar>(_ a: S, _ b: S) -> S {
    let difference = b - a
    return difference.isNaN ? difference : difference == .zero ? .one : .zero
  }
  func first<S: Scalar>(_ a: S, _ b: S, _ v: S) -> (a: Factor<S>, b: Factor<S>) { flat(v) }
  func second<S: Scalar>(_ a: S, _ b: S, _ v: S)
    -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>)
  { unbent() }
}

/// Both of two conditions; false where either is false, even if the other is unknown (Kleene 1938).
struct Conjunction: BinaryRule {
  var bend: Bend { .none }
  func value<S: Scalar>(_ a: S, _ b: S) -> S {
    if a == .zero || b == .zero { return .zero }
    return a.isNaN ? a : b
  }
  func first<S: Scalar>(_ a: S, _ b: S, _ v: S) -> (a: Factor<S>, b: Factor<S>) { flat(v) }
  func second<S: Scalar>(_ a: S, _ b: S, _ v: S)
    -> (aa: Curvature<S>, ab: Curvature<S>, bb: Curvature<S>)
  { unbent() }
}

/// One of two values, by a condition; the derivatives are those of the value that is taken.
struct Choice {
  /// Which of condition, first and second is taken, from 0; an unknown condition makes the value
  /// unknown.
  func taken<S: Scalar>(_ condition: S) -> Int {
    condition.isNaN ? 0 : condition == .zero ? 2 : 1
  }
}

extension BinaryRule {
  fileprivate func flat<S: Scalar>(_ v: S) -> (a: Factor<S>, b: Factor<S>) {
    let slope = Factor(v.isNaN ? v : S.zero)
    return (slope, slope)
  }
}
