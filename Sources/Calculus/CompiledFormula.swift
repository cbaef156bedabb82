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

  /// The value and the gradient, in one pass.
  public func evaluate(at point: Point) -> Evaluation {
    if let mean { return mean.evaluate(at: point) }
    let result = DualMachine.evaluate(program, at: point)
    return result.isFinite ? result : completed(result, at: point)
  }

  /// The gradient (∂f/∂x, ∂f/∂y); `evaluate(at:)` gives the value with it at no extra cost.
  public func gradient(at point: Point) -> Point { evaluate(at: point).gradient }

  /// The matrix of second derivatives; `expansion(at:)` gives the value and the gradient with it at no
  /// extra cost.
  public func hessian(at point: Point) -> Hessian { expansion(at: point).hessian }

  /// The value, the gradient and the matrix of second derivatives, in one pass.
  public func expansion(at point: Point) -> Expansion {
    if let mean { return mean.expansion(at: point) }
    let jet = JetMachine<Double>.jet(of: program, at: point)
    var first = Evaluation(loss: jet.value, gradient: Point(jet.x, jet.y))
    var hessian = Hessian(xx: jet.xx, xy: jet.xy, yy: jet.yy)
    if first.isFinite && hessian.isFinite {
      return Expansion(loss: first.loss, gradient: first.gradient, hessian: hessian)
    }
    if !first.isFinite { first = completed(first, at: point) }
    if program.mayOverflow {
      let wide = JetMachine<WideNumber>.jet(of: program, at: point)
      hessian = Hessian(
        xx: hessian.xx.unlessKnown(wide.xx), xy: hessian.xy.unlessKnown(wide.xy),
        yy: hessian.yy.unlessKnown(wide.yy))
    }
    if program.hasRoots, !hessian.isFinite, first.loss.isFinite {
      let root = RootMachine.derivatives(of: program, at: point).hessian
      if root.isFinite { hessian = root }
    }
    return Expansion(loss: first.loss, gradient: first.gradient, hessian: hessian)
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

  /// The evaluation with its missing parts filled in where they exist: an intermediate overflow is
  /// avoided by numbers with a wider range, and the derivatives at a root of 0 come from its radicand.
  private func completed(_ result: Evaluation, at point: Point) -> Evaluation {
    var result = result
    if program.mayOverflow {
      let wide = JetMachine<WideNumber>.jet(of: program, at: point)
      if !result.loss.isFinite { result.loss = result.loss.unlessKnown(wide.value) }
      result.gradient = Point(
        result.gradient.x.unlessKnown(wide.x), result.gradient.y.unlessKnown(wide.y))
    }
    if program.hasRoots, result.loss.isFinite, !result.gradient.isFinite {
      let root = RootMachine.derivatives(of: program, at: point).gradient
      if root.isFinite { result.gradient = root }
    }
    return result
  }
}

extension Double {
  /// The number that a wider range has in place of this one, if it is a number there.
  fileprivate func unlessKnown(_ other: WideNumber) -> Double { other.isNaN ? self : other.double }
}
