import Calculus
import Landscape
import Optimizers

/// A surface and the optimizers at their start, with every number settled: a function of a `Setup`
/// alone.
public struct Scene: Sendable {
  /// The setup with the settled learning rates written into it: they stay when something else in it
  /// changes.
  public let setup: Setup
  /// Where all optimizers begin; loss and gradient are finite there.
  public let start: Point
  /// The standard deviation of one sample's gradient, per coordinate.
  public let noise: Double
  /// One for each optimizer, in the order of the setup.
  public let settings: [RunSettings]
  /// The names of the runs of the race, which tell them apart.
  public let labels: [RunLabel]
  /// The default learning rate of each optimizer: its rate when the surface was opened.
  package let standardRates: [LearningRatePlan]
  /// All optimizers at the start, and behind them the recorded runs at theirs.
  public let race: Race
  /// The recorded runs that cannot be shown: the surface has no loss at any of their points.
  public let unseenRecordings: [Recording]
  /// Whether nothing is known of the loss yet: there are no runs, and the start may become another.
  package let isOpening: Bool
  private let terrain: Terrain
  private let gradientRule: GradientRule?

  /// - Throws: `SetupError` for an invalid parameter, hyperparameter, noise or start.
  /// - Complexity: the loss is measured at about ten thousand places.
  public init(_ setup: Setup) throws(SetupError) {
    try self.init(setup, after: nil)
  }

  /// The same scene, computed faster if another scene has the same loss over the same domain.
  package init(_ setup: Setup, after former: Scene?) throws(SetupError) {
    isOpening = false
    if let former, !former.isOpening, case let terrain = former.terrain,
      terrain.isMeasured(for: setup)
    {
      self.terrain = terrain
    } else {
      terrain = try Terrain(of: setup)
    }
    let function = terrain.function
    start = setup.start(on: function)
    do throws(SurfaceValueError) {
      try Surface.validate(start: start, of: function)
    } catch {
      // Without a requested start, the whole domain was searched for a place with a loss.
      if case .undefinedStart = error, setup.surface.isTyped, setup.start == nil {
        throw .value(.undefinedOnMap(terrain.domain))
      }
      throw .value(error)
    }
    noise = setup.noise ?? setup.surface.noise(of: function, at: start)
    guard noise >= 0, noise.isFinite else { throw .noise(noise) }

    let unknown = setup.givenGradient.unknownNames(on: setup.surface)
    guard unknown.isEmpty else { throw .gradient(unknown: unknown) }
    gradientRule = setup.givenGradient.rule(on: setup.surface, setup.parameters)
    var complete = setup
    complete.optimizers = setup.racedOptimizers
    var rates = LearningRates(of: setup, function: function, start: start)
    var settings: [RunSettings] = []
    var standardRates: [LearningRatePlan] = []
    for (index, spec) in complete.optimizers.enumerated() {
      let rate = rates.settled(spec)
      complete.optimizers[index].settled = rate
      standardRates.append(rate)
      do throws(HyperparameterError) {
        settings.append(
          try RunSettings(
            spec.kind, learningRate: spec.tuned ?? rate, hyperparameters: spec.hyperparameters,
            batch: spec.batch(in: setup), schedule: setup.fullSchedule(), seed: setup.seed))
      } catch {
        throw .hyperparameter(error)
      }
    }
    self.setup = complete
    self.settings = settings
    self.standardRates = standardRates
    let objective = terrain.objective(noise: noise, gradient: gradientRule)
    let played = setup.recordings.map { ($0, Run($0, on: objective)) }
    unseenRecordings = played.compactMap { $1 == nil ? $0 : nil }
    labels = RunLabel.labels(of: settings, and: played.compactMap { $1 == nil ? nil : $0 })
    do throws(StartError) {
      race = try Race(
        objective: objective, start: start, settings: settings, recorded: played.compactMap(\.1))
    } catch {
      throw .start(error)
    }
  }

  /// The scene of a loss that takes time, before anything is known of it: without runs.
  /// - Throws: `SetupError` for an invalid noise.
  package init(openingOn setup: Setup) throws(SetupError) {
    isOpening = true
    self.setup = setup
    terrain = Terrain(openingOn: setup)
    start = setup.start ?? terrain.domain.center
    noise = setup.noise ?? 0
    guard noise >= 0, noise.isFinite else { throw .noise(noise) }
    (gradientRule, settings, standardRates, labels, unseenRecordings) = (nil, [], [], [], [])
    do throws(StartError) {
      race = try Race(
        objective: terrain.objective(noise: 0, gradient: nil), start: start, settings: [])
    } catch {
      throw .start(error)
    }
  }

  /// The surface of the setup.
  public var surface: Surface { setup.surface }
  /// The values of the surface's parameters that differ from its own.
  public var parameters: [String: Double] { setup.parameters }
  /// Picks the random numbers of stochastic optimizers.
  public var seed: UInt64 { setup.seed }
  /// The domain that the map shows at first.
  public var domain: Domain { terrain.domain }
  /// The loss.
  public var function: any LossFunction { terrain.function }
  /// The lengths and losses that verdicts are relative to.
  public var scales: SurfaceScales { terrain.scales }
  /// The zero of loss axes; nil if no loss is finite.
  package var lowest: LossFloor? { terrain.lowest }

  /// The loss as the optimizers see it: with the samples of its data, or with artificial noise,
  /// and with the gradient that they are given.
  public var objective: any Objective { terrain.objective(noise: noise, gradient: gradientRule) }

  /// Whether another scene has the same loss, so that what was measured there holds here.
  package func hasLoss(of other: Scene) -> Bool {
    other.terrain.isMeasured(for: setup) && setup.givenGradient == other.setup.givenGradient
  }

  /// Whether all optimizers have their default rates.
  package var hasDefaultRates: Bool {
    setup.learningRate == nil
      && setup.optimizers.allSatisfy { $0.learningRate == nil && $0.tuned == nil }
  }
}

extension Scene: Hashable {
  /// Scenes are equal if their setups are.
  public static func == (left: Scene, right: Scene) -> Bool { left.setup == right.setup }

  /// Hashes the setup.
  public func hash(into hasher: inout Hasher) { hasher.combine(setup) }
}
