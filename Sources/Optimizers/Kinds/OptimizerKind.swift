import Calculus

/// An optimizer as a choice: its name, its update rule in one line, its hyperparameters, and how to
/// make one.
///
/// A rule of one's own is a value that conforms to `DirectionalOptimizer` (or to one of the two
/// protocols it refines), and a kind that makes it:
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
/// Such a kind can do what the built-in ones can: it takes the shared hyperparameters, and runs in
/// races and experiments. Two kinds are equal if their names are, so a name must be unique.
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
  /// Properties of the rule that decide what can be combined with it.
  public let traits: Set<Trait>
  let baseFamily: OptimizerFamily
  let shared: [Hyperparameter]
  let fault: Fault
  let stability: (@Sendable (Hyperparameters) -> Double)?
  let make: @Sendable (Hyperparameters) -> any Optimizer

  /// The name.
  public var id: String { name }

  /// A property of a rule that decides what can be combined with it.
  public enum Trait: Hashable, Sendable {
    /// A step continues the steps before it: the rule takes `cautious`.
    case hasMomentum
    /// The rule compares losses, or gradients at several points, which must all belong to one
    /// function: it takes no batches, clipping, weight decay or lookahead.
    case comparesLosses
    /// The rule keeps averages of points: setting it back to another point (`lookahead`) would
    /// make nonsense of them.
    case averagesPoints
    /// Only the learning rate of the first step has an effect.
    case fixesRate
  }

  /// Finds what is wrong with a combination of values that are each allowed: the name to blame and
  /// the reason, or nil.
  public typealias Fault =
    @Sendable (Hyperparameters) -> (name: String, reason: HyperparameterError.Reason)?

  /// Makes a kind; see `OptimizerKind` for an example.
  /// - Parameters:
  ///   - name: unique, in lower case.
  ///   - title: for tables; the name if it is not given.
  ///   - rule: the update rule in one line of plain text.
  ///   - family: the scale of learning rates that suits the rule.
  ///   - hyperparameters: the rule's own ones.
  ///   - traits: properties that decide what can be combined with the rule.
  ///   - naturalBatch: the batch that defines the optimizer, if one does.
  ///   - stability: the largest lr·λ for which the rule converges on a quadratic of curvature λ,
  ///     if there is such a number. A hyperparameter `momentum` is then taken for that of `momentum`.
  ///   - fault: finds what is wrong with a combination of values that are each allowed.
  ///   - make: makes the optimizer as it is before its first step.
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

  /// The batch that is used if none is given.
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
