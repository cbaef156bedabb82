import Calculus
import Comparison
import Experiments
import Landscape
import Optimizers

/// The results of background work for the panes, as far as they are known.
///
/// Each result is kept with a key of everything it depends on: it holds for as long as the key does.
struct Findings: Sendable {
  var sweep: SweepWork?
  /// One for each run whose basins were wanted.
  var basins: [BasinWork] = []
}

/// The loss that optimizers see, as far as it decides where they go.
struct Ground: Hashable, Sendable {
  let formula: Formula
  let data: DataSet?
  /// The values of all parameters, those that the surface itself states, too.
  let parameters: [String: Double]
  /// The scales of the surface follow from it.
  let domain: Domain
  let minima: [Point]
  /// 0 where no gradient is sampled.
  let noise: Double

  init(_ scene: Scene, isSampled: Bool) {
    formula = scene.surface.formula
    data = scene.surface.data
    parameters = scene.surface.values(scene.parameters)
    domain = scene.domain
    minima = scene.surface.minima
    noise = isSampled ? scene.noise : 0
  }
}

extension RunSettings {
  /// The settings without the seed where nothing is drawn by it.
  var withoutIdleSeed: RunSettings {
    var settings = self
    if !isStochastic { settings.seed = 0 }
    return settings
  }
}

/// The final losses of all runs over the learning rates.
struct SweepWork: Sendable {
  /// The rates that the runs have now are not among it.
  struct Key: Hashable, Sendable {
    let ground: Ground
    let start: Point
    let settings: [RunSettings]
    /// The rates that the runs began with and those that the surface states; they say where to look.
    let standardRates: [Double]
    let statedRates: [String: Double]
    var steps: Int
  }

  let key: Key
  /// Nil where there is nothing to sweep: rates in proportion to those of a run would be infinite.
  var sweep: LearningRateSweep?

  init(_ key: Key, scene: Scene) {
    self.key = key
    sweep = try? LearningRateSweep(
      objective: scene.objective, start: scene.start, settings: scene.settings,
      rates: scene.surroundingRates, steps: key.steps, scales: scene.scales)
  }

  var isComplete: Bool { sweep?.isComplete ?? true }

  mutating func advance() { sweep?.advance() }
}

/// Which minimum a run reaches from every place of the map.
struct BasinWork: Sendable {
  struct Key: Hashable, Sendable {
    let ground: Ground
    let settings: RunSettings
    /// What the map shows.
    let viewport: Domain
    /// How many starts lie side by side, and one above the other.
    let width: Int
    let height: Int
    /// The most steps of a run.
    let limit: Int
  }

  let key: Key
  var map: BasinMap

  init(_ key: Key, scene: Scene) {
    self.key = key
    map = BasinMap(
      objective: scene.objective, settings: key.settings, domain: key.viewport, width: key.width,
      height: key.height, limit: key.limit, scales: scene.scales, minima: scene.surface.minima)
  }
}
