/// A setting that an optimizer or a schedule does not have or cannot take.
public struct HyperparameterError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case unknown(suggestion: String?, known: [String])
    case notFinite(Double)
    case outOfRange(Double, allowed: AllowedRange)
    case wrongKind(Double, expected: Hyperparameter.Kind)
    /// A list or word where one number is expected.
    case notOneNumber
    /// A word or list where a whole number is expected.
    case notWhole
    /// Something else than one of these words.
    case notAmong([String])
    /// Each value is allowed, but not together: Nesterov's momentum and caution need some.
    case needsMomentum
    /// Nesterov's momentum must be undampened.
    case nesterovExcludesDampening(Double)
  }

  /// The optimizer's or the schedule's name: `adam`.
  public let subject: String
  /// The hyperparameter's name as it was given: `beta1`.
  public let name: String
  public let reason: Reason

  public init(subject: String, name: String, reason: Reason) {
    self.subject = subject
    self.name = name
    self.reason = reason
  }
}
