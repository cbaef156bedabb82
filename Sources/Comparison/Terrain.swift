import Calculus
import Landscape
import Optimizers

/// The loss of a setup over its domain, with its measurements.
struct Terrain: Sendable {
  private let surface: Surface
  private let parameters: [String: Double]
  let domain: Domain
  let function: any LossFunction
  let scales: SurfaceScales
  let lowest: LossFloor?

  /// - Throws: `SetupError` for parameters that the surface does not have or cannot take.
  init(of setup: Setup) throws(SetupError) {
    do throws(SurfaceValueError) {
      try setup.surface.validate(overrides: setup.parameters)
    } catch {
      throw .value(error)
    }
    surface = setup.surface
    parameters = setup.parameters
    domain = setup.domain ?? setup.surface.domain
    function = surface.function(parameters)
    scales = SurfaceScales(of: function, domain: domain, minima: surface.minima)
    lowest = LossFloor(of: surface, function: function, domain: domain, scales: scales)
  }

  /// Whether another setup has the same loss over the same domain.
  func isMeasured(for setup: Setup) -> Bool {
    surface == setup.surface && parameters == setup.parameters
      && domain == setup.domain ?? setup.surface.domain
  }

  func objective(noise: Double, gradient: GradientRule?) -> any Objective {
    let loss = function.objective(noise: noise, lowestLoss: scales.lowestLoss)
    return gradient.map { SubstitutedObjective(loss, gradient: $0) } ?? loss
  }
}
