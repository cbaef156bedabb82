/// Compares the live learning rate with the largest stable one, from the curvature at the run's
/// point.
///
/// The gauge is local: it uses the theory of a quadratic with the Hessian at the current point.
/// Elsewhere the curvature and all limits differ, so a run with a warning may find calmer ground,
/// and a run with a good rate may meet steeper ground.
///
/// For a curvature of 4 and gradient descent, whose limit is 2/4, a rate of 0.2 is good:
///
///     gauge.limit          // 0.5
///     gauge.zone           // .good
public struct LearningRateGauge: Hashable, Sendable {
  /// The zones of the gauge, by ascending rate.
  public enum Zone: String, Hashable, Sendable, CaseIterable {
    /// Even along the steepest direction a step removes less than a fiftieth of the distance, or
    /// the loss decays so slowly that the run's verdict is `crawling`.
    case crawls
    /// The rate suits the current point.
    case good
    /// Within a tenth of the limit: the run swings from side to side.
    case oscillates
    /// Over the limit: each swing is wider than the last.
    case diverges
  }

  /// The learning rate of the next step.
  public let rate: Double
  /// λmax: the largest eigenvalue of the Hessian.
  public let curvature: Double
  /// The largest stable rate: 2/λmax for gradient descent, (2 + 2β)/((1 − d)·λmax) with momentum β
  /// and dampening d, (2 + 2β)/((1 + 2β)·λmax) with Nesterov's. Nil if the surface curves upward
  /// nowhere, and for rules that scale their steps themselves, because their limit depends on their
  /// memory.
  public let limit: Double?
  /// The rate below which the run crawls; nil if there is no limit.
  public private(set) var crawlLimit: Double?
  /// Whether the verdict says that the run crawls; nil if only theory is known.
  private var isSeenCrawling: Bool?
  /// Whether there is a theory of the rule's limit.
  private let hasTheory: Bool
  /// Whether steps follow samples, whose own losses may be steeper than their mean.
  private let followsSamples: Bool

  /// The share of the limit above which a run oscillates.
  public static let oscillationShare = 0.9
  /// The share of the distance that is left after a step at the crawl limit.
  public static let crawlContraction = 0.98
  /// The share of the limit below which a rate may be called too small: a larger one would help.
  static let lowShare = 0.1

  /// Makes the gauge at a step of a run; a step beyond its last row is judged as that row.
  ///
  /// The gauge agrees with the verdict at this step; without a verdict, and for a run that has only
  /// just begun, it follows theory.
  public init(of run: Run, at step: Int, verdict: Verdict? = nil) {
    let row = max(0, min(step, run.step))
    let curvatures = run.objective.hessian(at: run.trajectory.point(row)).eigenvalues
    self.init(
      settings: run.settings, rate: run.learningRate(forStep: row + 1),
      curvature: curvatures.largest, least: curvatures.least,
      followsSamples: run.settings.isStochastic && run.rowCount != nil)
    switch verdict {
    case .crawling: setCrawling(true)
    case .hovering: setCrawling(false)
    case .descending where row >= 2 * PathBlock.size: setCrawling(false)
    default: break
    }
  }

  /// Makes the gauge of settings at a point of known curvature.
  /// - Parameters:
  ///   - settings: the settings of the run.
  ///   - rate: the learning rate to judge.
  ///   - curvature: the largest curvature; NaN if the Hessian is not finite.
  ///   - least: the least curvature, if it is known: if it is far below the largest, larger rates crawl
  ///     along it too.
  ///   - followsSamples: whether gradients are those of some rows of a data set.
  public init(
    settings: RunSettings, rate: Double, curvature: Double, least: Double? = nil,
    followsSamples: Bool = false
  ) {
    self.followsSamples = followsSamples
    hasTheory = settings.stableLearningRate(curvature: 1) != nil
    self.rate = rate
    self.curvature = curvature
    limit = settings.stableLearningRate(curvature: curvature)
    crawlLimit = limit.map { limit in
      max(
        settings.crawlLimit(curvature: curvature, stable: limit),
        least.map { settings.slowRate(leastCurvature: $0, stable: limit) } ?? 0)
    }
  }

