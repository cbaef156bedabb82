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
  /// The value that is used if none is given; nil if that depends on more than the optimizer.
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
  ///   - defaultValue: the value that is used if none is given.
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

  /// What is wrong with a value, or nil if it is allowed.
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

/// The values of a rule's own hyperparameters and of those around it (`cautious`, `lookahead`), given
/// or by default. What a run does to the gradients before the rule sees them is not among them.
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
  /// Whether the lower end is allowed itself.
  public let includesLower: Bool
  /// Whether the upper end is allowed itself.
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

  /// Every number between two, without the two.
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
