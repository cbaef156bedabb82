/// What has become of a run at a step, in a word; `sentence` says it to a student, and `evidence`
/// is the number that supports it.
///
/// The cases stand in the order in which they are tried. Losses and gradients are the full ones,
/// also for stochastic runs.
public enum Verdict: Hashable, Sendable {
  /// The next step would land, near the map, where the loss or its gradient is not finite.
  /// The run stays; `step` is the one that could not be made. Where the point itself is none, the
  /// rule came to 0/0 or the like.
  case undefined(step: Int, isPoint: Bool = true)
  /// The loss grows without bound, since `step`.
  case diverged(step: Int, cause: DivergenceCause)
  /// Stands still where the loss falls to some sides and rises to others; with the least
  /// curvature, which is negative but where the saddle is of a higher order.
  case saddle(curvature: Double)
  /// Stands still on a top; with the largest curvature, 0 or negative.
  case maximum(curvature: Double)
  /// Stands still where it is flat, though the loss is lower elsewhere; with |∇f|.
  case plateau(gradientNorm: Double)
  /// Reached the lowest minimum that the surface states, and stays about it; with its loss. Along a
  /// line where the floor of a groove or a ring is equally low.
  case globalMinimum(loss: Double, alongLine: Bool = false)
  /// Reached another minimum, so far above the lowest.
  case localMinimum(excess: Double, alongLine: Bool = false)
  /// Reached a minimum of a surface that states none; with its loss.
  case minimum(loss: Double, alongLine: Bool = false)
  /// The run went downhill off the map, to so far beyond its border.
  case leftMap(distance: Double)
  /// Swings to and fro without getting on; with the net way as a share of the path.
  case oscillating(progress: Double)
  /// A stochastic run at its noise floor, on average so far above the lowest loss known.
  case hovering(excess: Double)
  /// Too slow: so many more steps at the present pace, infinitely many where there is no pace.
  case crawling(stepsToGo: Double, because: CrawlCause = .smallRate)
  /// On its way; with the fall of the loss a step, lately: negative where it goes uphill for a
  /// while, nil at the start.
  case descending(fall: Double?)

  /// As in JSON.
  public var name: String {
    switch self {
    case .undefined: "undefined"
    case .diverged: "diverged"
    case .saddle: "saddle"
    case .maximum: "maximum"
    case .plateau: "plateau"
    case .globalMinimum: "global-minimum"
    case .localMinimum: "local-minimum"
    case .minimum: "minimum"
    case .leftMap: "left-map"
    case .oscillating: "oscillating"
    case .hovering: "hovering"
    case .crawling: "crawling"
    case .descending: "descending"
    }
  }

  /// The step from which on the run failed, if it did.
  public var step: Int? {
    switch self {
    case .undefined(let step, _), .diverged(let step, _): step
    default: nil
    }
  }
}

/// Why a run diverged, with the numbers that show it.
public enum DivergenceCause: Hashable, Sendable {
  /// The learning rate was over the stable limit of the curvature at the point of the turn.
  case rateOverLimit(rate: Double, limit: Double, curvature: Double)
  /// The steps overshot, and the loss rose.
  case overshoot(rate: Double)
}

/// Why a run is too slow.
public enum CrawlCause: Hashable, Sendable {
  /// A larger learning rate would help.
  case smallRate
  /// The learning rate is close to its stable limit.
  case nearLimit(Double)
  /// The ground is almost flat where the run is, though far above the lowest loss.
  case flatGround
}
