/// Rules with kinks or steps: the derivative there is 0. NaN stays NaN.
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

/// The least or greatest of any number of operands; a NaN among them makes it NaN.
///
/// Where several are equally extreme, its derivatives are the mean of theirs.
struct Extremum {
  let isMaximum: Bool

  func value<S: Scalar>(_ first: S, _ second: S) -> S {
    if first.isNaN { return first }
    if second.isNaN { return second }
    return isMaximum ? (second > first ? second : first) : (second < first ? second : first)
  }
}
