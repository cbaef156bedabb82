import CVectorMath

extension Exponential {
  func fill(_ target: UnsafeMutablePointer<Double>, from u: UnsafePointer<Double>, count: Int)
    -> Bool
  { vector_exp(target, u, count) }
}

extension Logarithm {
  func fill(_ target: UnsafeMutablePointer<Double>, from u: UnsafePointer<Double>, count: Int)
    -> Bool
  { vector_log(target, u, count) }
}

extension LogarithmOnePlus {
  func fill(_ target: UnsafeMutablePointer<Double>, from u: UnsafePointer<Double>, count: Int)
    -> Bool
  { vector_log1p(target, u, count) }
}

extension Sine {
  func fill(_ target: UnsafeMutablePointer<Double>, from u: UnsafePointer<Double>, count: Int)
    -> Bool
  { vector_sin(target, u, count) }
}

extension Cosine {
  func fill(_ target: UnsafeMutablePointer<Double>, from u: UnsafePointer<Double>, count: Int)
    -> Bool
  { vector_cos(target, u, count) }
}

extension HyperbolicTangent {
  func fill(_ target: UnsafeMutablePointer<Double>, from u: UnsafePointer<Double>, count: Int)
    -> Bool
  { vector_tanh(target, u, count) }
}

extension Sigmoid {
  /// Like `value`, with the exponential on the side where it cannot overflow.
  func fill(_ target: UnsafeMutablePointer<Double>, from u: UnsafePointer<Double>, count: Int)
    -> Bool
  {
    guard filledWithPowers(target, from: u, count: count) else { return false }
    for lane in 0..<count {
      target[lane] = (u[lane] < 0 ? target[lane] : 1) / (1 + target[lane])
    }
    return true
  }
}

extension Softplus {
  func fill(_ target: UnsafeMutablePointer<Double>, from u: UnsafePointer<Double>, count: Int)
    -> Bool
  {
    guard filledWithPowers(target, from: u, count: count),
      vector_log1p(target, target, count)
    else { return false }
    for lane in 0..<count { target[lane] += u[lane] > 0 ? u[lane] : 0 }
    return true
  }
}

/// Computes exp(−|u|) of a block; returns false if there is no vector function for it.
private func filledWithPowers(
  _ target: UnsafeMutablePointer<Double>, from u: UnsafePointer<Double>, count: Int
) -> Bool {
  for lane in 0..<count { target[lane] = -abs(u[lane]) }
  return vector_exp(target, target, count)
}
