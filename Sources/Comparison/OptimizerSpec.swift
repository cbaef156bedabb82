import Landscape
import Optimizers

/// An optimizer as requested: a kind, and the settings that were stated.
///
/// Anything not stated is nil; `Scene`, which knows the surface, settles it.
///
///     let spec = try OptimizerSpec("adam:lr=0.01,beta1=0.8")
///     spec.hyperparameters  // ["beta1": 0.8]
///     spec.description      // "adam:lr=0.01,beta1=0.8"
public struct OptimizerSpec: Hashable, Sendable {
  /// The optimizer that is named.
  public var kind: OptimizerKind
  /// Values by name, Booleans as 0 and 1; neither the learning rate nor the batch.
  public var hyperparameters: [String: Double]
  /// The rates before the schedule, on any surface; finite and at least 0.
  public var learningRate: LearningRatePlan?
  /// The samples of each gradient; if nil, the kind of optimizer or the setup decides.
  public var batch: Batch?
  /// The rate that was settled when the surface was opened. It stays when the surface's parameters
  /// or the start change, and is forgotten on another surface.
  package internal(set) var settled: LearningRatePlan?
  /// A rate for this surface that replaces the settled one.
  package private(set) var tuned: LearningRatePlan?

  /// An optimizer of a kind with these settings.
  public init(
    _ kind: OptimizerKind, hyperparameters: [String: Double] = [:],
    learningRate: LearningRatePlan? = nil, batch: Batch? = nil
  ) {
    self.kind = kind
    self.hyperparameters = hyperparameters
    self.learningRate = learningRate
    self.batch = batch
  }

  /// The optimizers that are raced by default on a formula.
  public static let defaults: [OptimizerSpec] = [
    .init(.gd), .init(.sgd), .init(.momentum), .init(.adam),
  ]

  /// The optimizers that are raced by default on a data set: all rows in each gradient, a batch of
  /// them, and a single one.
  public static let defaultsOnData: [OptimizerSpec] = [
    .init(.gd), .init(.minibatch), .init(.sgd),
  ]

  /// The optimizers that are raced by default on a surface.
  public static func defaults(on surface: Surface) -> [OptimizerSpec] {
    surface.rowCount == nil ? defaults : defaultsOnData
  }

  /// Sets other rates for this surface; nil restores the settled ones.
  package mutating func tune(to plan: LearningRatePlan?) { tuned = plan == settled ? nil : plan }

  /// Forgets the rates that are valid on one surface only.
  mutating func forgetRates() { (settled, tuned) = (nil, nil) }

  /// The batch of the optimizer in a setup.
  func batch(in setup: Setup) -> Batch { batch ?? standardBatch(in: setup) }

  /// The batch if the spec states none.
  package func standardBatch(in setup: Setup) -> Batch {
    kind.naturalBatch ?? setup.batch ?? kind.defaultBatch
  }
}
