/// A function of x and y with exact derivatives.
///
///     let loss = try Formula("(1 - x)^2 + 100*(y - x^2)^2").compiled()
///     loss.value(at: Point(0, 1))     // 101.0
///     loss.gradient(at: Point(0, 1))  // (-2.0, 200.0)
///
/// The derivatives come from the rules of calculus, not from differences. A value or derivative
/// that does not exist is NaN or infinite, never a wrong number. Where one-sided derivatives
/// differ:
///
/// - At the kinks of `abs` and `relu` and the steps of `sign`, `floor` and `ceil`, they are 0.
/// - Where arguments of `min` or `max` tie, they are the mean of those arguments' derivatives.
/// - `if` has the derivatives of the branch that is taken.
/// - Where `mod` jumps, it has the derivatives of its right side.
///
/// A root of 0 has no derivatives, but an even function of a root has them: cos(sqrt(x^2 + y^2)).
/// Equal arguments give equal bits, in all methods.
public struct CompiledFormula: LossFunction {
  let program: Program
  /// Set where the function is a mean over the rows of a table; `program` then computes one row.
  let mean: SampleMean?

  init(program: Program, mean: SampleMean? = nil) {
    self.program = program
    self.mean = mean
  }

  /// The value of the function; NaN where it is undefined.
  public func value(at point: Point) -> Double {
    if let mean { return mean.value(at: point) }
    let value = ScalarMachine<Double>.value(of: program, at: point)
    guard !value.isFinite, program.mayOverflow else { return value }
    return value.unlessDefined(ScalarMachine<WideNumber>.value(of: program, at: point))
  }

  /// The value and the gradient, in one pass.
  public func evaluate(at point: Point) -> Evaluation {
    if let mean { return mean.evaluate(at: point) }
    let result = DualMachine.evaluate(program, at: point)
    return result.isFinite ? result : completed(result, at: point)
  }

  /// The values and the gradients at many points, with the bits of `evaluate(at:)`.
  ///
  /// The points share the cost of interpreting the formula: a dozen or more are several times as fast
  /// together as one by one.
  /// - Parameters:
  ///   - points: any number of points.
  ///   - evaluations: as many, which are replaced; a precondition.
  public func evaluate(at points: [Point], into evaluations: inout [Evaluation]) {
    precondition(points.count == evaluations.count)
    if let mean {
      for index in points.indices { evaluations[index] = mean.evaluate(at: points[index]) }
      return
    }
    points.withUnsafeBufferPointer { points in
      evaluations.withUnsafeMutableBufferPointer { results in
        if DualLaneMachine.evaluate(program, at: points, into: results) { return }
        for index in results.indices where !results[index].isFinite {
          results[index] = completed(results[index], at: points[index])
        }
      }
    }
  }

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
        xx: hessian.xx.unlessDefined(wide.xx), xy: hessian.xy.unlessDefined(wide.xy),
        yy: hessian.yy.unlessDefined(wide.yy))
    }
    if program.hasRoots, !hessian.isFinite, first.loss.isFinite {
      let root = RootMachine.derivatives(of: program, at: point).hessian
      if root.isFinite { hessian = root }
    }
    return Expansion(loss: first.loss, gradient: first.gradient, hessian: hessian)
  }

  /// The values on a grid, row-major: `ys.count` rows of `xs.count` values.
  ///
  /// Subexpressions of x or y alone are computed once per column or row.
  /// - Parameters:
  ///   - xs: the x of each column.
  ///   - ys: the y of each row.
  ///   - accuracy: whether the values must have the bits of `value(at:)`.
  /// - Complexity: O(`xs.count` · `ys.count`).
  public func values(xs: [Double], ys: [Double], accuracy: GridAccuracy) -> [Double] {
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
  /// avoided by numbers with a wider range, and the derivatives at a root of 0 come from its
  /// radicand.
  func completed(_ result: Evaluation, at point: Point) -> Evaluation {
    var result = result
    if program.mayOverflow {
      let wide = JetMachine<WideNumber>.jet(of: program, at: point)
      if !result.loss.isFinite { result.loss = result.loss.unlessDefined(wide.value) }
      result.gradient = Point(
        result.gradient.x.unlessDefined(wide.x), result.gradient.y.unlessDefined(wide.y))
    }
    if program.hasRoots, result.loss.isFinite, !result.gradient.isFinite {
      let root = RootMachine.derivatives(of: program, at: point).gradient
      if root.isFinite { result.gradient = root }
    }
    return result
  }
}

extension CompiledFormula {
  /// The number of rows that the function is a mean over; nil if it is not a mean.
  public var rowCount: Int? { mean?.rowCount }

  /// The mean over some of the rows, and its gradient: what a training loop computes on a batch.
  ///
  /// All rows in ascending order give the bits of `evaluate(at:)`.
  /// - Parameters:
  ///   - point: where to evaluate.
  ///   - rows: at least one, each at least 0 and below `rowCount`; preconditions. A row that occurs
  ///     twice counts twice.
  /// - Complexity: O(`rows.count`).
  public func evaluate(at point: Point, rows: [Int]) -> Evaluation {
    guard let mean else { preconditionFailure("only a mean has rows") }
    precondition(!rows.isEmpty && rows.allSatisfy { 0..<mean.rowCount ~= $0 })
    return mean.evaluate(at: point, rows: rows)
  }
}

extension Double {
  /// The number that was computed with a wider range, or this one where that is NaN.
  fileprivate func unlessDefined(_ other: WideNumber) -> Double {
    other.isNaN ? self : other.double
  }
}
