/// Comparisons and what is made of them: 1 where it is so, 0 where not, NaN where that is unknown,
/// as it is beside NaN and between two equal infinities. The derivatives are 0.
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

/// Both of two conditions; false where one of them is, whatever the other (Kleene 1938).
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

/// One of two values, by a condition; the derivatives are those of the one that is taken.
struct Choice {
  /// The place among condition, first and second of the one that is taken: an unknown condition
  /// makes the value unknown.
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
