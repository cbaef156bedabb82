import Calculus

/// A line search for a step that lowers the loss enough and flattens the slope enough.
///
///     f(p + t·d) ≤ f(p) + c1·t·(g · d)   and   |∇f(p + t·d) · d| ≤ c2·|g · d|
///
/// Nocedal and Wright, "Numerical Optimization" (2006), algorithms 3.5 and 3.6, with cubic
/// interpolation; it follows PyTorch's `_strong_wolfe` (from minFunc) trial by trial. A trial with
/// a loss or gradient that is not finite, which PyTorch does not check, counts as infinitely high,
/// and the bracket is halved.
struct StrongWolfe: Sendable {
  let decrease: Double
  let flattening: Double
  /// A bracket with a shorter step along both axes is not narrowed further.
  let shortestBracket: Double
  let longestSearch = 25

  init(decrease: Double = 1e-4, flattening: Double = 0.9, shortestBracket: Double = 1e-9) {
    self.decrease = decrease
    self.flattening = flattening
    self.shortestBracket = shortestBracket
  }

  static func hyperparameters(flattening: Double) -> [Hyperparameter] {
    [
      Hyperparameter(
        "c1", default: 1e-4, allowed: .insideOf(0, 1),
        meaning: "share of the decrease along the slope that a step must bring"),
      Hyperparameter(
        "c2", default: flattening, allowed: .insideOf(0, 1),
        meaning: "share of the slope that it may leave"),
    ]
  }

  /// The fault in a combination of the two values.
  static let fault: OptimizerKind.Fault = { values in
    let (c1, c2) = (values["c1"], values["c2"])
    return c1 < c2 ? nil : ("c1", .outOfRange(c1, allowed: .insideOf(0, c2)))
  }

  /// The steps t·d from a point, t = 0 included.
  struct Line {
    let point: Point
    let direction: Point
    let origin: Trial

    init(from step: StepContext, along direction: Point) {
      point = step.point
      self.direction = direction
      origin = Trial(length: 0, loss: step.loss, slope: step.gradient.dot(direction))
    }

    func trial(_ length: Double, on objective: inout CountedObjective) -> Trial {
      let target = point + length * direction
      let evaluation = objective.evaluate(at: target)
      guard target.isFinite, evaluation.isFinite else {
        return Trial(length: length, loss: .infinity, slope: .nan)
      }
      return Trial(
        length: length, loss: evaluation.loss, slope: evaluation.gradient.dot(direction))
    }
  }

  /// A point of the line, with its loss and the slope along the line.
  struct Trial {
    let length: Double
    let loss: Double
    let slope: Double
  }

  /// The length of the best step found; 0 if no trial is lower than the origin.
  func length(on line: Line, first: Double, objective: inout CountedObjective) -> Double {
    let origin = line.origin
    var previous = origin
    var new = line.trial(first, on: &objective)
    for count in 0..<longestSearch {
      let isTooHigh =
        lacksDecrease(new, from: origin) || (count > 1 && new.loss >= previous.loss)
      if !isTooHigh && isFlat(new, from: origin) { return new.length }
      if isTooHigh || new.slope >= 0 {
        return narrowed(previous, new, trialsDone: count, on: line, objective: &objective)
      }
      let least = new.length + 0.01 * (new.length - previous.length)
      let most = min(new.length * 10, .greatestFiniteMagnitude)
      let next = cubicMinimum(previous, new, within: min(least, most)...most)
      previous = new
      new = line.trial(next, on: &objective)
    }
    return new.loss < origin.loss ? new.length : 0
  }

  /// The step within a bracket, which is narrowed until a trial is good or the bracket is too
  /// short.
  private func narrowed(
    _ one: Trial, _ other: Trial, trialsDone: Int, on line: Line,
    objective: inout CountedObjective
  ) -> Double {
    let longest = line.direction.magnitudes.max()
    var (low, high) = one.loss <= other.loss ? (one, other) : (other, one)
    var isSlow = false
    for _ in trialsDone..<longestSearch {
      if abs(high.length - low.length) * longest < shortestBracket { break }
      let range = min(low.length, high.length)...max(low.length, high.length)
      let length = kept(cubicMinimum(low, high, within: range), inside: range, &isSlow)
      let new = line.trial(length, on: &objective)
      if lacksDecrease(new, from: line.origin) || new.loss >= low.loss {
        (low, high) = new.loss < low.loss ? (new, low) : (low, new)
      } else {
        if isFlat(new, from: line.origin) { return new.length }
        if new.slope * (high.length - low.length) >= 0 { high = low }
        low = new
      }
    }
    return low.length
  }

  /// Moves a trial too near to an end a tenth away, the second time or if it is on the end.
  private func kept(
    _ length: Double, inside range: ClosedRange<Double>, _ isSlow: inout Bool
  ) -> Double {
    let (below, above) = (length - range.lowerBound, range.upperBound - length)
    let margin = 0.1 * (range.upperBound - range.lowerBound)
    guard min(below, above) < margin else {
      isSlow = false
      return length
    }
    guard isSlow || below <= 0 || above <= 0 else {
      isSlow = true
      return length
    }
    isSlow = false
    return abs(above) < abs(below) ? range.upperBound - margin : range.lowerBound + margin
  }

  private func lacksDecrease(_ trial: Trial, from origin: Trial) -> Bool {
    trial.loss > origin.loss + decrease * trial.length * origin.slope
  }

  private func isFlat(_ trial: Trial, from origin: Trial) -> Bool {
    abs(trial.slope) <= -flattening * origin.slope
  }

  /// The minimum of the cubic through two losses and slopes, else the range's middle.
  private func cubicMinimum(_ one: Trial, _ other: Trial, within range: ClosedRange<Double>)
    -> Double
  {
    let (left, right) = one.length <= other.length ? (one, other) : (other, one)
    let width = right.length - left.length
    let bend = left.slope + right.slope - 3 * (right.loss - left.loss) / width
    let square = bend * bend - left.slope * right.slope
    let root = square.squareRoot()
    let share = (right.slope + root - bend) / (right.slope - left.slope + 2 * root)
    let least = right.length - width * share
    if least.isNaN { return range.lowerBound / 2 + range.upperBound / 2 }
    return min(max(least, range.lowerBound), range.upperBound)
  }
}
