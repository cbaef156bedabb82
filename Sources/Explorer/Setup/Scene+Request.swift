import Landscape
import Optimizers

extension Scene {
  /// What was asked for, with all that was changed since: settled anew, it gives this scene.
  var request: Setup {
    var request = asked
    if start != settledStart { request.start = start }
    request.seed = seed
    request.optimizers = settings.indices.map { index in
      var spec = asked.optimizers[index]
      let settings = settings[index]
      spec.hyperparameters = settings.hyperparameters
      if settings.batch != spec.batch(in: asked) { spec.batch = settings.batch }
      spec.tuning = OptimizerSpec.Tuning(
        plan: settings.learningRate, settled: settledRates[index])
      return spec
    }
    return request
  }
}

extension OptimizerSpec {
  /// The batch that it has where a setup says the rest.
  func batch(in setup: Setup) -> Batch {
    batch ?? standardBatch(in: setup)
  }

  /// The batch that it has where nobody gave it one.
  func standardBatch(in setup: Setup) -> Batch {
    kind.naturalBatch ?? setup.batch ?? kind.defaultBatch
  }
}

extension Setup {
  /// The same on another surface, as far as it holds there: not where the start was, nor learning
  /// rates that nobody stated before the first surface was seen.
  /// - Parameter file: where the surface was read from, if it was.
  func showing(_ surface: Surface, file: String? = nil) -> Setup {
    var setup = self
    setup.surface = surface
    setup.file = file
    setup.parameters = [:]
    setup.domain = nil
    setup.start = nil
    for index in setup.optimizers.indices { setup.optimizers[index].tuning = nil }
    return setup
  }
}
