import Calculus
import Canvas
import Comparison
import Landscape

@testable import Explorer

/// A loss whose values come when a test says so, as those of a program do. It is used by one thread.
final class SlowLoss: LossFunction, AnswerSource, @unchecked Sendable {
  /// What is computed.
  private var formula: CompiledFormula
  /// What is computed after another start.
  var next: CompiledFormula?
  private var known: Set<Point> = []
  private var asked: [Point] = []
  private(set) var gaps = 0
  private(set) var changes = 0
  private(set) var answerCount = 0
  private(set) var generation = 0
  /// Set by a test for more than the first lattice.
  var detail = 0 {
    didSet {
      changes += 1
      answerCount += 1
    }
  }
  var fault: String? { didSet { changes += 1 } }

  /// Stands for the points of a lattice.
  private static let lattice = Point(1e9, 0)

  init(_ formula: String) throws { self.formula = try Formula(formula).compiled() }

  /// Answers what is asked, or the first of it.
  func answer(_ count: Int = .max) {
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

  var source: (any AnswerSource)? { self }
  var mapChanges: Int { detail }
  var openCount: Int { asked.count }
  var urgentCount: Int { asked.count }
  var callsPerGradient: Int { 1 }
  var note: String? { "differences, h = 0.5" }
  func stopWaiting() {}

  func restart() -> Bool {
    guard fault != nil else { return false }
    (known, asked, detail, fault) = ([], [], 0, nil)
    generation += 1
    if let next { formula = next }
    return true
  }

  func value(at point: Point) -> Double { isKnown(point) ? formula.value(at: point) : .nan }

  func evaluate(at point: Point) -> Evaluation {
    isKnown(point)
      ? formula.evaluate(at: point) : Evaluation(loss: .nan, gradient: Point(.nan, .nan))
  }

  func evaluate(at points: [Point], into evaluations: inout [Evaluation]) {
    evaluations = points.map { evaluate(at: $0) }
  }

  func expansion(at point: Point) -> Expansion {
    isKnown(point)
      ? formula.expansion(at: point)
      : Expansion(
        loss: .nan, gradient: Point(.nan, .nan), hessian: Hessian(xx: .nan, xy: .nan, yy: .nan))
  }

  func values(xs: [Double], ys: [Double], accuracy: GridAccuracy) -> [Double] {
    detail > 0
      ? formula.values(xs: xs, ys: ys) : Array(repeating: .nan, count: xs.count * ys.count)
  }

  func model(x: ClosedRange<Double>, y: ClosedRange<Double>, cells: Int?) -> (any LossFunction)? {
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

extension ExplorerState {
  /// An explorer of a loss of which nothing is known yet.
  static func opening(
    on loss: SlowLoss, step: Int = 0, focus: Focus = Focus(), tool: Tool? = nil,
    change: (inout Setup) throws -> Void = { _ in }
  ) throws -> ExplorerState {
    var setup = Setup(
      surface: Surface(
        id: "slow", name: "Slow",
        loss: .given(GivenLoss(text: "slow", arguments: [], function: loss)),
        domain: Domain(x: -2...2, y: -2...2), start: Point(0, 0)))
    try change(&setup)
    var state = try ExplorerState(
      scene: Scene(openingOn: setup), playback: Playback(position: step),
      appearance: Appearance(glyphs: .braille, depth: .trueColor, glyphSets: GlyphSet.allCases),
      size: Size(width: 120, height: 40), catalog: Catalog(names: []) { _ in nil }, focus: focus)
    state.look()
    return state
  }

  /// Lets a loss answer and time pass until something is true, for at most some rounds; whether it is.
  mutating func wait(
    for loss: SlowLoss, rounds: Int = 2000, until isDone: (ExplorerState) -> Bool
  ) -> Bool {
    for _ in 0..<rounds {
      if isDone(self) { return true }
      _ = advance(seconds: 1.0 / 30)
      var isFirst = true
      work {
        defer { isFirst = false }
        return isFirst
      }
      loss.answer()
      look()
    }
    return isDone(self)
  }
}
