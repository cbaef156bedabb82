import Calculus

/// A loss whose values come when a test says so, as those of a program do. It is used by one thread.
public final class SlowLoss: LossFunction, AnswerSource, @unchecked Sendable {
  /// What is computed.
  private var formula: CompiledFormula
  /// What is computed after another start.
  public var next: CompiledFormula?
  private var known: Set<Point> = []
  private var asked: [Point] = []
  public private(set) var gaps = 0
  public private(set) var changes = 0
  public private(set) var answerCount = 0
  public private(set) var generation = 0
  /// Set by a test for more than the first lattice.
  public var detail = 0 {
    didSet {
      changes += 1
      answerCount += 1
    }
  }
  public var fault: String? { didSet { changes += 1 } }

  /// Stands for the points of a lattice.
  private static let lattice = Point(1e9, 0)

  public init(_ formula: String) throws { self.formula = try Formula(formula).compiled() }

  /// Answers what is asked, or the first of it.
  public func answer(_ count: Int = .max) {
    for point in asked.prefix(count) {
      known.insert(point)
      if point == Self.lattice { detail = max(detail, 8) }
      answerCount += 1
      changes += 1
    }
    asked.removeFirst(min(count, asked.count))
  }

  private func isKnown(_ point: Point) -> Bool {
    if known.contains(point) { return true }
    gaps += 1
    if !asked.contains(point) { asked.append(point) }
    return false
  }

  public var source: (any AnswerSource)? { self }
  public var mapChanges: Int { detail }
  public var openCount: Int { asked.count }
  public var urgentCount: Int { asked.count }
  public var callsPerGradient: Int { 1 }
  public var note: String? { "differences, h = 0.5" }
  public func stopWaiting() {}

  public func restart() -> Bool {
    guard fault != nil else { return false }
    (known, asked, detail, fault) = ([], [], 0, nil)
    generation += 1
    if let next { formula = next }
    return true
  }

  public func value(at point: Point) -> Double { isKnown(point) ? formula.value(at: point) : .nan }

  public func evaluate(at point: Point) -> Evaluation {
    isKnown(point)
      ? formula.evaluate(at: point) : Evaluation(loss: .nan, gradient: Point(.nan, .nan))
  }

  public func evaluate(at points: [Point], into evaluations: inout [Evaluation]) {
    evaluations = points.map { evaluate(at: $0) }
  }

  public func expansion(at point: Point) -> Expansion {
    isKnown(point)
      ? formula.expansion(at: point)
      : Expansion(
        loss: .nan, gradient: Point(.nan, .nan), hessian: Hessian(xx: .nan, xy: .nan, yy: .nan))
  }

  public func values(xs: [Double], ys: [Double], accuracy: GridAccuracy) -> [Double] {
    detail > 0
      ? formula.values(xs: xs, ys: ys) : Array(repeating: .nan, count: xs.count * ys.count)
  }

  public func model(x: ClosedRange<Double>, y: ClosedRange<Double>, cells: Int?)
    -> (any LossFunction)?
  {
    guard cells == nil || isKnown(Self.lattice), detail > 0 else { return nil }
    let count = (cells ?? detail) + 1
    func places(_ range: ClosedRange<Double>) -> [Double] {
      (0..<count).map {
        range.lowerBound + Double($0) / Double(count - 1) * (range.upperBound - range.lowerBound)
      }
    }
    return BicubicSpline(
      values: formula.values(xs: places(x), ys: places(y)), width: count, height: count, x: x, y: y)
  }
}
