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
    let isSlow = function.source != nil
    // Both need the same few losses, which are then known in any case.
    guard !isSlow || function.model(in: domain, cells: 8) != nil,
      let model = function.model(in: domain)
    else { throw .unknownLoss }
    let measured = SurfaceScales(of: model, domain: domain, minima: surface.minima)
    let known = isSlow ? (model as? BicubicSpline)?.lowestKnown : nil
    scales = known.map { measured.with(lowestLoss: $0) } ?? measured
    lowest = LossFloor(
      of: surface, function: model, domain: domain, scales: scales, lowestKnown: known)
  }

  /// That of a loss of which nothing is known yet.
  init(openingOn setup: Setup) {
    surface = setup.surface
    parameters = setup.parameters
    domain = setup.domain ?? setup.surface.domain
    function = surface.function(parameters)
    scales = SurfaceScales(
      lower: domain.point(0, 0), upper: domain.point(1, 1), lossRange: 1, lowestLoss: 0)
    lowest = nil
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
