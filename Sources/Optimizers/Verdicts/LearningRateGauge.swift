/// The live learning rate beside the largest stable one, by the curvature where a run is.
///
/// It is local: by the theory of a quadratic with the Hessian of the present point. Elsewhere the
/// curvature and with it all the limits differ, so a run that the gauge warns of may find calmer
/// ground, and one that it calls good may meet steeper.
///
/// For a curvature of 4 and gradient descent, whose limit is 2/4, a rate of 0.2 is good:
///
///     gauge.limit          // 0.5
///     gauge.zone           // .good
public struct LearningRateGauge: Hashable, Sendable {
  public enum Zone: String, Hashable, Sendable, CaseIterable {
    /// Even along the steepest direction a step takes off less than a fiftieth of the distance, or the
    /// loss decays so slowly that the run's verdict is `crawling`.
    case crawls
    case good
    /// Within a tenth of the limit: the run swings from side to side.
    case oscillates
    /// Over the limit: each swing is wider than the last.
    case diverges
  }

  /// Of the next step.
  public let rate: Double
  /// λmax: the largest eigenvalue of the Hessian.
  public let curvature: Double
  /// The largest stable rate: 2/λmax for gradient descent, (2 + 2β)/((1 − d)·λmax) with momentum β
  /// and dampening d, (2 + 2β)/((1 + 2β)·λmax) with Nesterov's. Nil where the surface curves
  /// upward nowhere, and for rules that scale their steps themselves: their limit depends on their
  /// memory.
  public let limit: Double?
  /// The rate below which the run crawls; nil where there is no limit.
  public private(set) var crawlLimit: Double?
  /// Whether the run crawls, where that is seen and not only foretold.
  private var isSeenCrawling: Bool?
  /// Whether a theory says what the limit of the rule is, where there is one.
  private let hasTheory: Bool
  /// Whether steps follow samples, whose own losses may be steeper than their mean.
  private let followsSamples: Bool

  /// The share of the limit above which a run oscillates.
  public static let oscillationShare = 0.9
  /// What is left of the distance after a step at the crawl limit.
  public static let crawlContraction = 0.98
  /// The share of the limit below which a rate may be called too small: a larger one would help.
  static let lowShare = 0.1

  /// The gauge at a step of a run; a step beyond its last row is judged as that row.
  ///
  /// What the verdict at this step has seen of the run is said of it here too; without one, and where a
  /// run has hardly begun, theory foretells.
  public init(of run: Run, at step: Int, verdict: Verdict? = nil) {
    let row = max(0, min(step, run.step))
    let curvatures = run.objective.hessian(at: run.trajectory.point(row)).eigenvalues
    self.init(
      settings: run.settings, rate: run.learningRate(forStep: row + 1),
      curvature: curvatures.largest, least: curvatures.least,
      followsSamples: run.settings.isStochastic && run.objective is DataObjective)
    switch verdict {
    case .crawling: setCrawling(true)
    case .hovering: setCrawling(false)
    case .descending where row >= 2 * PathBlock.size: setCrawling(false)
    default: break
    }
  }

  /// The gauge of settings where the largest curvature is known; NaN where the Hessian is not
  /// finite.
  /// - Parameters:
  ///   - settings: of the run.
  ///   - rate: the learning rate to judge.
  ///   - curvature: the largest one.
  ///   - least: the least curvature, if it is known: where it is far below the largest, larger rates
  ///     crawl along it too.
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

  /// Sets what is seen of the run, and moves the limit where it stands against that.
  private mutating func setCrawling(_ crawls: Bool) {
    guard let limit, let foretold = crawlLimit else { return }
    isSeenCrawling = crawls
    crawlLimit =
      crawls ? max(foretold, min(1.25 * rate, Self.oscillationShare * limit)) : min(foretold, rate)
  }

  /// Nil where there is no limit.
  public var zone: Zone? {
    guard let limit, let crawlLimit else { return nil }
    if rate > limit { return .diverges }
    if rate > Self.oscillationShare * limit { return .oscillates }
    return isSeenCrawling ?? (rate < crawlLimit) ? .crawls : .good
  }

  /// The rate as a share of the limit.
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
  /// The rate at which a step leaves 98 % of the distance, by the same theory of quadratics as
  /// the stable limit.
  ///
  /// With momentum β and p = rate·λ, the distance is multiplied by the larger root z of
  ///
  ///     z² − (1 + β − p·(1 − d))·z + β = 0                  dampening d
  ///     z² − (1 + β − p·(1 + β))·z + β·(1 − p) = 0          Nesterov
  ///
  /// which is solved for p at z = 0.98. Where the momentum is so large that the roots turn complex
  /// (it swings rather than creeps) before z has come down so far, it is the p of the double root:
  /// √β, or 2β/(1 + β) with Nesterov. An averaging momentum (QHM's) leaves the pace of plain descent.
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

  /// The rate below which the loss along the flattest direction takes the way of a crawling run to
  /// come down to a thousandth; no more than what may be called small beside the stable limit, and
  /// 0 where the surface is not a bowl.
  fileprivate func slowRate(leastCurvature least: Double, stable: Double) -> Double {
    guard least > 0, let pace else { return 0 }
    let rate = CrawlEvidence.thousandth / (2 * CrawlEvidence.longWay * least * pace.factor)
    return min(rate, LearningRateGauge.lowShare * stable)
  }
}
