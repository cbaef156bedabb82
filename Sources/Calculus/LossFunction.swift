/// A loss as a function of two parameters, with its exact derivatives: what maps, critical points and
/// scales are computed from, wherever the loss comes from.
///
/// A formula is one (`CompiledFormula`), as is a mean of a formula over rows of data. A loss of one's
/// own needs `value(at:)`, `evaluate(at:)` and `expansion(at:)`. A value or derivative that does not
/// exist is NaN or infinite, never a wrong number, and equal arguments give equal bits, in all
/// methods.
public protocol LossFunction: Sendable {
  /// Returns the value; NaN where it is undefined.
  func value(at point: Point) -> Double

  /// Returns the value and the gradient.
  func evaluate(at point: Point) -> Evaluation

  /// Replaces `evaluations` by those at as many points, with the bits of `evaluate(at:)`; by default
  /// one by one.
  func evaluate(at points: [Point], into evaluations: inout [Evaluation])

  /// Returns the value, the gradient and the matrix of second derivatives.
  func expansion(at point: Point) -> Expansion

  /// Returns the values on a grid, row-major: `ys.count` rows of `xs.count` values; by default they are
  /// computed one by one.
  /// - Parameters:
  ///   - xs: the x of each column.
  ///   - ys: the y of each row.
  ///   - accuracy: whether the values must have the bits of `value(at:)`.
  func values(xs: [Double], ys: [Double], accuracy: GridAccuracy) -> [Double]

  /// Returns the value as computed in single precision; by default the value rounded to it.
  func singleValue(at point: SIMD2<Float>) -> Float

  /// The number of rows of data that the loss is a mean over; nil, the default, if it is not a mean.
  var rowCount: Int? { get }

  /// Where the values come from if they take time; nil, the default, if they are computed at once.
  var source: (any AnswerSource)? { get }

  /// Returns what the loss is like over a rectangle, for whatever looks at thousands of places: by
  /// default the loss itself. Where values take time it is a smooth surface through some that are known;
  /// nil while they are too few.
  /// - Parameters:
  ///   - x: from the left edge to the right one; not empty.
  ///   - y: from the lower edge to the upper one; not empty.
  ///   - cells: asks for the values at the points of a lattice with so many cells along each side, and takes
  ///     these; nil for as many as are known.
  func model(x: ClosedRange<Double>, y: ClosedRange<Double>, cells: Int?) -> (any LossFunction)?

  /// Returns why there is no value at a point, where the loss is known on a grid alone; nil, the default,
  /// where there is one, or nothing is known of it.
  func offGrid(at point: Point) -> OffGrid?

  /// Returns the mean over some of the rows, and its gradient. It is called only where there are rows,
  /// with at least one, each at least 0 and below `rowCount`; one that occurs twice counts twice.
  func evaluate(at point: Point, rows: [Int]) -> Evaluation
}

extension LossFunction {
  /// The gradient (∂f/∂x, ∂f/∂y); `evaluate(at:)` gives the value with it at no extra cost.
  public func gradient(at point: Point) -> Point { evaluate(at: point).gradient }

  /// The matrix of second derivatives; `expansion(at:)` gives the value and the gradient with it at
  /// no extra cost.
  public func hessian(at point: Point) -> Hessian { expansion(at: point).hessian }

  /// The values on a grid, with the bits of `value(at:)`.
  public func values(xs: [Double], ys: [Double]) -> [Double] {
    values(xs: xs, ys: ys, accuracy: .exact)
  }

  /// The default: one by one.
  public func evaluate(at points: [Point], into evaluations: inout [Evaluation]) {
    for index in points.indices { evaluations[index] = evaluate(at: points[index]) }
  }

  /// The default: one by one.
  public func values(xs: [Double], ys: [Double], accuracy: GridAccuracy) -> [Double] {
    ys.flatMap { y in xs.map { value(at: Point($0, y)) } }
  }

  /// The default: the value, rounded.
  public func singleValue(at point: SIMD2<Float>) -> Float { Float(value(at: Point(point))) }

  /// The default: the loss is not a mean.
  public var rowCount: Int? { nil }

  /// The default: values are computed at once.
  public var source: (any AnswerSource)? { nil }

  /// The default: the loss itself.
  public func model(x: ClosedRange<Double>, y: ClosedRange<Double>, cells: Int?)
    -> (any LossFunction)?
  { self }

  /// The default: there is no grid.
  public func offGrid(at point: Point) -> OffGrid? { nil }

  /// The default: there are no rows.
  public func evaluate(at point: Point, rows: [Int]) -> Evaluation {
    preconditionFailure("only a mean has rows")
  }
}
