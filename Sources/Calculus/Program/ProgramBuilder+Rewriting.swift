/// Expressions that are computed in a better way than they are written.
///
/// Each replacement has the same true value and is at least as accurate. It avoids overflow or
/// cancellation on the way: log(1 + exp(1000)) is 1000, though exp(1000) is infinite.
extension ProgramBuilder {
  /// Powers up to this exponent are products: a few roundings, and correct derivatives at 0.
  private static let largestProduct = 32.0

  mutating func power(_ base: Value, _ exponent: Value) -> Value {
    if let known = constantValue(base) {
      if let exponent = constantValue(exponent) {
        return power(base, constantExponent: exponent)
      }
      if known == Constant.e.value { return unary(.exp, exponent) }
      return unary(.exponential, exponent, immediate: known)
    }
    if let exponent = constantValue(exponent) { return power(base, constantExponent: exponent) }
    return binary(.power, base, exponent)
  }

  private mutating func power(_ base: Value, constantExponent exponent: Double) -> Value {
    if exponent == 0 { return constant(1) }
    if exponent == 0.5 { return unary(.sqrt, base) }
    let size = abs(exponent)
    guard size <= Self.largestProduct, size == size.rounded(.towardZero) else {
      return unary(.powerConstant, base, immediate: exponent)
    }
    let product = product(of: base, Int(size))
    return exponent < 0 ? binary(.divide, constant(1), product) : product
  }

  private mutating func product(of base: Value, _ count: Int) -> Value {
    if count == 1 { return base }
    let half = product(of: base, count / 2)
    let even = unary(.square, half)
    return count.isMultiple(of: 2) ? even : binary(.multiply, base, even)
  }

  mutating func rewritten(_ operation: Operation, _ operand: Value) -> Value? {
    if operation.isEven, let bare = withoutSign(operand) { return unary(operation, bare) }
    switch (operation, sources[operand]) {
    case (.negate, .unary(.negate, let inner, _)):
      return inner
    case (.log1p, .unary(.exp, let inner, _)):
      return unary(.softplus, inner)
    case (.log, .binary(.add, let left, let right)):
      if constantValue(left) == 1 { return unary(.log1p, right) }
      if constantValue(right) == 1 { return unary(.log1p, left) }
      return nil
    case (.log, .binary(.subtract, let left, let right)) where constantValue(left) == 1:
      return unary(.log1p, unary(.negate, right))
    default:
      return nil
    }
  }

  mutating func rewritten(_ operation: Operation, _ left: Value, _ right: Value) -> Value? {
    switch operation {
    case .multiply:
      if constantValue(left) == 1 { return right }
      if constantValue(right) == 1 { return left }
      // |u|·|u|
      if left == right, let bare = withoutSign(left) { return unary(.square, bare) }
    case .subtract:
      // exp(u) − 1
      if case .unary(.exp, let exponent, _) = sources[left], constantValue(right) == 1 {
        return unary(.expm1, exponent)
      }
    case .divide:
      if constantValue(right) == 1 { return left }
      // The reciprocal of a power of two is exact, and so is its product with anything.
      if let power = constantValue(right), power.significand == 1, (1 / power).isNormal {
        return binary(.multiply, left, constant(1 / power))
      }
      // a / exp(u)
      if case .unary(.exp, let exponent, _) = sources[right] {
        return binary(.multiply, left, unary(.exp, unary(.negate, exponent)))
      }
      // exp(u) / (1 + exp(u)), then a / (1 + exp(u))
      if let exponent = exponentBesideOne(right) {
        if case .unary(.exp, exponent, _) = sources[left] { return unary(.sigmoid, exponent) }
        return binary(.multiply, left, unary(.sigmoid, unary(.negate, exponent)))
      }
      // a / (1 + exp(u))², one factor after the other
      if case .unary(.square, let factor, _) = sources[right], exponentBesideOne(factor) != nil {
        return binary(.divide, binary(.divide, left, factor), factor)
      }
    default:
      break
    }
    return nil
  }

  /// u for |u|, or a multiple of u for the same multiple of |u|: an even function may take this
  /// instead, so that no kink disturbs its derivatives.
  private mutating func withoutSign(_ value: Value) -> Value? {
    switch sources[value] {
    case .unary(.abs, let inner, _): return inner
    case .binary(.multiply, let left, let right):
      if constantValue(left) != nil, let bare = withoutSign(right) {
        return binary(.multiply, left, bare)
      }
      if constantValue(right) != nil, let bare = withoutSign(left) {
        return binary(.multiply, bare, right)
      }
      return nil
    case .binary(.divide, let left, let right) where constantValue(right) != nil:
      return withoutSign(left).map { binary(.divide, $0, right) }
    default: return nil
    }
  }

  /// The u of 1 + exp(u).
  private func exponentBesideOne(_ value: Value) -> Value? {
    guard case .binary(.add, let left, let right) = sources[value] else { return nil }
    for (one, power) in [(left, right), (right, left)] where constantValue(one) == 1 {
      if case .unary(.exp, let exponent, _) = sources[power] { return exponent }
    }
    return nil
  }
}
