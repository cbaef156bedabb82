/// Everything that determines a run, except for the objective and the start; always valid.
///
///     let settings = try RunSettings(.adam, learningRate: 0.05, hyperparameters: ["beta1": 0.8])
public struct RunSettings: Hashable, Sendable {
  /// The optimizer.
  public let kind: OptimizerKind
  /// The given hyperparameters, by name; Booleans are 0 or 1. Neither `lr` nor `batch` is among them.
  public private(set) var hyperparameters: [String: Double]
  /// The learning rates before the schedule.
  public private(set) var learningRate: LearningRatePlan
  /// The number of samples for each gradient.
  public private(set) var batch: Batch
  /// The schedule of the learning rate.
  public var schedule: Schedule
  /// The seed of the noise of a formula, or of the shuffles of a data set.
  public var seed: UInt64

  /// Checks the settings of a run.
  /// - Parameters:
  ///   - kind: the optimizer.
  ///   - learningRate: the rates before the schedule; at least 0 and finite.
  ///   - hyperparameters: values by name, the optimizer's own or shared ones (`weight_decay`,
  ///     `max_norm`, `batch`, `lookahead`, …); all others have their defaults.
  ///   - batch: the number of samples for each gradient; the optimizer's own batch if neither this nor
  ///     `hyperparameters` gives one.
  ///   - schedule: the schedule of the learning rate.
  ///   - seed: the seed of the noise of a formula, or of the shuffles of a data set.
  /// - Throws: `HyperparameterError` for a name the optimizer does not have, a value that it cannot
  ///   take, or a learning rate that is negative or not finite.
  public init(
    _ kind: OptimizerKind, learningRate: LearningRatePlan, hyperparameters: [String: Double] = [:],
    batch: Batch? = nil, schedule: Schedule = .constant, seed: UInt64 = 0
  ) throws(HyperparameterError) {
    try kind.validate(hyperparameters)
    self.kind = kind
    self.hyperparameters = hyperparameters
    self.learningRate = learningRate
    self.batch = batch ?? kind.defaultBatch
    self.schedule = schedule
    self.seed = seed
    if let count = self.hyperparameters.removeValue(forKey: Hyperparameter.batch.name) {
      self.batch = .samples(Int(count))
    }
    if let rate = self.hyperparameters.removeValue(forKey: Hyperparameter.learningRate.name) {
      self.learningRate = LearningRatePlan(rate)
    }
    try setLearningRate(self.learningRate)
    try setBatch(self.batch)
  }

  /// The value of a hyperparameter, given or by default; nil if it has neither (`max_norm`).
  public subscript(name: String) -> Double? {
    hyperparameters[name] ?? kind.allHyperparameters.first { $0.name == name }?.defaultValue
  }

  /// Whether `lookahead` is on.
  public var isLookingAhead: Bool { self[Hyperparameter.lookahead.name] == 1 }

  /// Changes one hyperparameter; a Boolean is 0 or 1. If it throws, the settings are unchanged.
  /// - Throws: `HyperparameterError` for a name the optimizer does not have or a value it cannot take.
  public mutating func set(_ name: String, to value: Double) throws(HyperparameterError) {
    var given = hyperparameters
    given[name] = value
    self = try RunSettings(
      kind, learningRate: learningRate, hyperparameters: given, batch: batch, schedule: schedule,
      seed: seed)
  }

  /// Changes the learning rates. If it throws, the settings are unchanged.
  /// - Throws: `HyperparameterError` for a rate that is negative or not finite.
  public mutating func setLearningRate(_ plan: LearningRatePlan) throws(HyperparameterError) {
    for rate in plan.rates {
      if let reason = Hyperparameter.learningRate.fault(of: rate) {
        throw kind.error(Hyperparameter.learningRate.name, reason)
      }
    }
    learningRate = plan
  }

  /// Changes the batch. If it throws, the settings are unchanged.
  /// - Throws: `HyperparameterError` for a batch without samples, and for any batch except the full
  ///   one if the optimizer cannot use batches.
  public mutating func setBatch(_ batch: Batch) throws(HyperparameterError) {
    if case .samples(let count) = batch {
      try kind.validate([Hyperparameter.batch.name: Double(count)])
    }
    self.batch = batch
  }

  /// The rate of a step, by plan and schedule, assuming that the schedule has seen no losses
  /// (`Run.learningRate(forStep:)` returns the rates of a run).
  /// - Parameter number: 1 for the first step; its rate is in rows 0 and 1.
  public func learningRate(forStep number: Int) -> Double {
    schedule.rate(base: learningRate.rate(forStep: number), stepsDone: number - 1)
  }

  /// The rate of all steps, if it is constant.
  var steadyRate: Double? {
    schedule.kind == .constant && learningRate.changes.isEmpty ? learningRate.initial : nil
  }

  /// Whether the gradients are those of batches.
  public var isStochastic: Bool { batch != .full }

  /// The family that decides the automatic learning rate.
  public var family: OptimizerFamily { kind.family(hyperparameters) }

  /// The weight decay that `Run` adds to the gradient; 0 if the rule applies it itself.
  var addedDecay: Double {
    let isOwn = kind.hyperparameters.contains { $0.name == Hyperparameter.weightDecay.name }
    return isOwn ? 0 : hyperparameters[Hyperparameter.weightDecay.name] ?? 0
  }

  /// The largest stable learning rate for a largest curvature λ, by the theory of quadratics: 2/λ for
  /// gradient descent, (2 + 2·momentum)/λ with momentum; nil for rules without such a theory, and if
  /// λ + weight_decay is not positive.
  public func stableLearningRate(curvature: Double) -> Double? {
    guard let product = kind.stability(with: hyperparameters) else { return nil }
    let total = curvature + (self[Hyperparameter.weightDecay.name] ?? 0)
    return total > 0 && total.isFinite ? product / total : nil
  }

  func makeOptimizer() -> any Optimizer {
    kind.optimizer(with: Hyperparameters(of: kind, given: hyperparameters))
  }
}
