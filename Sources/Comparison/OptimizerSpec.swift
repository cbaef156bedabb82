import Optimizers

/// An optimizer as it was asked for: a kind, and what was said about it.
///
/// What was not said is nil, and `Scene`, which knows the surface, settles it.
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
  /// The samples of each gradient; the optimizer's nature, or the setup, decides where it is nil.
  public var batch: Batch?
  /// The rate that was settled when the surface was opened. It stays when the surface's parameters
  /// or the start are changed, and is forgotten on another surface.
  package internal(set) var settled: LearningRatePlan?
  /// The rate that it was given on this surface instead of the settled one.
  package private(set) var tuned: LearningRatePlan?

  /// An optimizer of a kind with what is said about it here.
  public init(
    _ kind: OptimizerKind, hyperparameters: [String: Double] = [:],
    learningRate: LearningRatePlan? = nil, batch: Batch? = nil
  ) {
    self.kind = kind
    self.hyperparameters = hyperparameters
    self.learningRate = learningRate
    self.batch = batch
  }

  /// The optimizers that are raced by default.
  public static let defaults: [OptimizerSpec] = [
    .init(.gd), .init(.sgd), .init(.momentum), .init(.adam),
  ]

  /// Gives it other rates on this surface; nil brings the settled ones back.
  package mutating func tune(to plan: LearningRatePlan?) { tuned = plan == settled ? nil : plan }

  /// Forgets the rates that hold on one surface only.
  mutating func forgetRates() { (settled, tuned) = (nil, nil) }

  /// The batch that it has where a setup says the rest.
  func batch(in setup: Setup) -> Batch { batch ?? standardBatch(in: setup) }

  /// The batch that it has where its spec says nothing.
  package func standardBatch(in setup: Setup) -> Batch {
    kind.naturalBatch ?? setup.batch ?? kind.defaultBatch
  }
}
