import Calculus

/// The loss that a program computes, with its gradients, or else central differences of its losses.
/// Second derivatives are differences of gradients, or of losses.
///
/// The program is started once, by the shell. It reads a line `x y` for each question and answers each
/// with a line: `loss`, or `loss gx gy`. What was asked once is not asked again.
///
/// It first waits for every answer. After `source.stopWaiting()` what is not known is NaN, and counted
/// as a gap, until the answer has come.
public struct CommandFunction: LossFunction {
  private let oracle: Oracle
  /// The distance of differences, positive.
  public let h: Double
  /// Whether the program gives gradients.
  public let hasGradients: Bool

  /// Starts a program, and asks it for one point.
  /// - Parameters:
  ///   - command: for `/bin/sh -c`.
  ///   - timeout: the longest time without an answer, in seconds.
  ///   - scale: half of the shorter side of the domain; differences are taken at ∛ε of it.
  ///   - point: what it is asked first.
  ///   - failed: called on another thread when it gives no more answers while they are waited for. If it
  ///     returns, those that wait go on waiting.
  ///   - waited: called on another thread, a few times a second while answers are waited for, with their
  ///     number so far.
  /// - Throws: if the shell cannot be started.
  public init(
    command: String, timeout: Double, scale: Double, first point: Point,
    failed: @escaping @Sendable (LossFault) -> Void, waited: @escaping @Sendable (Int) -> Void
  ) throws(LossFault) {
    oracle = try Oracle(command: command, timeout: timeout, failed: failed, waited: waited)
    // A power of two changes the points by what it says, but for overflow.
    h = max((0x1.965fea53d6e3dp-18 * scale).binade, .leastNormalMagnitude)
    hasGradients = oracle.answers(at: [point])[0]?.gradient != nil
    oracle.set(note: hasGradients ? nil : "differences, h = \(Self.short(h))")
  }

  /// The program.
  public var source: (any AnswerSource)? { oracle }

  /// The loss; NaN where it is undefined or not known yet.
  public func value(at point: Point) -> Double { answers(at: [point])[0].loss }

  /// The loss and the gradient.
  public func evaluate(at point: Point) -> Evaluation {
    evaluation(of: answers(at: places(around: point))[...])
  }

  /// The losses and gradients at some points, all of them asked at once.
  public func evaluate(at points: [Point], into evaluations: inout [Evaluation]) {
    let answers = answers(at: points.flatMap(places(around:)))
    let count = hasGradients ? 1 : 5
    evaluations = points.indices.map {
      evaluation(of: answers[$0 * count..<($0 + 1) * count])
    }
  }

  /// The loss, the gradient and the Hessian.
  public func expansion(at point: Point) -> Expansion {
    let (dx, dy) = (Point(1, 0), Point(0, 1))
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
      at: places(around: point)
        + [
          point + k * dx, point - k * dx, point + k * dy, point - k * dy, point + k * (dx + dy),
          point - k * (dx + dy), point + k * (dx - dy), point - k * (dx - dy),
        ])
    let here = evaluation(of: all[0..<5])
    let f = all[5...].map(\.loss)
    return Expansion(
      loss: here.loss, gradient: here.gradient,
      hessian: Hessian(
        xx: (f[0] - 2 * here.loss + f[1]) / (k * k),
        xy: (f[4] + f[5] - f[6] - f[7]) / (4 * k * k),
        yy: (f[2] - 2 * here.loss + f[3]) / (k * k)))
  }

  /// The losses on a grid. For a picture, what is not known is interpolated, and asked for from coarse to
  /// fine, in place of what the last picture lacks.
  public func values(xs: [Double], ys: [Double], accuracy: GridAccuracy) -> [Double] {
    if accuracy == .exact || oracle.waits {
      return answers(at: ys.flatMap { y in xs.map { Point($0, y) } }).map(\.loss)
    }
    var picture = CoarsePicture(width: xs.count, height: ys.count)
    let places = picture.places
    let known = oracle.knownAnswers(onMap: places.map { Point(xs[$0.column], ys[$0.row]) })
    picture.fill(places, known.map { $0?.loss })
    return picture.values
  }

  private func places(around point: Point) -> [Point] {
    if hasGradients { return [point] }
    return [point] + [Point(h, 0), Point(-h, 0), Point(0, h), Point(0, -h)].map { point + $0 }
  }

  private func evaluation(of answers: ArraySlice<Answer>) -> Evaluation {
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
