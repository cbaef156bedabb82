import Calculus

/// An optimizer as a choice: its name, its rule in one line, its hyperparameters and how to make
/// one.
public struct OptimizerKind: Sendable, Identifiable {
  /// As users write it: `adam`.
  public let name: String
  /// As people call it, in few letters: `Adam`, `GD`.
  public let title: String
  /// The update rule in one line of plain text; p is the point, g the gradient there.
  public let rule: String
  /// Its own, those of the rule; `allHyperparameters` adds what it shares with others.
  public let hyperparameters: [Hyperparameter]
  /// Its own hyperparameters and those it shares with others: lr first, then its own.
  public let allHyperparameters: [Hyperparameter]
  /// The batch that makes it what it is, whatever is said about batches in general: one sample for
  /// sgd, all of them for gd and for methods that compare losses; nil where any batch will do.
  public let naturalBatch: Batch?
  /// Whether a change of the learning rate during a run has an effect: not so for Rprop.
  public let followsRate: Bool
  let baseFamily: OptimizerFamily
  let shared: [Hyperparameter]
  let fault: Fault
  let stability: (@Sendable (Hyperparameters) -> Double)?
  let make: @Sendable (Hyperparameters) -> any Optimizer

  public var id: String { name }

  /// What is wrong with values that are each allowed, and the name to blame; nil if nothing is.
  typealias Fault =
    @Sendable (Hyperparameters) -> (name: String, reason: HyperparameterError.Reason)?

  /// - Parameters:
  ///   - shared: what it takes besides its own.
  ///   - hasMomentum: whether a step goes on from those before it, and can be cautious.
  ///   - stability: lr·λ up to which the rule converges on a quadratic of curvature λ, where
  ///     there is such a number.
  ///   - make: a fresh optimizer, before its first step.
  init(
    name: String, title: String, rule: String, family: OptimizerFamily,
    hyperparameters: [Hyperparameter], shared: [Hyperparameter] = Hyperparameter.shared,
    hasMomentum: Bool = false, naturalBatch: Batch? = nil, followsRate: Bool = true,
    fault: @escaping Fault = { _ in nil },
    stability: (@Sendable (Hyperparameters) -> Double)? = nil,
    make: @escaping @Sendable (Hyperparameters) -> any Optimizer
  ) {
    self.name = name
    self.title = title
    self.rule = rule
    self.hyperparameters = hyperparameters
    self.shared = shared.filter { hasMomentum || $0 != .cautious }
    let own = Set(hyperparameters.map(\.name))
    allHyperparameters =
      [.learningRate] + hyperparameters
      + self.shared.filter { $0 != .learningRate && !own.contains($0.name) }
    self.naturalBatch = shared.contains(.batch) ? naturalBatch : .full
    self.followsRate = followsRate
    self.baseFamily = family
    self.fault = fault
    self.stability = stability
    self.make = make
  }

  /// The batch where nobody says anything about it.
  public var defaultBatch: Batch { naturalBatch ?? .full }

  /// Whether it can follow the gradients of batches; a line search or a simplex cannot.
  public var takesBatches: Bool { shared.contains(.batch) }

  /// Checks values given by name, among them perhaps `lr`, `batch`, `weight_decay`, `max_norm`.
  public func validate(_ given: [String: Double]) throws(HyperparameterError) {
    let known = allHyperparameters
    // In order, so that the same fault is reported first every time.
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let hyperparameter = known.first(where: { $0.name == name }) else {
        let names = known.map(\.name)
        throw error(
          name, .unknown(suggestion: name.closestMatch(among: names), known: names))
      }
      if let reason = hyperparameter.fault(of: value) { throw error(name, reason) }
    }
    let values = Hyperparameters(of: self, given: given)
    if let (name, reason) = fault(values) ?? faultOfCaution(values) { throw error(name, reason) }
  }

  /// A fresh optimizer.
  /// - Parameter given: values by name, the defaults for all others.
  public func makeOptimizer(_ given: [String: Double] = [:]) throws(HyperparameterError)
    -> any Optimizer
  {
    try validate(given)
    return optimizer(with: Hyperparameters(of: self, given: given))
  }

  /// How its automatic learning rate is chosen; plain descent with momentum is of that family.
  public func family(_ given: [String: Double] = [:]) -> OptimizerFamily {
    let momentum = Hyperparameters(of: self, given: given)["momentum"]
    return baseFamily == .gradient && momentum > 0 ? .momentum : baseFamily
  }

  func error(_ name: String, _ reason: HyperparameterError.Reason) -> HyperparameterError {
    HyperparameterError(subject: self.name, name: name, reason: reason)
  }
}

extension OptimizerKind: Hashable, CustomStringConvertible {
  public var description: String { name }
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
