import Calculus

/// The loss that a program computes, with its gradients, or else central differences of its losses.
/// Second derivatives are differences of gradients, or of losses.
///
/// The program is started once, by the shell. It reads a line `x y` for each question and answers each
/// with a line: `loss`, or `loss gx gy`. What was asked once is not asked again.
///
/// It first waits for every answer. After `source.stopWaiting()` what is not known is NaN, and counted
/// as a gap, until the answer has come.
///
/// Pictures and measurements of the whole are not asked for place by place: they are those of a spline
/// through the losses at the points of a lattice, which becomes finer as answers come.
public struct CommandFunction: LossFunction {
  private let oracle: Oracle
  private let lattice: Lattice
  /// The distance of differences, positive.
  public let h: Double

  /// The lattice for measurements that are waited for has so many cells along each side.
  private static let cellsOfSurvey = 16
  /// Those on the way to that of pictures, by which the state of knowledge is told.
  private static let levels = [8, 16, 32, 64]

  /// Starts a program.
  /// - Parameters:
  ///   - command: for `/bin/sh -c`.
  ///   - timeout: the longest time without an answer, in seconds.
  ///   - x: the sides of the domain; not empty.
  ///   - y: the same.
  ///   - h: the distance of differences, positive; nil for ∛ε of half the domain's shorter side.
  ///   - failed: called on another thread when it gives no more answers while they are waited for. If it
  ///     returns, those that wait go on waiting.
  ///   - reportInterval: the time between two reports, in seconds.
  ///   - waited: called on another thread while answers are waited for, with their number so far.
  /// - Throws: if the shell cannot be started.
  public init(
    command: String, timeout: Double, x: ClosedRange<Double>, y: ClosedRange<Double>,
    h: Double? = nil, reportInterval: Double = 0.3,
    failed: @escaping @Sendable (LossFault) -> Void, waited: @escaping @Sendable (Int) -> Void
  ) throws(LossFault) {
    lattice = Lattice(x: x, y: y)
    let scale = min(x.upperBound - x.lowerBound, y.upperBound - y.lowerBound) / 2
    // A power of two changes the points by what it says, but for overflow.
    self.h = h ?? max((0x1.965fea53d6e3dp-18 * scale).binade, .leastNormalMagnitude)
    let whole = lattice.patch(over: x, y)
    let survey = Survey(
      Self.levels.map { Survey.Level(cells: $0, points: whole.points(upTo: $0)) })
    oracle = try Oracle(
      command: command, timeout: timeout, survey: survey,
      differences: "differences, h = \(Self.short(self.h))", reportInterval: reportInterval,
      failed: failed, waited: waited)
  }

  /// The program.
  public var source: (any AnswerSource)? { oracle }

  /// Whether the program gives gradients; nil before its first answer.
  public var hasGradients: Bool? { oracle.hasGradients }

  /// The loss; NaN where it is undefined or not known yet.
  public func value(at point: Point) -> Double { answers(at: [point])[0].loss }

  /// The loss and the gradient.
  public func evaluate(at point: Point) -> Evaluation {
    guard let hasGradients = hasGradients(asking: [point]) else { return .unknown }
    return evaluation(of: answers(at: places(around: point, hasGradients))[...], hasGradients)
  }

  /// The losses and gradients at some points, all of them asked at once.
  public func evaluate(at points: [Point], into evaluations: inout [Evaluation]) {
    guard let hasGradients = hasGradients(asking: points) else {
      evaluations = points.map { _ in .unknown }
      return
    }
    let answers = answers(at: points.flatMap { places(around: $0, hasGradients) })
    let count = hasGradients ? 1 : 5
    evaluations = points.indices.map {
      evaluation(of: answers[$0 * count..<($0 + 1) * count], hasGradients)
    }
  }

  /// Whether the program gives gradients, which its first answer tells; nil if it is not there yet.
  private func hasGradients(asking points: [Point]) -> Bool? {
    if let known = oracle.hasGradients { return known }
    _ = answers(at: points)
    return oracle.hasGradients
  }

  /// Why there are no more answers; nil while there are.
  public var fault: LossFault? { oracle.lossFault }

  /// The loss, the gradient and the Hessian.
  public func expansion(at point: Point) -> Expansion {
    let (dx, dy) = (Point(1, 0), Point(0, 1))
    guard let hasGradients = hasGradients(asking: [point]) else {
      return Expansion(
        loss: .nan, gradient: Point(.nan, .nan), hessian: Hessian(xx: .nan, xy: .nan, yy: .nan))
    }
    if hasGradients {
      let all = answers(at: [point, point + h * dx, point - h * dx, point + h * dy, point - h * dy])
      let gradients = all.map { $0.gradient ?? Point(.nan, .nan) }
      let (alongX, alongY) = (
        (gradients[1] - gradients[2]) / (2 * h), (gradients[3] - gradients[4]) / (2 * h)
      )
      return Expansion(
        loss: all[0].loss, gradient: gradients[0],
        hessian: Hessian(xx: alongX.x, xy: (alongX.y + alongY.x) / 2, yy: alongY.y))
    }
    // Second differences lose twice the digits at the same distance.
    let k = 32 * h
    let all = answers(
      at: places(around: point, false)
        + [
          point + k * dx, point - k * dx, point + k * dy, point - k * dy, point + k * (dx + dy),
          point - k * (dx + dy), point + k * (dx - dy), point - k * (dx - dy),
        ])
    let here = evaluation(of: all[0..<5], false)
    let f = all[5...].map(\.loss)
    return Expansion(
      loss: here.loss, gradient: here.gradient,
      hessian: Hessian(
        xx: (f[0] - 2 * here.loss + f[1]) / (k * k),
        xy: (f[4] + f[5] - f[6] - f[7]) / (4 * k * k),
        yy: (f[2] - 2 * here.loss + f[3]) / (k * k)))
  }

