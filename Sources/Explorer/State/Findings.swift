import Calculus
import Comparison
import Experiments
import Landscape
import Optimizers

/// The results of background work for the panes so far. Each result is kept with a key of
/// everything it depends on, and is valid only while the key is unchanged.
struct Findings: Sendable {
  var sweep: SweepWork?
  /// One for each run whose basins were requested.
  var basins: [BasinWork] = []
  var law: LawWork?
  /// The rates of the runs in relation to the automatic ones.
  var ratios: (key: LawWork.RatioKey, ratios: [Double])?
  /// One for each run of which many seeds are shown.
  var seeds: [SeedWork] = []
}

/// Everything about the loss that decides the path of an optimizer.
struct LossKey: Hashable, Sendable {
  let loss: Loss
  /// The values of all parameters, those that the surface itself states, too.
  private(set) var parameters: [String: Double]
  /// Determines the scales of the surface.
  let domain: Domain
  let minima: [Point]
  let gradient: GradientSpec
  /// 0 if no gradient is sampled.
  let noise: Double

  init(_ scene: Scene, isSampled: Bool) {
    loss = scene.surface.loss
    parameters = scene.surface.values(scene.parameters)
    domain = scene.domain
    minima = scene.surface.minima
    gradient = scene.setup.givenGradient
    noise = isSampled ? scene.noise : 0
  }

  /// The same with another value of a parameter.
  func with(_ value: Double?, for name: String) -> LossKey {
    var key = self
    key.parameters[name] = value
    return key
  }
}

extension RunSettings {
  /// The settings, with seed 0 if they draw no random numbers.
  var withoutUnusedSeed: RunSettings {
    var settings = self
    if !isStochastic { settings.seed = 0 }
    return settings
  }
}

/// The final losses of all runs as functions of the learning rate.
struct SweepWork: Sendable {
  /// Does not contain the current rates of the runs.
  struct Key: Hashable, Sendable {
    let loss: LossKey
    let start: Point
    let settings: [RunSettings]
    /// The rates that the runs began with and those that the surface states; they decide where the
    /// sweep looks.
    let standardRates: [Double]
    let statedRates: [String: Double]
    var budget: Budget
  }

  let key: Key
  /// Nil if there is nothing to sweep: rates in proportion to those of a run would be infinite.
  var sweep: LearningRateSweep?

  init(_ key: Key, scene: Scene) {
    self.key = key
    sweep = try? scene.sharedSweep(rates: scene.surroundingRates, within: key.budget)
  }

  var isComplete: Bool { sweep?.isComplete ?? true }

  mutating func advance() { sweep?.advance() }
}

/// The minimum that a run reaches from each place of the map.
struct BasinWork: Sendable {
  struct Key: Hashable, Sendable {
    let loss: LossKey
    let settings: RunSettings
    /// The visible part of the surface.
    let viewport: Domain
    /// The number of starts in a row, and the number of rows.
    let width: Int
    let height: Int
    /// The maximum number of steps of a run.
    let limit: Int
  }

  let key: Key
  var map: BasinMap

  init(_ key: Key, scene: Scene) {
    self.key = key
    map = scene.basins(
      of: key.settings, in: key.viewport, width: key.width, height: key.height, limit: key.limit)
  }
}

/// When the runs are under the target, against a parameter of the surface.
struct LawWork: Sendable {
  struct Key: Hashable, Sendable {
    /// Without the parameter's present value.
    let loss: LossKey
    let parameter: SurfaceParameter
    let start: Point
    /// With rate 1.
    let settings: [RunSettings]
    /// Empty where the best rates are found.
    let ratios: [Double]
    let target: Double?
    let excess: Double?
    let clock: RaceClock
    let isTuned: Bool
  }

  /// What decides the ratios of the rates.
  struct RatioKey: Hashable, Sendable {
    let loss: LossKey
    let start: Point
    let settings: [RunSettings]
  }

  let key: Key
  var sweep: ParameterSweep
}

/// A run with many seeds.
struct SeedWork: Sendable {
  struct Key: Hashable, Sendable {
    let loss: LossKey
    let start: Point
    /// With the first of the seeds.
    let settings: RunSettings
    let count: Int
    let clock: RaceClock
    let target: LossTarget
  }

  let key: Key
  var cloud: SeedCloud
}
