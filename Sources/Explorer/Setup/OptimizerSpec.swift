import Optimizers

/// An optimizer as someone asked for it: a kind, and what was said about it.
///
/// What was not said is settled by `Scene`, which knows the surface.
public struct OptimizerSpec: Hashable, Sendable {
  public var kind: OptimizerKind
  /// Values by name, Booleans as 0 and 1; neither the learning rate nor the batch.
  public var hyperparameters: [String: Double]
  public var learningRate: LearningRatePlan?
  public var batch: Batch?
  /// The learning rate that it has come to on a surface; forgotten on another one.
  var tuning: Tuning?

  /// A learning rate found on a surface, and the one that was settled when the surface was opened.
  struct Tuning: Hashable, Sendable {
    var plan: LearningRatePlan
    var settled: LearningRatePlan
  }

  public init(
    _ kind: OptimizerKind, hyperparameters: [String: Double] = [:],
    learningRate: LearningRatePlan? = nil, batch: Batch? = nil
  ) {
    self.kind = kind
    self.hyperparameters = hyperparameters
    self.learningRate = learningRate
    self.batch = batch
  }

  /// Who races where nobody was asked for.
  public static let defaults: [OptimizerSpec] = [
    .init(.gd), .init(.sgd), .init(.momentum), .init(.adam),
  ]
}
