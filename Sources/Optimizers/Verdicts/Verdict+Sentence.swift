extension Verdict {
  /// One sentence for a student, with the number behind it where one helps.
  public var sentence: String {
    switch self {
    case .undefined(let step, isPoint: false):
      "step \(step) is not a number (the rule came to 0/0 or the like), so the run stays"
    case .undefined(let step, _):
      "step \(step) would land where the loss or its gradient is undefined, so the run stays"
    case .diverged(_, .rateOverLimit(let rate, let limit, let curvature)):
      "the learning rate \(rate.brief) is over the stable limit \(limit.brief) "
        + "where the largest curvature is \(curvature.brief): every step overshoots further"
    case .diverged(_, .overshoot(let rate)):
      "the learning rate \(rate.brief) is too large: the steps overshoot and the loss grows"
    case .saddle:
      "the gradient is zero here, but the loss falls to some sides: a saddle, not a minimum"
    case .maximum:
      "the gradient is zero here because this is a top: the loss falls on all sides"
    case .plateau:
      "the ground is so flat that the gradient shows no way, though the loss is lower elsewhere"
    case .globalMinimum(let loss, alongLine: false):
      "it has reached the lowest minimum, of loss \(loss.brief)"
    case .globalMinimum(let loss, alongLine: true):
      "it has reached the lowest loss, \(loss.brief), which lies along a whole line of minima"
    case .localMinimum(let excess, alongLine: false):
      "it has reached a minimum, but one that lies \(excess.brief) above the lowest"
    case .localMinimum(let excess, alongLine: true):
      "it has reached one of a whole line of minima, \(excess.brief) above the lowest"
    case .minimum(let loss, alongLine: false):
      "it has reached a minimum, of loss \(loss.brief); whether a lower one exists is not stated"
    case .minimum(let loss, alongLine: true):
      "it has reached a minimum, of loss \(loss.brief), along a whole line of them; whether a "
        + "lower one exists is not stated"
    case .leftMap:
      "it went downhill off the map"
    case .oscillating:
      "it jumps to and fro and the loss no longer falls: a smaller learning rate would settle it"
    case .hovering:
      "the noise of its gradients keeps it from settling: a smaller learning rate or a larger "
        + "batch gets it lower"
    case .crawling(let steps, let cause):
      (steps.isFinite
        ? "at this pace it needs about \(steps.brief) more steps"
        : "it hardly moves, though the loss can fall further") + cause.clause
    case .descending(nil):
      "it is at the start"
    case .descending(let fall?) where fall > 0:
      "the loss is going down"
    case .descending(let fall?) where fall < 0:
      "its steps go uphill for now: it overshoots, and may come back"
    case .descending:
      "it does not move: its steps have no length, or a learning rate of 0"
    }
  }
}

extension CrawlCause {
  fileprivate var clause: String {
    switch self {
    case .smallRate: ": the learning rate is too small"
    case .nearLimit(let limit):
      ", with a rate near the stable limit \(limit.brief): "
        + "the surface is steep one way and flat the other"
    case .flatGround: ": the ground is almost flat here"
    }
  }
}
