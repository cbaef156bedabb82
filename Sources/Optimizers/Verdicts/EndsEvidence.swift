import Calculus

/// Decides whether a run is out of control or off the map.
struct EndsEvidence {
  let run: Run
  let path: Trajectory
  let last: Int
  let scales: SurfaceScales

  /// The verdict on a run that ended with a refused step.
  func verdict(onRefused step: RefusedStep) -> Verdict {
    let isNearMap = scales.isWithin(domains: 10, step.point)
    // A step that is not even a number comes from the rule (0/0, a negative root), not from a leap.
    let isNoNumber = step.point.x.isNaN || step.point.y.isNaN
    if isNearMap || (isNoNumber && scales.isWithin(domains: 10, path.point(last))) {
      return .undefined(step: last + 1, cause(of: step))
    }
    return hasFallen(before: step) ? .leftMap(distance: beyondBorder) : divergence
  }

  private func cause(of step: RefusedStep) -> UndefinedCause {
    guard step.point.isFinite else { return .noPoint }
    switch run.objective.offGrid(at: step.point) {
    case .outside: return .offGrid
    case .hole: return .hole
    case nil: return .noLoss
    }
  }

  /// Whether the run ended because the loss fell without bound, as on x² − y².
  private func hasFallen(before step: RefusedStep) -> Bool {
    if let loss = step.evaluation?.loss, loss.isInfinite { return loss < 0 }
    return !scales.contains(path.point(last)) && path.lowestRow(upTo: last) == last && last > 0
  }

  /// Whether the run was above its start within the last five rows and set a record far above it
  /// within the last 20: it stays true through the swings of a growing oscillation, and becomes
  /// false after a single leap that returns, or in a bounded orbit.
  var isDiverging: Bool {
    let start = path.loss(0)
    guard (max(0, last - 4)...last).contains(where: { path.loss($0) > start }) else { return false }
    let highest = path.highestRow(upTo: last)
    return last - highest < 20 && path.loss(highest) > start + 10 * range
  }

  /// The verdict if the run is not above its start, and is either outside the domain permanently
  /// and moving, or far outside; else nil.
  var departure: Verdict? {
    let point = path.point(last)
    guard path.loss(last) <= path.loss(0), isOutsideToStay else { return nil }
    let earlier = path.point(max(0, last - 10))
    // At this distance steps may be relatively tiny.
    let isFar = !scales.isWithin(domains: 10, point)
    return isFar || (point - earlier).portableNorm >= 1e-4 * scales.shorterSide
      ? .leftMap(distance: beyondBorder) : nil
  }

  /// Whether the run is far outside, or outside for ten rows: short hops across the border do not
  /// count.
  private var isOutsideToStay: Bool {
    if !scales.isWithin(domains: 2, path.point(last)) { return true }
    return last >= 10 && (last - 9...last).allSatisfy { !scales.contains(path.point($0)) }
  }

  /// The distance from the domain's border.
  private var beyondBorder: Double {
    let point = path.point(last)
    return (point - point.clamped(lowerBound: scales.lower, upperBound: scales.upper)).portableNorm
  }

  /// The verdict on a run that diverges, from the row of its lowest loss.
  var divergence: Verdict {
    let turn = path.lowestRow(upTo: last)
    return .diverged(step: turn, cause: cause(atTurn: turn))
  }

  private func cause(atTurn turn: Int) -> DivergenceCause {
    let rate = run.learningRate(forStep: turn + 1)
    if let angle = run.wrongAngle(at: turn), angle > 90 { return .wrongGradient(angle: angle) }
    // Far from the map, the curvature says nothing about the map.
    guard scales.isWithin(domains: 10, path.point(turn)) else { return .overshoot(rate: rate) }
    let curvature = run.objective.hessian(at: path.point(turn)).eigenvalues.largest
    if let limit = run.settings.stableLearningRate(curvature: curvature), rate > limit {
      return .rateOverLimit(rate: rate, limit: limit, curvature: curvature)
    }
    return .overshoot(rate: rate)
  }

  /// S, or a substitute if the surface has none.
  private var range: Double {
    let stated = max(scales.lossRange, scales.bottomRange)
    return stated > 0 && stated.isFinite ? stated : max(abs(path.loss(0)), 1)
  }
}
