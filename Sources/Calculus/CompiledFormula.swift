/// A function of x and y with exact derivatives.
///
/// Derivatives are those of the formula, not differences. A value or derivative that does not exist
/// is NaN or infinite, never a wrong number; at the kinks of `abs`, `relu`, `sign`, `floor` and
/// `ceil` it is 0, and where arguments of `min` or `max` tie, the mean of theirs; `if` has those of
/// the branch that is taken, and where `mod` jumps it goes on as on its right. A root of 0 has no
/// derivatives, but what is even in it has: cos(sqrt(x^2 + y^2)). Equal arguments give equal bits,
/// also between the methods.
public struct CompiledFormula: Sendable {
  let program: Program
  /// Set where the function is a mean over the rows of a table; `program` is one row's then.
  let mean: SampleMean?

  init(program: Program, mean: SampleMean? = nil) {
    self.program = program
    self.mean = mean
  }

  /// The value of the function.
  public func value(at point: Point) -> Double {
    if let mean { return mean.value(at: point) }
    let value = ScalarMachine<Double>.value(of: program, at: point)
    guard !value.isFinite, program.mayOverflow else { return value }
    return value.unlessKnown(ScalarMachine<WideNumber>.value(of: program, at: point))
  }

  /// The value and the gradient (∂f/∂x, ∂f/∂y), in one pass.
  public func gradient(at point: Point) -> (value: Double, gradient: Point) {
    if let mean { return mean.gradient(at: point) }
    let dual = DualMachine.gradient(of: program, at: point)
    return dual.value.isFinite && dual.gradient.isFinite
      ? (dual.value, dual.gradient) : gradient(dual, retakenAt: point)
  }

  /// The value, the gradient and the matrix of second derivatives, in one pass.
  public func curvature(at point: Point) -> (value: Double, gradient: Point, hessian: Hessian) {
    if let mean { return mean.curvature(at: point) }
    let jet = JetMachine<Double>.jet(of: program, at: point)
    let dual = Dual(value: jet.value, gradient: Point(jet.x, jet.y))
    var hessian = Hessian(xx: jet.xx, xy: jet.xy, yy: jet.yy)
    let isFirstFinite = dual.value.isFinite && dual.gradient.isFinite
    if isFirstFinite && hessian.isFinite { return (dual.value, dual.gradient, hessian) }
    let first = isFirstFinite ? (dual.value, dual.gradient) : gradient(dual, retakenAt: point)
    if program.mayOverflow {
      let wide = JetMachine<WideNumber>.jet(of: program, at: point)
      hessian = Hessian(
        xx: hessian.xx.unlessKnown(wide.xx), xy: hessian.xy.unlessKnown(wide.xy),
        yy: hessian.yy.unlessKnown(wide.yy))
    }
    if program.hasRoots, !hessian.isFinite, first.0.isFinite {
      let root = RootMachine.derivatives(of: program, at: point).hessian
      if root.isFinite { hessian = root }
    }
    return (first.0, first.1, hessian)
  }

  /// The values on a grid, row-major: `ys.count` rows of `xs.count` values.
  ///
  /// What depends on x or y alone is computed once per column or row.
  /// - Complexity: O(`xs.count` · `ys.count`).
  public func values(xs: [Double], ys: [Double], accuracy: GridAccuracy = .exact) -> [Double] {
    if let mean { return mean.values(xs: xs, ys: ys, accuracy: accuracy) }
    return [Double](unsafeUninitializedCapacity: xs.count * ys.count) { buffer, count in
      GridEvaluation.fill(buffer, with: program, xs: xs, ys: ys, accuracy: accuracy)
      count = xs.count * ys.count
      guard program.mayOverflow else { return }
      for index in buffer.indices where !buffer[index].isFinite {
        buffer[index] = value(at: Point(xs[index % xs.count], ys[index / xs.count]))
      }
    }
  }

  /// What overflowed on the way may be finite in numbers with a wider range, and what a root of 0
  /// has no slope for may have one.
  private func gradient(_ dual: Dual, retakenAt point: Point) -> (value: Double, gradient: Point) {
    var result = (dual.value, dual.gradient)
    if program.mayOverflow {
      let wide = JetMachine<WideNumber>.jet(of: program, at: point)
      if !dual.value.isFinite { result.0 = dual.value.unlessKnown(wide.value) }
      result.1 = Point(
        dual.gradient.x.unlessKnown(wide.x), dual.gradient.y.unlessKnown(wide.y))
    }
    if program.hasRoots, result.0.isFinite, !result.1.isFinite {
      let root = RootMachine.derivatives(of: program, at: point).gradient
      if root.isFinite { result.1 = root }
    }
    return result
  }
}

extension Double {
  /// The number that a wider range has in place of this one, if it is a number there.
  fileprivate func unlessKnown(_ other: WideNumber) -> Double { other.isNaN ? self : other.double }
}
