/// A number (or switch) of an optimizer's rule: what it is called, may be, and is by default.
public struct Hyperparameter: Hashable, Sendable, Identifiable {
  public enum Kind: Hashable, Sendable {
    case number
    /// A whole number.
    case integer
    /// 0 for false, 1 for true.
    case boolean
  }

  /// As users write it, PyTorch's name in lower case: `beta1`.
  public let name: String
  public let kind: Kind
  /// The value where none is given; nil where that depends on more than the optimizer.
  public let defaultValue: Double?
  public let allowed: AllowedRange
  /// What it does, in half a sentence.
  public let meaning: String

  public var id: String { name }

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

  /// What is wrong with a value, or nil where it is allowed.
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

/// An interval whose ends may belong to it or not.
public struct AllowedRange: Hashable, Sendable {
  public let lower: Double
  public let upper: Double
  public let includesLower: Bool
  public let includesUpper: Bool

  public func contains(_ value: Double) -> Bool {
    (includesLower ? value >= lower : value > lower)
      && (includesUpper ? value <= upper : value < upper)
  }

  public static let any = AllowedRange(
    lower: -.infinity, upper: .infinity, includesLower: false, includesUpper: false)

  public static func atLeast(_ lower: Double) -> Self {
    Self(lower: lower, upper: .infinity, includesLower: true, includesUpper: false)
  }

  public static func above(_ lower: Double) -> Self {
    Self(lower: lower, upper: .infinity, includesLower: false, includesUpper: false)
  }

  /// Without either end.
  public static func insideOf(_ lower: Double, _ upper: Double) -> Self {
    Self(lower: lower, upper: upper, includesLower: false, includesUpper: false)
  }

  public static func within(_ range: Range<Double>) -> Self {
    Self(
      lower: range.lowerBound, upper: range.upperBound, includesLower: true, includesUpper: false)
  }

  public static func within(_ range: ClosedRange<Double>) -> Self {
    Self(lower: range.lowerBound, upper: range.upperBound, includesLower: true, includesUpper: true)
  }
}