  /// The losses on a grid. For a picture they are those of a spline; what it lacks is foretold, and asked
  /// for from coarse to fine, in place of what the last picture lacks.
  public func values(xs: [Double], ys: [Double], accuracy: GridAccuracy) -> [Double] {
    guard accuracy != .exact, let x = xs.range, let y = ys.range, xs.count > 8, ys.count > 8 else {
      return answers(at: ys.flatMap { y in xs.map { Point($0, y) } }).map(\.loss)
    }
    let patch = lattice.patch(over: x, y)
    let answers: [Answer?] =
      oracle.waits ? self.answers(at: patch.points) : oracle.knownAnswers(onMap: patch.points)
    let known = answers.map { $0?.loss }
    // The spline through one value would show how it is rounded, and few values are no surface.
    if let value = known.onlyValue(least: 9) {
      return Array(repeating: value, count: xs.count * ys.count)
    }
    // Rounding may put an edge beyond the outermost lines.
    return patch.picture(of: known).values(
      xs: xs.map { $0.clamped(to: patch.xs) }, ys: ys.map { $0.clamped(to: patch.ys) },
      accuracy: .exact)
  }

  /// The surface through known losses, in the part of the rectangle that is in the domain. If a number of
  /// cells is stated, or answers are waited for, what is missing is asked for.
  public func model(x: ClosedRange<Double>, y: ClosedRange<Double>, cells: Int?)
    -> (any LossFunction)?
  {
    guard x.overlaps(lattice.x), y.overlaps(lattice.y) else { return nil }
    let waits = oracle.waits
    let least = waits ? Self.cellsOfSurvey : Self.levels[0]
    let patch = lattice.patch(over: x.clamped(to: lattice.x), y.clamped(to: lattice.y))
    func known() -> BicubicSpline? {
      patch.model(
        through: oracle.knownAnswers(at: patch.points).map { $0?.loss }, cells: cells, least: least)
    }
    if let model = known() { return model }
    guard waits || cells != nil else { return nil }
    _ = answers(at: patch.points(upTo: cells ?? least))
    return known()
  }

  private func places(around point: Point, _ hasGradients: Bool) -> [Point] {
    if hasGradients { return [point] }
    return [point] + [Point(h, 0), Point(-h, 0), Point(0, h), Point(0, -h)].map { point + $0 }
  }

  private func evaluation(of answers: ArraySlice<Answer>, _ hasGradients: Bool) -> Evaluation {
    let f = Array(answers)
    let gradient =
      hasGradients
      ? f[0].gradient ?? Point(.nan, .nan)
      : Point(f[1].loss - f[2].loss, f[3].loss - f[4].loss) / (2 * h)
    return Evaluation(loss: f[0].loss, gradient: gradient)
  }

  private func answers(at points: [Point]) -> [Answer] {
    let unknown = Answer(loss: .nan, gradient: nil)
    guard points.allSatisfy(\.isFinite) else {
      let finite = points.filter(\.isFinite)
      var known = oracle.answers(at: finite)[...]
      return points.map { $0.isFinite ? (known.removeFirst() ?? unknown) : unknown }
    }
    return oracle.answers(at: points).map { $0 ?? unknown }
  }

  /// Two digits, as there is room on a title line: "3.1e-05".
  private static func short(_ number: Double) -> String {
    let text = "\(number)"
    guard let exponent = text.firstIndex(of: "e") else { return String(text.prefix(6)) }
    return String(text[..<exponent].prefix(3) + text[exponent...])
  }
}

extension Evaluation {
  fileprivate static let unknown = Evaluation(loss: .nan, gradient: Point(.nan, .nan))
}

extension Double {
  /// The number itself, or the nearest of an ascending list's ends.
  fileprivate func clamped(to places: [Double]) -> Double {
    min(max(self, places[0]), places[places.count - 1])
  }
}

extension [Double?] {
  /// The value that all known ones have, or the median of a few; nil if there are others, or none.
  /// - Parameter least: the number that is not few.
  fileprivate func onlyValue(least: Int) -> Double? {
    let some = compactMap { $0 }.sorted()
    guard let first = some.first, let last = some.last, first.isFinite, last.isFinite,
      some.count < least || first == last
    else { return nil }
    return some[some.count / 2]
  }
}

extension [Double] {
  /// From the first to the last, which is larger; nil if it is not.
  fileprivate var range: ClosedRange<Double>? {
    guard let first, let last, first < last else { return nil }
    return first...last
  }
}
