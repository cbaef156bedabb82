import Calculus
import Landscape
import Optimizers

/// The loss of a setup over its domain, and what was measured of it.
struct Terrain: Sendable {
  private let surface: Surface
  private let parameters: [String: Double]
  let domain: Domain
  let function: CompiledFormula
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

  /// Whether another setup has this loss over this domain.
  func isMeasured(for setup: Setup) -> Bool {
    surface == setup.surface && parameters == setup.parameters
      && domain == setup.domain ?? setup.surface.domain
  }

  func objective(noise: Double) -> any Objective {
    if let data = DataObjective(function, lowestLoss: scales.lowestLoss) { return data }
    return FormulaObjective(function, noise: noise, lowestLoss: scales.lowestLoss)
  }
}

/// What losses are drawn above: the lowest one that is known or was met.
package struct LossFloor: Hashable, Sendable {
  package let value: Double
  /// Whether it is the minimum that the surface states.
  package let isStated: Bool

  package init(value: Double, isStated: Bool) {
    self.value = value
    self.isStated = isStated
  }

  /// The lowest loss of a surface within a domain, stated or found by going down on the map; nil
  /// where there is none.
  init?(of surface: Surface, function: CompiledFormula, domain: Domain, scales: SurfaceScales) {
    if !surface.minima.isEmpty {
      self.init(value: scales.lowestLoss, isStated: true)
      return
    }
    guard let lowest = LowestLoss(of: function, domain: domain) else { return nil }
    // Losses that go down towards 0 and do not reach it, or reach it but for rounding.
    let share = lowest.isMinimum ? 1e-12 : 1e-3
    let isNearZero = lowest.value >= 0 && lowest.value <= share * scales.lossRange
    self.init(value: isNearZero ? 0 : lowest.value, isStated: false)
  }
}
