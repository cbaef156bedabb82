import Calculus

/// How far above a minimum the noise of its gradients keeps a run: its mean loss there, in the long
/// run.
///
/// On a quadratic of curvature λ, a rate α with momentum β and noise of variance c along that line
/// make a stationary process of second order, whose variance (1 + β)·α·c / ((1 − β)·λ·(2 + 2β − α·λ))
/// is worth half of λ as much of the loss:
///
///     excess = Σ α·c·(1 + β) / (2·(1 − β)·(2 + 2β − α·λ))
///
/// over both lines of curvature; without momentum Σ α·c / (2·(2 − α·λ)). With dampening d, α is
/// (1 − d) times the rate.
struct NoiseFloor {
  let excess: Double
  /// For how many steps it remembers where it was: what 1/e of a distance takes along the flattest
  /// line that curves.
  let memory: Double

  /// Nil for rules without such a theory, and where the run is not stable, or held neither by a bowl nor
  /// by a groove.
  init?(
    of settings: RunSettings, rate: Double, model: LocalModel, covariance: Covariance
  ) {
    guard let pace = settings.pace, model.isBowl || model.isGroove else { return nil }
    let step = rate * pace.share
    var excess = 0.0
    for axis in [model.flattest, model.steepest] where axis.curvature > 0 {
      let swing = pace.reach - step * axis.curvature * pace.weight
      guard swing > 0 else { return nil }
      excess +=
        step * covariance.variance(along: axis.direction) * (1 + pace.momentum)
        / (2 * (1 - pace.momentum) * swing)
    }
    guard excess.isFinite else { return nil }
    self.excess = excess
    let flattest = model.isBowl ? model.flattest.curvature : model.steepest.curvature
    memory = 1 / (rate * pace.factor * flattest)
  }
}

/// How the noise of a gradient spreads.
public struct Covariance: Hashable, Sendable {
  public var xx: Double
  public var xy: Double
  public var yy: Double

  public init(xx: Double, xy: Double, yy: Double) {
    self.xx = xx
    self.xy = xy
    self.yy = yy
  }

  /// Along a vector of length 1.
  func variance(along direction: Point) -> Double {
    xx * direction.x * direction.x + 2 * xy * direction.x * direction.y
      + yy * direction.y * direction.y
  }
}

/// What momentum makes of the steps of plain descent.
struct Pace {
  let momentum: Double
  /// What a gradient adds to the memory, as a share of the rate.
  let share: Double
  /// 2 + 2β, and by what the stable product is less with Nesterov's: 1 + 2β.
  let weight: Double
  var reach: Double { 2 + 2 * momentum }

  /// How many steps of plain descent a step amounts to in the long run.
  var factor: Double { share / (1 - momentum) }
}

extension RunSettings {
  /// Nil for rules that have no theory of a stable rate.
  var pace: Pace? {
    guard kind.stability != nil else { return nil }
    // An averaging momentum (QHM's) leaves the pace of plain descent.
    let isAveraging = kind.hyperparameters.contains { $0.name == "nu" }
    let momentum = isAveraging ? 0 : self["momentum"] ?? 0
    let isNesterov = self["nesterov"] == 1
    return Pace(
      momentum: momentum, share: isAveraging ? 1 : 1 - (self["dampening"] ?? 0),
      weight: isNesterov ? 1 + 2 * momentum : 1)
  }
}
