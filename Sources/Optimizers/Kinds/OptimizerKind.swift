import Calculus

/// An optimizer as a choice: its name, its update rule in one line, its hyperparameters, and a way
/// to make it.
///
/// A new rule is a value that conforms to `DirectionalOptimizer` (or to one of the two protocols it
/// refines), and a kind that makes it:
///
///     struct NormalizedDescent: DirectionalOptimizer {
///       let eps: Double
///
///       mutating func direction(for step: StepContext) -> Point {
///         step.gradient / (step.gradient.norm + eps)
///       }
///     }
///
///     extension OptimizerKind {
///       static let normalized = OptimizerKind(
///         name: "normalized", title: "Normalized GD", rule: "p -= lr*g/(|g| + eps)",
///         family: .adaptive,
///         hyperparameters: [
///           Hyperparameter("eps", default: 1e-8, allowed: .above(0), meaning: "avoids 0/0")
///         ],
///         make: { NormalizedDescent(eps: $0["eps"]) })
///     }
///
///     let settings = try RunSettings(.normalized, learningRate: 0.1)
///     var run = try Run(objective: objective, start: Point(3, 4), settings: settings)
///     run.advance(to: 10)  // ten steps of length 0.1
///
/// Such a kind can do everything that the built-in ones can: it takes the shared hyperparameters,
/// and runs in races and experiments. Two kinds are equal if their names are, so a name must be
/// unique.
public struct OptimizerKind: Sendable, Identifiable {
  /// The name that users write, in lower case: `adam`.
  public let name: String
  /// A short title for tables: `Adam`, `GD`.
  public let title: String
  /// The update rule in one line of plain text; p is the point, g the gradient there.
  public let rule: String
  /// The rule's own hyperparameters, without those that all kinds share.
  public let hyperparameters: [Hyperparameter]
  /// The learning rate, the rule's own hyperparameters, then the shared ones.
  public let allHyperparameters: [Hyperparameter]
  /// The batch that defines the optimizer: one sample for sgd, the full batch for gd and for
  /// methods that compare losses; nil if any batch will do.
  public let naturalBatch: Batch?
  /// Properties of the rule that decide what it can be combined with.
  public let traits: Set<Trait>
  let baseFamily: OptimizerFamily
  let shared: [Hyperparameter]
  let fault: Fault
  let stability: (@Sendable (Hyperparameters) -> Double)?
  let make: @Sendable (Hyperparameters) -> any Optimizer

  /// The name.
  public var id: String { name }

  /// A property of a rule that decides what it can be combined with.
  public enum Trait: Hashable, Sendable {
    /// A step continues the steps before it: the rule takes `cautious`.
    case hasMomentum
    /// The rule compares losses, or gradients at several points, which must all belong to one
    /// function: it takes no batches, clipping, weight decay or lookahead.
    case comparesLosses
    /// The rule keeps averages of points, which would be meaningless after setting it back to
    /// another point (`lookahead`).
    case averagesPoints
    /// Only the learning rate of the first step has an effect.
    case fixesRate
  }

  /// Finds the fault in a combination of values that are each allowed: the name to blame and the
  /// reason, or nil.
  public typealias Fault =
    @Sendable (Hyperparameters) -> (name: String, reason: HyperparameterError.Reason)?

  /// Makes a kind; see `OptimizerKind` for an example.
  /// - Parameters:
  ///   - name: unique, in lower case.
  ///   - title: for tables; the name if it is not given.
  ///   - rule: the update rule in one line of plain text.
  ///   - family: the scale of learning rates that suits the rule.
  ///   - hyperparameters: the rule's own ones.
  ///   - traits: properties that decide what the rule can be combined with.
  ///   - naturalBatch: the batch that defines the optimizer, if one does.
  ///   - stability: the largest lr·λ for which the rule converges on a quadratic of curvature λ, if
  ///     there is such a number. A hyperparameter `momentum` is assumed to be that of `momentum`.
  ///   - fault: finds the fault in a combination of values that are each allowed.
  ///   - make: makes the optimizer in its state before the first step.
  public init(
    name: String, title: String? = nil, rule: String = "", family: OptimizerFamily,
    hyperparameters: [Hyperparameter] = [], traits: Set<Trait> = [], naturalBatch: Batch? = nil,
    stability: (@Sendable (Hyperparameters) -> Double)? = nil,
    fault: @escaping Fault = { _ in nil },
    make: @escaping @Sendable (Hyperparameters) -> any Optimizer
  ) {
    self.name = name
    self.title = title ?? name
    self.rule = rule
    self.hyperparameters = hyperparameters
    self.traits = traits
    shared = Hyperparameter.shared(with: traits)
    let own = Set(hyperparameters.map(\.name))
    allHyperparameters =
      [.learningRate] + hyperparameters
      + shared.filter { $0 != .learningRate && !own.contains($0.name) }
    self.naturalBatch = traits.contains(.comparesLosses) ? .full : naturalBatch
    baseFamily = family
    self.fault = fault
    self.stability = stability
    self.make = make
  }

  /// The batch if none is given.
  public var defaultBatch: Batch { naturalBatch ?? .full }

  /// Whether the rule can follow the gradients of batches; a line search or a simplex cannot.
  public var takesBatches: Bool { !traits.contains(.comparesLosses) }

