import Calculus

/// The state of a run at a step: `sentence` explains it to a student, and `evidence` is the number
/// that supports it. `Run.verdict(at:scales:)` makes it.
///
/// The cases are in the order in which they are checked. Losses and gradients are the full ones,
/// also for stochastic runs.
public enum Verdict: Hashable, Sendable {
  /// The next step would land, near the map, where the loss or its gradient is not finite. The run
  /// stays; `step` is the step that could not be made.
  case undefined(step: Int, UndefinedCause = .noLoss)
  /// The loss grows without bound, since `step`.
  case diverged(step: Int, cause: DivergenceCause)
  /// The run stands still at a point from which the loss falls in some directions and rises in
  /// others; with the least curvature, which is negative unless the saddle is of a higher order.
  case saddle(curvature: Double)
  /// The run stands still on a top; with the largest curvature, 0 or negative.
  case maximum(curvature: Double)
  /// The run stands still on flat ground although the loss is lower elsewhere; with |∇f|.
  case plateau(gradientNorm: Double)
  /// The run has reached the lowest minimum that the surface states, and stays near it; with its
  /// loss. `alongLine` if the floor of a groove or a ring is equally low.
  case globalMinimum(loss: Double, alongLine: Bool = false)
  /// The run has reached another minimum; with its height above the lowest.
  case localMinimum(excess: Double, alongLine: Bool = false)
  /// The run has reached a minimum of a surface that states none; with its loss.
  case minimum(loss: Double, alongLine: Bool = false)
  /// The run went downhill off the map; with its distance from the border.
  case leftMap(distance: Double)
  /// The run swings back and forth without progress; with the net distance as a share of the path.
  case oscillating(progress: Double)
  /// A stochastic run is at its noise floor; with its mean height above the lowest known loss.
  case hovering(excess: Double)
  /// The run is too slow; with the remaining steps at the current pace, infinitely many if it
  /// stands still.
  case crawling(stepsToGo: Double, because: CrawlCause = .smallRate)
  /// The run is moving; with the recent fall of the loss per step: negative while it goes uphill,
  /// nil at the start.
  case descending(fall: Double?)
  /// The run was made elsewhere and recorded; it is shown, not judged.
  case recorded(RecordedProgress)

  /// The name in JSON.
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
    case .recorded: "recorded"
    }
  }

  /// The step at which the run failed, if it did.
  public var step: Int? {
    switch self {
    case .undefined(let step, _), .diverged(let step, _): step
    default: nil
    }
  }
}

extension Verdict {
  /// How good the news is, for colours and marks.
  public enum Tone: Hashable, Sendable, CaseIterable {
    /// The run is where it should be, or on its way there.
    case good
    /// Neither good nor bad, as at a start.
    case neutral
    /// The run is stuck, slow, or away from the map.
    case warning
    /// The run has failed.
    case bad
  }

  /// How good the news is.
  public var tone: Tone {
    switch self {
    case .globalMinimum, .minimum: .good
    case .descending: .neutral
    case .hovering: .neutral
    case .recorded(let progress): progress.hasFailed ? .bad : .neutral
    case .localMinimum, .saddle, .maximum, .plateau: .warning
    case .leftMap, .oscillating, .crawling: .warning
    case .undefined, .diverged: .bad
    }
  }
}

extension Verdict {
  /// A number that supports a verdict, and its meaning.
  public struct Evidence: Hashable, Sendable {
    /// The meaning in a few words: "least curvature".
    public let quantity: String
    /// The number.
    public let value: Double

    /// The meaning and the number, rounded to three digits: "least curvature -2".
    public var text: String { "\(quantity) \(value.isFinite ? value.brief : "without end")" }
  }

  /// The number that supports the verdict; nil only for a run that has hardly begun.
  public var evidence: Evidence? {
    switch self {
    case .undefined(let step, _): Evidence(quantity: "refused step", value: Double(step))
    case .diverged(_, .rateOverLimit(let rate, let limit, _)):
      Evidence(quantity: "learning rate / stable limit", value: rate / limit)
    case .diverged(_, .overshoot(let rate)): Evidence(quantity: "learning rate", value: rate)
    case .diverged(_, .wrongGradient(let angle)):
      Evidence(quantity: "degrees off the exact gradient", value: angle)
    case .saddle(let curvature): Evidence(quantity: "least curvature", value: curvature)
    case .maximum(let curvature): Evidence(quantity: "largest curvature", value: curvature)
    case .plateau(let norm): Evidence(quantity: "gradient norm", value: norm)
    case .globalMinimum(let loss, _), .minimum(let loss, _): Evidence(quantity: "loss", value: loss)
    case .localMinimum(let excess, _): Evidence(quantity: "above the lowest by", value: excess)
    case .leftMap(let distance): Evidence(quantity: "beyond the border by", value: distance)
    case .oscillating(let progress): Evidence(quantity: "net way / path", value: progress)
    case .hovering(let excess): Evidence(quantity: "above the lowest by", value: excess)
    case .crawling(let steps, _): Evidence(quantity: "steps to go", value: steps)
    case .descending(let fall):
      fall.map { Evidence(quantity: "fall of the loss a step", value: $0) }
    case .recorded(let progress):
      Evidence(quantity: "recorded steps", value: Double(progress.steps))
    }
  }
}

