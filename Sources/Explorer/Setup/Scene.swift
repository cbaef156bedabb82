import Calculus
import Landscape
import Optimizers

/// A surface and the optimizers on it, with every number settled.
public struct Scene: Sendable {
  public let surface: Surface
  public let parameters: [String: Double]
  public let domain: Domain
  public var start: Point
  /// The start that was settled, before anyone moved it.
  let settledStart: Point
  public var seed: UInt64 {
    didSet { for index in settings.indices { settings[index].seed = seed } }
  }
  /// The standard deviation of one sample's gradient, per coordinate.
  public let noise: Double
  public let function: CompiledFormula
  public let scales: SurfaceScales
  /// The lowest loss that is stated, or else seen on the map; nil where nothing is finite.
  private let lowestLoss: Double?
  /// The lowest loss that is stated, or else found by going down on the map; nil where nothing is
  /// finite.
  let lowest: LossFloor?
  /// One for each optimizer, in the order asked for.
  public internal(set) var settings: [RunSettings]
  /// The learning rates that were settled when the surface was opened, one for each optimizer.
  private(set) var settledRates: [LearningRatePlan]
  /// What was asked for; `request` adds what was changed since.
  let asked: Setup

  /// - Throws: `SetupError` for parameters, hyperparameters or a start that cannot be.
  public init(_ setup: Setup) throws(SetupError) {
    let surface = setup.surface
    do throws(SurfaceValueError) {
      try surface.validate(overrides: setup.parameters)
    } catch {
      throw .value(error)
    }
    var asked = setup
    if asked.optimizers.isEmpty { asked.optimizers = OptimizerSpec.defaults }
    self.asked = asked
    self.surface = surface
    parameters = setup.parameters
    function = surface.function(setup.parameters)
    domain = setup.domain ?? surface.domain
    // A typed formula has no start of its own: it is chosen in the domain that is shown.
    start =
      setup.start
      ?? (surface.isTyped && setup.domain != nil
        ? Surface.defaultStart(of: function, in: domain) : surface.start)
    let settledStart = start
    self.settledStart = settledStart
    seed = setup.seed
    noise = setup.noise ?? surface.noise(of: function)
    do throws(SurfaceValueError) {
      try Surface.validate(start: start, of: function)
    } catch {
      // Where no start was asked for, one with a loss was looked for everywhere.
      if case .undefinedStart = error, surface.isTyped, setup.start == nil {
        throw .value(.undefinedOnMap(domain))
      }
      throw .value(error)
    }
    let measured = LossScales(of: function, domain: domain, minima: surface.minima)
    scales = SurfaceScales(
      lower: domain.point(0, 0), upper: domain.point(1, 1), lossRange: measured.loss,
      bottomRange: measured.bottom,
      lowestLoss: measured.lowest ?? 0, statesMinima: !surface.minima.isEmpty)
    lowestLoss = measured.lowest
    lowest = Scene.lowest(of: surface, function: function, domain: domain, scales: scales)
    settings = []
    settledRates = []
    var rates = LearningRates(setup: setup, function: function, domain: domain, start: start)
    for spec in asked.optimizers {
      do throws(HyperparameterError) {
        let settled = try spec.settled(setup, rates: &rates)
        settings.append(settled)
        settledRates.append(spec.tuning?.settled ?? settled.learningRate)
      } catch {
        throw .hyperparameter(error)
      }
    }
  }

  /// The rates that the optimizers have by default here; nil for one whose rate was asked for.
  var defaultRates: [LearningRatePlan?] {
    zip(asked.optimizers, settledRates).map { spec, settled in
      spec.learningRate == nil && asked.learningRate == nil ? settled : nil
    }
  }

  /// The loss as the optimizers see it: with the samples of its data, or with artificial noise.
  public var objective: any Objective {
    if let data = DataObjective(function, lowestLoss: lowestLoss) { return data }
    return FormulaObjective(function, noise: noise, lowestLoss: lowestLoss)
  }

  /// All optimizers at the start.
  /// - Throws: `StartError` where the loss or its gradient is not finite there.
  public func race() throws(StartError) -> Race {
    try Race(objective: objective, start: start, settings: settings)
  }

  /// What was asked for, and the race at its start.
  static func settled(_ setup: Setup) throws(SetupError) -> (scene: Scene, race: Race) {
    let scene = try Scene(setup)
    do throws(StartError) {
      return (scene, try scene.race())
    } catch {
      throw .start(error)
    }
  }
}

extension Surface {
  /// Whether it is nothing but a formula that someone typed.
  var isTyped: Bool { id.isEmpty }
}

extension OptimizerSpec {
  fileprivate func settled(_ setup: Setup, rates: inout LearningRates) throws(HyperparameterError)
    -> RunSettings
  {
    try RunSettings(
      kind,
      learningRate: tuning?.plan ?? learningRate ?? LearningRatePlan(rates.rate(for: self)),
      hyperparameters: hyperparameters, batch: batch(in: setup),
      schedule: try setup.schedule?.schedule(length: setup.steps ?? 200) ?? .constant,
      seed: setup.seed)
  }
}

/// Finds the learning rate of an optimizer that states none: the setup's, else the surface's, else
/// the automatic one.
struct LearningRates {
  let setup: Setup
  let function: CompiledFormula
  let domain: Domain
  let start: Point
  /// What the automatic rates go by, once somebody needs it.
  private var steepness: Steepness?

  init(setup: Setup, function: CompiledFormula, domain: Domain, start: Point) {
    self.setup = setup
    self.function = function
    self.domain = domain
    self.start = start
  }

  mutating func rate(for spec: OptimizerSpec) -> Double {
    if let rate = setup.learningRate ?? setup.surface.learningRates[spec.kind.name] { return rate }
    let steepness = steepness ?? Steepness(of: function, domain: domain, start: start)
    self.steepness = steepness
    return steepness.rate(for: spec.kind.family(spec.hyperparameters))
  }
}
