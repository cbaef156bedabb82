import Calculus
import Landscape
import Optimizers

/// The loss of a setup over its domain, with its measurements.
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

  /// Whether another setup has the same loss over the same domain.
  func isMeasured(for setup: Setup) -> Bool {
    surface == setup.surface && parameters == setup.parameters
      && domain == setup.domain ?? setup.surface.domain
  }

  func objective(noise: Double) -> any Objective {
    if let data = DataObjective(function, lowestLoss: scales.lowestLoss) { return data }
    return FormulaObjective(function, noise: noise, lowestLoss: scales.lowestLoss)
  }
}

/// The zero of loss axes: the lowest loss that is known or was reached.
package struct LossFloor: Hashable, Sendable {
  package let value: Double
  /// Whether it is the minimum that the surface states.
  package let isStated: Bool

  package init(value: Double, isStated: Bool) {
    self.value = value
    self.isStated = isStated
  }

  /// The lowest loss of a surface within a domain, either stated or found by descending on the map;
  /// nil if there is none.
  init?(of surface: Surface, function: CompiledFormula, domain: Domain, scales: SurfaceScales) {
    if !surface.minima.isEmpty {
      self.init(value: scales.lowestLoss, isStated: true)
      return
    }
    guard let lowest = LowestLoss(of: function, domain: domain) else { return nil }
    // Losses that approach 0, or reach it except for rounding.
    let share = lowest.isMinimum ? 1e-12 : 1e-3
    let isNearZero = lowest.value >= 0 && lowest.value <= share * scales.lossRange
    self.init(value: isNearZero ? 0 : lowest.value, isStated: false)
  }
}