  /// Whether a change of the learning rate during a run has an effect.
  public var followsRate: Bool { !traits.contains(.fixesRate) }

  /// Every built-in optimizer, in the order of lists.
  public static let all: [OptimizerKind] = [
    .gd, .sgd, .minibatch, .momentum, .nesterov, .qhm, .asgd, .schedulefree, .polyak,
    .sam, .adagrad, .fullAdagrad, .shampoo, .rmsprop, .adadelta,
    .adam, .adamw, .amsgrad, .adamax, .nadam, .radam, .adabelief, .yogi, .adan, .adabound, .qhadam,
    .ademamix, .adopt, .schedulefreeAdamW, .prodigy, .sophia,
    .signsgd, .signum, .lion, .rprop,
    .linesearch, .cg, .newton, .bfgs, .lbfgs, .nelderMead,
  ]

  /// The optimizer of a name, in any case, with `-` or `_`; nil if there is no such name.
  /// - Parameters:
  ///   - name: the name that a user has written.
  ///   - kinds: the optimizers to choose from, the built-in ones by default.
  public static func named(_ name: String, among kinds: [OptimizerKind] = all) -> OptimizerKind? {
    let name = name.lowercased().underscored
    return kinds.first { $0.name == name }
  }
}

extension OptimizerKind: Hashable, CustomStringConvertible {
  /// The name.
  public var description: String { name }

  /// Whether two kinds have the same name.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension String {
  /// `full-adagrad` as `full_adagrad`.
  var underscored: String { String(map { $0 == "-" ? "_" : $0 }) }
}

extension OptimizerKind {
  /// Checks values by name; `lr`, `batch`, `weight_decay`, `max_norm` may be among them.
  /// - Throws: `HyperparameterError` for a name the optimizer does not have, or a value or
  ///   combination of values it cannot take.
  public func validate(_ given: [String: Double]) throws(HyperparameterError) {
    let known = allHyperparameters
    // In order, so that the same fault is always reported first.
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

  /// Makes an optimizer in its state before the first step.
  /// - Parameter given: values by name; all others have their defaults.
  /// - Throws: `HyperparameterError` for a name the optimizer does not have, or a value or
  ///   combination of values it cannot take.
  public func makeOptimizer(_ given: [String: Double] = [:]) throws(HyperparameterError)
    -> any Optimizer
  {
    try validate(given)
    return optimizer(with: Hyperparameters(of: self, given: given))
  }

  /// The family that decides the automatic learning rate; gradient descent with momentum belongs
  /// to `momentum`.
  /// - Parameter given: values by name; all others have their defaults.
  public func family(_ given: [String: Double] = [:]) -> OptimizerFamily {
    guard baseFamily == .gradient, has("momentum") else { return baseFamily }
    return Hyperparameters(of: self, given: given)["momentum"] > 0 ? .momentum : .gradient
  }

  /// The rule, with caution and lookahead if the values ask for them.
  /// - Parameter values: must have passed `validate(_:)`.
  func optimizer(with values: Hyperparameters) -> any Optimizer {
    let rule = values.isOn(Hyperparameter.cautious.name) ? cautiousRule(values) : make(values)
    guard values.isOn(Hyperparameter.lookahead.name) else { return rule }
    return rule.followed(
      every: Int(values[Hyperparameter.lookaheadPeriod.name]),
      by: values[Hyperparameter.lookaheadShare.name])
  }

  private func cautiousRule(_ values: Hyperparameters) -> any Optimizer {
    let decay = decouplesDecay(values) ? values[Hyperparameter.weightDecay.name] : 0
    var values = values
    if decay != 0 { values[Hyperparameter.weightDecay.name] = 0 }
    let rule = make(values)
    return (rule as? any MovingOptimizer)?.cautious(decay: decay) ?? rule
  }

  private func decouplesDecay(_ values: Hyperparameters) -> Bool {
    guard let own = hyperparameters.first(where: { $0.name == Hyperparameter.weightDecay.name })
    else { return false }
    let choice = Hyperparameter.decouplesDecay.name
    return own != .weightDecay || has(choice) && values.isOn(choice)
  }

  /// Without momentum every step follows the gradient, so caution would have no effect.
  private func faultOfCaution(_ values: Hyperparameters) -> (
    name: String, reason: HyperparameterError.Reason
  )? {
    let isIdle = has("momentum") && values["momentum"] == 0
    guard isIdle, values.isOn(Hyperparameter.cautious.name) else { return nil }
    return (Hyperparameter.cautious.name, .needsMomentum)
  }

  /// The largest lr·λ for which the rule converges on a quadratic of curvature λ; nil if it is not
  /// known: a mask or a slow point changes the rule.
  func stability(with given: [String: Double]) -> Double? {
    let values = Hyperparameters(of: self, given: given)
    let isWrapped = [Hyperparameter.cautious, .lookahead].contains { values.isOn($0.name) }
    return isWrapped ? nil : stability?(values)
  }

  func error(_ name: String, _ reason: HyperparameterError.Reason) -> HyperparameterError {
    HyperparameterError(subject: self.name, name: name, reason: reason)
  }

  private func has(_ name: String) -> Bool { hyperparameters.contains { $0.name == name } }
}