  /// Sets whether the verdict says that the run crawls, and moves the limit if it contradicts that.
  private mutating func setCrawling(_ crawls: Bool) {
    guard let limit, let predicted = crawlLimit else { return }
    isSeenCrawling = crawls
    crawlLimit =
      crawls
      ? max(predicted, min(1.25 * rate, Self.oscillationShare * limit)) : min(predicted, rate)
  }

  /// The zone of the rate; nil if there is no limit.
  public var zone: Zone? {
    guard let limit, let crawlLimit else { return nil }
    if rate > limit { return .diverges }
    if rate > Self.oscillationShare * limit { return .oscillates }
    return isSeenCrawling ?? (rate < crawlLimit) ? .crawls : .good
  }

  /// The rate as a share of the limit; nil if there is no limit.
  public var share: Double? { limit.map { rate / $0 } }

  /// One sentence for a student, which says that it is local.
  public var sentence: String {
    guard let limit, let zone else {
      return hasTheory
        ? "the surface curves upward nowhere here, which sets no limit: a long step can still"
          + " overshoot what lies beyond"
        : "no stable limit is known for this rule"
    }
    let place = "where the run is now (\(limit.brief), from the curvature \(curvature.brief))"
    return switch zone {
    case .crawls where rate > Self.lowShare * limit:
      "\(rate.brief) is not far below the stable limit \(place), and still it crawls: the surface is "
        + "steep one way and flat the other"
    case .crawls: "\(rate.brief) is far below the stable limit \(place): it crawls"
    case .good:
      "\(rate.brief) is below the stable limit \(place): good here"
        + (followsSamples ? ", though single rows may be steeper" : "")
    case .oscillates:
      "\(rate.brief) is just below the stable limit \(place): it swings from side to side"
    case .diverges: "\(rate.brief) is over the stable limit \(place): here it diverges"
    }
  }
}

extension RunSettings {
  /// The rate at which a step leaves 98 % of the distance, by the same theory of quadratics as the
  /// stable limit.
  ///
  /// With momentum β and p = rate·λ, the distance is multiplied by the larger root z of
  ///
  ///     z² − (1 + β − p·(1 − d))·z + β = 0                  dampening d
  ///     z² − (1 + β − p·(1 + β))·z + β·(1 − p) = 0          Nesterov
  ///
  /// which is solved for p at z = 0.98. If the momentum is so large that the roots become complex
  /// (the run swings rather than creeps) before z is that small, it is the p of the double root:
  /// √β, or 2β/(1 + β) with Nesterov. An averaging momentum (QHM's) does not change the pace of
  /// plain descent.
  fileprivate func crawlLimit(curvature: Double, stable: Double) -> Double {
    let z = LearningRateGauge.crawlContraction
    let momentum = pace?.momentum ?? 0
    let isNesterov = self["nesterov"] == 1
    let root = max(z, isNesterov ? 2 * momentum / (1 + momentum) : momentum.squareRoot())
    let scale =
      isNesterov ? (1 + momentum) * root - momentum : (pace?.share ?? 1) * root
    let product = (1 - root) * (root - momentum) / (momentum == 0 ? root : scale)
    return min(product / (curvature + addedDecay), stable)
  }

  /// The rate below which the loss along the flattest direction decays as slowly as in a crawling
  /// run; at most the rate that counts as small relative to the stable limit, and 0 if the surface
  /// is not a bowl.
  fileprivate func slowRate(leastCurvature least: Double, stable: Double) -> Double {
    guard least > 0, let pace else { return 0 }
    let rate = CrawlEvidence.thousandth / (2 * CrawlEvidence.longWay * least * pace.factor)
    return min(rate, LearningRateGauge.lowShare * stable)
  }
}
