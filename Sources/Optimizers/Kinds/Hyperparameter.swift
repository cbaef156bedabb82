/// A number or switch of an optimizer's rule: its name, its allowed values and its default.
public struct Hyperparameter: Hashable, Sendable, Identifiable {
  /// The form of the values.
  public enum Kind: Hashable, Sendable {
    /// Any number in the allowed range.
    case number
    /// A whole number.
    case integer
    /// 0 for false, 1 for true.
    case boolean
  }

  /// The name that users write, PyTorch's in lower case: `beta1`.
  public let name: String
  /// The form of its values.
  public let kind: Kind
  /// The value if none is given; nil if that depends on more than the optimizer.
  public let defaultValue: Double?
  /// The values it may take.
  public let allowed: AllowedRange
  /// Its effect, in half a sentence.
  public let meaning: String

  /// The name.
  public var id: String { name }

  /// Makes a hyperparameter.
  /// - Parameters:
  ///   - name: the name that users write.
  ///   - kind: the form of its values.
  ///   - defaultValue: the value if none is given.
  ///   - allowed: the values it may take.
  ///   - meaning: its effect, in half a sentence.
  public init(
    _ name: String, kind: Kind = .number, default defaultValue: Double?, allowed: AllowedRange,
    meaning: String
  ) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.allowed = allowed
    self.meaning = meaning
  }

  /// The fault of a value; nil if it is allowed.
  func fault(of value: Double) -> HyperparameterError.Reason? {
    guard value.isFinite else { return .notFinite(value) }
    switch kind {
    case .boolean:
      return value == 0 || value == 1 ? nil : .wrongKind(value, expected: kind)
    case .integer where value != value.rounded():
      return .wrongKind(value, expected: kind)
    case .integer, .number:
      return allowed.contains(value) ? nil : .outOfRange(value, allowed: allowed)
    }
  }
}

/// The given or default values of a rule's own hyperparameters and of those around it (`cautious`,
/// `lookahead`). Changes that a run makes to the gradients before the rule sees them are not
/// included.
public struct Hyperparameters: Hashable, Sendable {
  /// Nil for a hyperparameter that has no default and was not given.
  private var values: [String: Double?]

  /// - Parameter given: must have passed `OptimizerKind.validate(_:)`.
  init(of kind: OptimizerKind, given: [String: Double]) {
    values = [:]
    for hyperparameter in kind.hyperparameters + Hyperparameter.wrapping {
      values[hyperparameter.name] = .some(
        given[hyperparameter.name] ?? hyperparameter.defaultValue)
    }
  }

  /// The value of a hyperparameter; 0 if it has no default and was not given.
  ///
  /// A name that the kind does not list is a mistake in the rule, which stops a debug build.
  public internal(set) subscript(name: String) -> Double {
    get { given(name) ?? 0 }
    set { values[name] = newValue }
  }

  /// The value of a hyperparameter; nil if it has no default and was not given.
  ///
  /// A name that the kind does not list is a mistake in the rule, which stops a debug build.
  public func given(_ name: String) -> Double? {
    let value = values[name]
    assert(value != nil, "the optimizer lists no hyperparameter '\(name)'")
    return value ?? nil
  }

  /// Whether a switch is on: its value is not 0.
  ///
  /// A name that the kind does not list is a mistake in the rule, which stops a debug build.
  public func isOn(_ name: String) -> Bool { self[name] != 0 }
}

/// An interval; each end may belong to it or not.
public struct AllowedRange: Hashable, Sendable {
  /// The lower end; −∞ if there is none.
  public let lower: Double
  /// The upper end; ∞ if there is none.
  public let upper: Double
  /// Whether the lower end itself is allowed.
  public let includesLower: Bool
  /// Whether the upper end itself is allowed.
  public let includesUpper: Bool

  /// Whether a value is allowed; NaN never is.
  public func contains(_ value: Double) -> Bool {
    (includesLower ? value >= lower : value > lower)
      && (includesUpper ? value <= upper : value < upper)
  }

  /// Every finite number.
  public static let any = AllowedRange(
    lower: -.infinity, upper: .infinity, includesLower: false, includesUpper: false)

  /// Every finite number that is not less than `lower`.
  public static func atLeast(_ lower: Double) -> Self {
    Self(lower: lower, upper: .infinity, includesLower: true, includesUpper: false)
  }