extension Verdict {
  /// One sentence for a student, with a number if it helps.
  public var sentence: String {
    switch self {
    case .undefined(let step, .noPoint):
      "step \(step) is not a number (the rule came to 0/0 or the like), so the run stays"
    case .undefined(let step, .offGrid):
      "step \(step) would leave the grid, outside of which no loss is known, so the run stays"
    case .undefined(let step, .hole):
      "step \(step) would land in a hole of the grid, where no loss is known, so the run stays"
    case .undefined(let step, .noLoss):
      "step \(step) would land where the loss or its gradient is undefined, so the run stays"
    case .diverged(_, .rateOverLimit(let rate, let limit, let curvature)):
      "the learning rate \(rate.brief) is over the stable limit \(limit.brief) "
        + "where the largest curvature is \(curvature.brief): every step overshoots further"
    case .diverged(_, .overshoot(let rate)):
      "the learning rate \(rate.brief) is too large: the steps overshoot and the loss grows"
    case .diverged(_, .wrongGradient(let angle)):
      "the gradient that it is given points \(angle.brief)° off the exact one, so its steps climb"
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
    case .recorded(let progress): progress.sentence
    }
  }
}

/// The reason why a step could not be made.
public enum UndefinedCause: Hashable, Sendable, CaseIterable {
  /// The point itself is not finite: the rule computed 0/0 or the like.
  case noPoint
  /// The loss or its gradient is not finite there.
  case noLoss
  /// It would leave the grid on which the loss is known.
  case offGrid
  /// It would land in a hole of that grid.
  case hole
}

/// The reason why a run diverged, with the numbers that show it.
public enum DivergenceCause: Hashable, Sendable {
  /// The learning rate was over the stable limit of the curvature at the point of the turn.
  case rateOverLimit(rate: Double, limit: Double, curvature: Double)
  /// The steps overshot, and the loss rose.
  case overshoot(rate: Double)
  /// The gradient that the run was given, not the loss's own, pointed downhill where that one points
  /// uphill; with the angle between the two in degrees.
  case wrongGradient(angle: Double)
}

/// The reason why a run is too slow.
public enum CrawlCause: Hashable, Sendable {
  /// A larger learning rate would help.
  case smallRate
  /// The learning rate is close to its stable limit.
  case nearLimit(Double)
  /// The ground is almost flat where the run is, though far above the lowest loss.
  case flatGround
  /// The gradient that the run is given is almost 0, and the loss's own is not.
  case wrongGradient
}

extension CrawlCause {
  fileprivate var clause: String {
    switch self {
    case .smallRate: ": the learning rate is too small"
    case .nearLimit(let limit):
      ", with a rate near the stable limit \(limit.brief): "
        + "the surface is steep one way and flat the other"
    case .flatGround: ": the ground is almost flat here"
    case .wrongGradient:
      ": the gradient that it is given is almost 0 here, the exact one is not"
    }
  }
}

extension Run {
  /// The verdict at a step, judged only from the rows up to that step.
  ///
  ///     run.verdict(scales: scales).sentence  // "it has reached the lowest minimum, of loss 0"
  ///
  /// The verdict is steady from step to step: a property of a stretch of the path is judged every
  /// ten steps, and then remains valid for a while.
  /// - Parameters:
  ///   - step: the number of steps made; nil, or a step beyond the run's last, means the last one.
  ///   - scales: the scales of the surface.
  /// - Complexity: bounded, whatever the step: about 700 rows are read, or 1,700 if the lowest or
  ///   highest loss so far is needed.
  public func verdict(at step: Int? = nil, scales: SurfaceScales) -> Verdict {
    let last = max(0, min(step ?? self.step, self.step))
    if let recording {
      return .recorded(
        RecordedProgress(of: recording, at: last, isOnMap: scales.contains(trajectory.point(last))))
    }
    let ends = EndsEvidence(run: self, path: trajectory, last: last, scales: scales)
    if last == self.step, case .notFinite(let refused)? = end {
      return ends.verdict(onRefused: refused)
    }
    if ends.isDiverging { return ends.divergence }
    let motion = MotionEvidence(run: self, upTo: last, scales: scales)
    return motion.rest ?? ends.departure ?? motion.noProgress ?? motion.crawling
      ?? motion.descending
  }
}