  /// Every finite number that is greater than `lower`.
  public static func above(_ lower: Double) -> Self {
    Self(lower: lower, upper: .infinity, includesLower: false, includesUpper: false)
  }

  /// Every number between two, excluding both.
  public static func insideOf(_ lower: Double, _ upper: Double) -> Self {
    Self(lower: lower, upper: upper, includesLower: false, includesUpper: false)
  }

  /// The numbers of a range, without its upper end.
  public static func within(_ range: Range<Double>) -> Self {
    Self(
      lower: range.lowerBound, upper: range.upperBound, includesLower: true, includesUpper: false)
  }

  /// The numbers of a range, with both ends.
  public static func within(_ range: ClosedRange<Double>) -> Self {
    Self(lower: range.lowerBound, upper: range.upperBound, includesLower: true, includesUpper: true)
  }
}

extension Hyperparameter {
  /// The factor of every step; 0 is allowed, as in PyTorch, and makes the run stand still.
  public static let learningRate = Hyperparameter(
    "lr", default: nil, allowed: .atLeast(0), meaning: "learning rate, the factor of every step")

  /// A whole number of samples; the full batch is `Batch.full`, which has no number.
  public static let batch = Hyperparameter(
    "batch", kind: .integer, default: nil, allowed: .within(1...1e9),
    meaning: "number of samples per gradient")

  /// L2 weight decay: weight_decay · parameters is added to the gradient before anything else.
  public static let weightDecay = Hyperparameter(
    "weight_decay", default: 0, allowed: .atLeast(0),
    meaning: "pull towards the origin, added to the gradient")

  /// The norm that longer gradients are shortened to.
  public static let maxNorm = Hyperparameter(
    "max_norm", default: nil, allowed: .above(0),
    meaning: "longer gradients are shortened to this length")

  /// The hyperparameters that most optimizers take in addition to their own; `cautious` needs
  /// momentum.
  public static let shared = ofTheGradient + wrapping

  /// The hyperparameters of the wrappers around a rule.
  static let wrapping = [cautious, lookahead] + lookaheadDetails

  /// The hyperparameters of the input of a rule.
  private static let ofTheGradient = [learningRate, batch, weightDecay, maxNorm]

  /// The hyperparameters that a rule with some traits takes in addition to its own.
  static func shared(with traits: Set<OptimizerKind.Trait>) -> [Hyperparameter] {
    // A batch, clipping or added decay would make it compare the losses of different functions.
    if traits.contains(.comparesLosses) { return [learningRate] }
    if traits.contains(.averagesPoints) { return ofTheGradient }
    return traits.contains(.hasMomentum) ? shared : shared.filter { $0 != cautious }
  }
}

extension Hyperparameter {
  /// A switch: 0 is off, 1 is on.
  /// - Parameters:
  ///   - name: the name that users write.
  ///   - value: whether it is on by default.
  ///   - meaning: its effect, in half a sentence.
  public static func flag(_ name: String, _ value: Bool = false, meaning: String) -> Self {
    Self(
      name, kind: .boolean, default: value ? 1 : 0, allowed: .within(0...1), meaning: meaning)
  }

  /// A term that keeps a division from failing.
  static func eps(_ value: Double) -> Self {
    Self("eps", default: value, allowed: .atLeast(0), meaning: "keeps the division finite")
  }

  static func rootEps(_ value: Double) -> Self {
    Self("eps_root", default: value, allowed: .atLeast(0), meaning: "added under the root")
  }

  /// The share of a running average that is kept at each step.
  static func beta(_ name: String, _ value: Double, of what: String) -> Self {
    Self(
      name, default: value, allowed: .within(0..<1), meaning: "share kept by the average of \(what)"
    )
  }

  /// Adam's two betas, with its defaults.
  static func moments(second: String = "squared gradients") -> [Self] {
    [beta("beta1", 0.9, of: "gradients"), beta("beta2", 0.999, of: second)]
  }

  /// Decoupled weight decay, which a rule applies itself.
  static func decoupledDecay(_ value: Double) -> Self {
    Self(
      weightDecay.name, default: value, allowed: weightDecay.allowed,
      meaning: "pull towards the origin, decoupled from the gradient")
  }

  /// Weight decay that a rule applies itself, decoupled or not.
  static let choiceOfDecay = [weightDecay, decouplesDecay]

  static let decouplesDecay = flag(
    "decoupled_weight_decay", meaning: "decay decoupled from the gradient")
}
